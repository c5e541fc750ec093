package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.util.List;
import org.hideandseek.challenges.table.BadRow;

/** A stay whose id all of its rows name, and which one row admits. */
final class AdmittedStay {
  /**
   * The kind of fact that admits a stay: the first text is the person, the first number the time of
   * admission and the second of leaving.
   */
  static final int FACT = 1;

  private AdmittedStay() {}

  /**
   * Takes a stay with the measurements from admission to leaving.
   *
   * @param table that admits, for messages
   * @param column of the id, for messages
   */
  static void take(Intake intake, String table, String column, String id, Buckets.Group rows)
      throws IOException {
    List<Buckets.Fact> admissions = rows.facts(FACT);
    if (admissions.isEmpty()) {
      intake
          .badRows()
          .found(
              BadRow.about(
                  "no stay",
                  "There are measurements of "
                      + column
                      + " "
                      + id
                      + ", but the table "
                      + table
                      + " does not have it"));
      for (int i = 0; i < rows.size(); i++) {
        intake.countOutside(rows.feature(i));
      }
      return;
    }
    Buckets.Fact admission = admissions.get(0);
    for (Buckets.Fact again : admissions.subList(1, admissions.size())) {
      intake
          .badRows()
          .found(
              BadRow.about(
                  "stay twice",
                  table + ", line " + again.line() + ": " + column + " " + id + " is there twice"));
    }
    Intake.Stay stay = intake.stay(column + " " + id);
    Statics.add(admission.statics(), stay.statics());
    for (int i = 0; i < rows.size(); i++) {
      if (rows.time(i) <= admission.number(1)) {
        stay.measure(rows.time(i) - admission.number(0), rows.feature(i), rows.value(i));
      } else {
        intake.countOutside(rows.feature(i));
      }
    }
    intake.take(stay, admission.line(), admission.text(0));
  }
}
