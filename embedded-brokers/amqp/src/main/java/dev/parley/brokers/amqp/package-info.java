/**
 * AMQP 0-9-1: the embedded broker, and a client of RabbitMQ and of whatever else speaks the
 * protocol. Only {@link dev.parley.brokers.amqp.Rabbit} is for others.
 */
@NullMarked
package dev.parley.brokers.amqp;

import org.jspecify.annotations.NullMarked;
