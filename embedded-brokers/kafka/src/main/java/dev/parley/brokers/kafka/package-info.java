/**
 * Apache Kafka: the embedded cluster and the client. Only {@link dev.parley.brokers.kafka.Kafka} is
 * for others.
 */
@NullMarked
package dev.parley.brokers.kafka;

import org.jspecify.annotations.NullMarked;
