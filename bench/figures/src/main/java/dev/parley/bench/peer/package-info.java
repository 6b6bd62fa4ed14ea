/** The least that the same work takes in Java. */
@NullMarked
package dev.parley.bench.peer;

import org.jspecify.annotations.NullMarked;
