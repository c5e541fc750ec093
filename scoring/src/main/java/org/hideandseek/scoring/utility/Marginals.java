package org.hideandseek.scoring.utility;

import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** The distribution of every variable by itself. */
final class Marginals {
  private Marginals() {}

  static FacetParts parts(Compared<Cohort> cohorts, Groups groups) {
    Schema schema = cohorts.holdout().schema();
    FacetParts parts = new FacetParts(Facet.MARGINALS);
    for (int f = 0; f < schema.featureCount(); f++) {
      int feature = f;
      compare(
          schema.features().get(f),
          cohort -> Columns.feature(cohort, feature),
          cohorts,
          groups,
          parts);
    }
    for (int s = 0; s < schema.staticCount(); s++) {
      int index = s;
      compare(
          schema.statics().get(s),
          cohort -> Columns.statics(cohort, index),
          cohorts,
          groups,
          parts);
    }
    return parts;
  }

  private static void compare(
      Variable variable,
      Function<Cohort, float[]> column,
      Compared<Cohort> cohorts,
      Groups groups,
      FacetParts parts) {
    if (variable.kind() == Kind.NUMERIC) {
      Function<Cohort, float[]> finite = column.andThen(Columns::finite);
      Compared<Sample> samples = cohorts.map(finite).map(Sample::of);
      if (samples.members().isEmpty() || samples.holdout().isEmpty()) {
        parts.leaveOut(variable.name(), "never measured in members or holdout");
      } else {
        double range = ((double) variable.max() - variable.min()) / 10;
        numeric(variable.name(), samples, groups.each(finite), range, parts);
      }
    } else {
      Function<Cohort, Frequencies> count =
          column.andThen(codes -> Frequencies.of(variable, codes));
      Compared<Frequencies> shares = cohorts.map(count);
      if (shares.members().size() == 0 || shares.holdout().size() == 0) {
        parts.leaveOut(variable.name(), "never measured in members or holdout");
      } else {
        List<Frequencies> byGroup = groups.each(count);
        double[] errors = errors(shares, shares.holdout());
        parts.add(
            Component.ofDistance(Facet.MARGINALS, variable.name(), errors[0], errors[1], errors[2]),
            draw -> errors(shares, Frequencies.drawn(byGroup, draw)));
      }
    }
  }

  private static double[] errors(Compared<Frequencies> shares, Frequencies truth) {
    return new double[] {
      truth.totalVariationToModeOf(shares.members()),
      truth.totalVariation(shares.members()),
      truth.totalVariation(shares.release())
    };
  }

  /**
   * W1 in standard deviations of the holdout; trivial is the members' median.
   *
   * @param byGroup the holdout in groups
   * @param unit what to divide by where all of the holdout is the same; positive
   */
  static void numeric(
      String name, Compared<Sample> samples, List<float[]> byGroup, double unit, FacetParts parts) {
    Sample holdout = samples.holdout();
    double deviation = holdout.standardDeviation();
    double scale = deviation > 0 ? deviation : unit;
    double median = samples.members().median();
    RedrawnDistances redrawn =
        new RedrawnDistances(
            byGroup,
            holdout,
            List.of(Sample.of(new float[] {(float) median}), samples.members(), samples.release()));
    parts.add(
        Component.ofDistance(
            parts.facet(),
            name,
            holdout.distanceTo(median) / scale,
            holdout.distanceTo(samples.members()) / scale,
            holdout.distanceTo(samples.release()) / scale),
        draw -> {
          double[] distances = redrawn.of(draw);
          for (int i = 0; i < distances.length; i++) {
            distances[i] /= scale;
          }
          return distances;
        });
  }
}
