package org.hideandseek.challenges.dataset;

import java.util.List;

/**
 * What an import did.
 *
 * @param format its word
 * @param stays N
 * @param grouped whether the format tells that stays are of one person
 * @param persons how many people they are; as many as stays unless {@code grouped}
 * @param steps T: of the longest stay, or as many as were asked for
 * @param emptyStays stays without any measurement; they have one step at which nothing was measured
 * @param cutStays stays that had more steps than were asked for
 * @param features counts of each feature, in the order of the schema
 * @param statics counts of each static, in the order of the schema
 * @param unusedColumns columns of wide tables that the variable list does not name
 * @param skipped rows that could not be used
 */
public record ImportSummary(
    String format,
    int stays,
    boolean grouped,
    int persons,
    int steps,
    int emptyStays,
    int cutStays,
    List<FeatureCount> features,
    List<StaticCount> statics,
    List<String> unusedColumns,
    List<SkippedRows> skipped) {

  public ImportSummary {
    features = List.copyOf(features);
    statics = List.copyOf(statics);
    unusedColumns = List.copyOf(unusedColumns);
    skipped = List.copyOf(skipped);
  }

  /**
   * What became of the values of a feature; {@code found} is the sum of the others.
   *
   * @param found values in the source
   * @param kept values in the cohort
   * @param repeated values replaced by a later one of the same stay and time
   * @param outOfBounds values that the feature can't take; they count as not measured
   * @param outOfWindow values before admission, or later than was asked for
   * @param cut values behind the last step that was asked for
   */
  public record FeatureCount(
      String name,
      long found,
      long kept,
      long repeated,
      long outOfBounds,
      long outOfWindow,
      long cut) {}

  /**
   * What became of the values of a static.
   *
   * @param known stays with a value
   * @param unknown stays without
   * @param outOfBounds stays whose value it can't take; it counts as unknown
   */
  public record StaticCount(String name, int known, int unknown, int outOfBounds) {}

  /**
   * Rows with one and the same fault.
   *
   * @param first the first of them: file, line, what was expected
   * @param count how many there are
   */
  public record SkippedRows(String first, long count) {}

  /** All measurements in the cohort. */
  public long measurements() {
    return features.stream().mapToLong(FeatureCount::kept).sum();
  }

  /** All rows that were skipped. */
  public long skippedRows() {
    return skipped.stream().mapToLong(SkippedRows::count).sum();
  }
}
