/** Commands that send, receive and inspect messages. */
@NullMarked
package dev.parley.commands.messages;

import org.jspecify.annotations.NullMarked;
