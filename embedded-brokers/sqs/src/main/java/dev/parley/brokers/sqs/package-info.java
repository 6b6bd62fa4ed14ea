/**
 * Amazon SQS: an embedded server that speaks it, and the client. Only {@link
 * dev.parley.brokers.sqs.Sqs} is for others.
 */
@NullMarked
package dev.parley.brokers.sqs;

import org.jspecify.annotations.NullMarked;
