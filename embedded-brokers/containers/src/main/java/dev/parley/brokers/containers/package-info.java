/**
 * What every system that runs in a container needs: the engine, the image, one container's life,
 * and the server that this makes. A system says what it is in a {@link
 * dev.parley.brokers.containers.ContainedSystem}.
 */
@NullMarked
package dev.parley.brokers.containers;

import org.jspecify.annotations.NullMarked;
