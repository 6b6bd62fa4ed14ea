/** What the modules of the systems have in common: threads, logs, data directories, ends. */
@NullMarked
package dev.parley.brokers.support;

import org.jspecify.annotations.NullMarked;
