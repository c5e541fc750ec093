package org.hideandseek.challenges.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to import, and how.
 *
 * @param format of the source
 * @param from the source: a folder, or where the format has one file, that file
 * @param to the folder that the cohort appears in; must not exist, or be empty
 * @param hours measurements later than this after admission are left out
 * @param steps the largest number of steps that a stay keeps, the first ones; empty for as many as
 *     the longest has
 * @param variables a variable list to use instead of the one that comes with the project
 * @param mapping says how a {@link DatasetFormat#CSV} is to be read
 * @param skipBad whether rows that can't be used are skipped and counted instead of refused
 */
public record ImportRequest(
    DatasetFormat format,
    Path from,
    Path to,
    double hours,
    Optional<Integer> steps,
    Optional<Path> variables,
    Optional<Path> mapping,
    boolean skipBad) {

  /** The longest stretch that can be imported: ten years. */
  private static final double MOST_HOURS = 87_660;

  public ImportRequest {
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new IllegalArgumentException("hours lie between 0 and 87660, not at " + hours);
    }
    if (steps.isPresent() && (steps.get() < 1 || steps.get() > Intake.MOST_STEPS)) {
      throw new IllegalArgumentException(
          "steps lie between 1 and " + Intake.MOST_STEPS + ", not at " + steps.get());
    }
  }
}
