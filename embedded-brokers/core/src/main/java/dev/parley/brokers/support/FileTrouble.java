package dev.parley.brokers.support;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words: Java often says only its name. */
public final class FileTrouble {
  private FileTrouble() {}

  /** A few words that go behind a colon. */
  public static String said(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
      // Java has no exception of its own for ELOOP.
      if (detailed.getReason().startsWith("Too many levels of symbolic links")) {
        return "its links lead in a circle";
      }
      return beginning(detailed.getReason());
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "input or output failed" : beginning(message);
  }

  /** The system's own words begin with a capital. */
  private static String beginning(String words) {
    boolean sentence = words.length() > 1 && Character.isLowerCase(words.charAt(1));
    return sentence ? Character.toLowerCase(words.charAt(0)) + words.substring(1) : words;
  }
}
