/** A million records: Parley's commands and Kafka's own performance tools, in turn, in one JVM. */
@NullMarked
package dev.parley.bench.transfer;

import org.jspecify.annotations.NullMarked;
