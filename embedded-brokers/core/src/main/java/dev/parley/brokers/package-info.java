/**
 * The words that every messaging system shares: what runs ({@link dev.parley.brokers.Server}), what
 * speaks to it ({@link dev.parley.brokers.Broker}), what travels ({@link
 * dev.parley.brokers.Message}) and what was seen of it ({@link dev.parley.brokers.Traffic}). The
 * JDK alone is needed here.
 */
@NullMarked
package dev.parley.brokers;

import org.jspecify.annotations.NullMarked;
