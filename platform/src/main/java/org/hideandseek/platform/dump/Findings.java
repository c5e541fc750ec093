package org.hideandseek.platform.dump;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is checked and what is wrong. */
final class Findings {
  /** More of them help nobody. */
  private static final int MOST_FOR_ONE = 5;

  private final List<Verification.Check> checks = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  /** Counts things of one kind. */
  final class Kind {
    private final String what;
    private int checked;
    private int wrong;

    private Kind(String what) {
      this.what = what;
    }

    /**
     * One thing was looked at.
     *
     * @param sentences what is wrong with it, if anything
     */
    void checked(List<String> sentences) {
      checked++;
      if (!sentences.isEmpty()) {
        wrong++;
        sentences.stream().limit(MOST_FOR_ONE).forEach(differences::add);
        if (sentences.size() > MOST_FOR_ONE) {
          differences.add(
              "  and " + (sentences.size() - MOST_FOR_ONE) + " more in the same place.");
        }
      }
    }

    void end() {
      checks.add(new Verification.Check(what, checked, wrong));
    }
  }

  /** Begins to count, until {@link Kind#end}. */
  Kind count(String what) {
    return new Kind(what);
  }

  void difference(String sentence) {
    differences.add(sentence);
  }

  List<Verification.Check> checks() {
    return checks;
  }

  List<String> differences() {
    return differences;
  }
}
