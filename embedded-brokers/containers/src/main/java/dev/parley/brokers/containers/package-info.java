/**
 * What every system that runs in a container needs: the engine, the image, one container's life.
 * Only {@link dev.parley.brokers.containers.Engine}, {@link
 * dev.parley.brokers.containers.ContainerPlan} and {@link
 * dev.parley.brokers.containers.RunningContainer} are for others.
 */
@NullMarked
package dev.parley.brokers.containers;

import org.jspecify.annotations.NullMarked;
