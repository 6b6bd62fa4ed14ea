/** The peer of the first message: the embedded broker that Java tests use. */
@NullMarked
package dev.parley.bench.springkafka;

import org.jspecify.annotations.NullMarked;
