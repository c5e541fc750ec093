package org.hideandseek.challenges.strict;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The word with the fewest edits, unless that is more than a third of its letters. */
  public static Optional<String> of(String wrong, Collection<String> words) {
    return words.stream()
        .filter(
            word ->
                distance(wrong, word) <= Math.max(1, Math.max(word.length(), wrong.length()) / 3))
        .min(
            Comparator.comparingInt((String word) -> distance(wrong, word))
                .thenComparing(word -> word));
  }

  /** Letters to insert, delete or replace, and neighbours to swap (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + replace);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
