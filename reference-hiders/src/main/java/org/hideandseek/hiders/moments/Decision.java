package org.hideandseek.hiders.moments;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Schema;

/**
 * Something to be decided on the way through a patient, in a model of its own.
 *
 * @param kind what is decided
 * @param feature of which feature; 0 for a gap
 * @param first whether it is the first of its kind in the patient: the gap before the second step,
 *     what is measured at the first, the first value of the feature
 * @param targets how many numbers say what was decided: one, or one for each of three or more codes
 */
record Decision(Kind kind, int feature, boolean first, int targets) {
  enum Kind {
    GAP,
    MEASURED,
    NUMBER,
    CODE
  }

  /** Whether a normal score is decided, not a yes or no. */
  boolean linear() {
    return kind == Kind.GAP || kind == Kind.NUMBER;
  }

  /** All decisions, at the positions that the methods below give. */
  static List<Decision> all(Schema schema) {
    List<Decision> all = new ArrayList<>();
    addBoth(all, Kind.GAP, 0, 1);
    for (int f = 0; f < schema.featureCount(); f++) {
      addBoth(all, Kind.MEASURED, f, 1);
      switch (schema.features().get(f).kind()) {
        case NUMERIC -> addBoth(all, Kind.NUMBER, f, 1);
        case BINARY -> addBoth(all, Kind.CODE, f, 1);
        case CATEGORICAL -> {
          int codes = schema.features().get(f).codes();
          addBoth(all, Kind.CODE, f, codes == 2 ? 1 : codes);
        }
      }
    }
    return all;
  }

  private static void addBoth(List<Decision> all, Kind kind, int feature, int targets) {
    all.add(new Decision(kind, feature, true, targets));
    all.add(new Decision(kind, feature, false, targets));
  }

  static int gap(boolean first) {
    return first ? 0 : 1;
  }

  static int measured(int feature, boolean first) {
    return 2 + 4 * feature + (first ? 0 : 1);
  }

  static int value(int feature, boolean first) {
    return 4 + 4 * feature + (first ? 0 : 1);
  }
}
