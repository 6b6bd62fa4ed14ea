package dev.parley.notes;

/**
 * What was found in a folder of notes.
 *
 * @param notes the notes that can be read
 * @param unreadable notes and folders that cannot
 * @param more whether there are more notes than are looked at, or folders that are too deep
 */
public record VaultContent(int notes, int unreadable, boolean more) {}
