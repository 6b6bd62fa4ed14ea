/** Measures what Parley promises, each figure beside its peer and in the same run. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
