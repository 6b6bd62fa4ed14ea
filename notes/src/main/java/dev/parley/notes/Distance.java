package dev.parley.notes;

/** How many letters have to be changed, added or removed to make one word of another. */
final class Distance {
  private static final int LONGEST = 60;

  private Distance() {}

  static int between(String one, String other) {
    if (Math.max(one.length(), other.length()) > LONGEST) {
      return LONGEST;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
