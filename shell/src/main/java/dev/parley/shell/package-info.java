/** The program: wires everything, reads lines, prints. */
@NullMarked
package dev.parley.shell;

import org.jspecify.annotations.NullMarked;
