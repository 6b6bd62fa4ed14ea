package dev.parley.notes.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class ThemeTest {
  @Test
  void thereAreColoursOnlyWhereTheyAreWanted() {
    assertTrue(Theme.resolve(Map.of("TERM", "xterm"), true).isColoured());
    assertTrue(Theme.resolve(Map.of("TERM", "xterm", "NO_COLOR", ""), true).isColoured());
    assertFalse(Theme.resolve(Map.of("TERM", "xterm"), false).isColoured());
    assertFalse(Theme.resolve(Map.of("TERM", "dumb"), true).isColoured());
    assertFalse(Theme.resolve(Map.of("TERM", "xterm", "NO_COLOR", "1"), true).isColoured());
  }

  @Test
  void hyperlinksAreWrittenToTerminalsThatHaveThem() {
    assertFalse(Theme.resolve(Map.of("TERM", "xterm"), true).hasHyperlinks());
    assertTrue(Theme.resolve(Map.of("TERM", "xterm-kitty"), true).hasHyperlinks());
    assertTrue(Theme.resolve(Map.of("VTE_VERSION", "6800"), true).hasHyperlinks());
    assertFalse(Theme.resolve(Map.of("VTE_VERSION", "4999x"), true).hasHyperlinks());
    assertFalse(Theme.resolve(Map.of("VTE_VERSION", "6800", "TMUX", "x"), true).hasHyperlinks());
    assertFalse(
        Theme.resolve(Map.of("VTE_VERSION", "6800", "NO_COLOR", "1"), true).hasHyperlinks());
  }

  @Test
  void thePlainThemeHasNoStyleAtAll() {
    for (Ink ink : Ink.values()) {
      assertEquals(AttributedStyle.DEFAULT, Theme.plain().style(ink));
      assertEquals("", Theme.plain().escape(ink.with(Ink.BOLD)));
    }
  }
}
