/** What the tests of all systems need. Nothing of it is part of the program. */
@NullMarked
package dev.parley.brokers.testing;

import org.jspecify.annotations.NullMarked;
