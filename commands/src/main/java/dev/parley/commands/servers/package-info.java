/** Commands that start, watch and end servers. */
@NullMarked
package dev.parley.commands.servers;

import org.jspecify.annotations.NullMarked;
