package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** The distribution of every variable by itself. */
final class Marginals {
  private Marginals() {}

  static List<Component> components(Compared<Cohort> cohorts) {
    Schema schema = cohorts.holdout().schema();
    List<Component> components = new ArrayList<>();
    for (int f = 0; f < schema.featureCount(); f++) {
      int feature = f;
      compare(
          schema.features().get(f),
          cohorts.map(cohort -> Columns.feature(cohort, feature)),
          components);
    }
    for (int s = 0; s < schema.staticCount(); s++) {
      int index = s;
      compare(
          schema.statics().get(s),
          cohorts.map(cohort -> Columns.statics(cohort, index)),
          components);
    }
    return components;
  }

  private static void compare(
      Variable variable, Compared<float[]> values, List<Component> components) {
    if (variable.kind() == Kind.NUMERIC) {
      Compared<Sample> samples = values.map(Columns::finite).map(Sample::of);
      if (!samples.members().isEmpty() && !samples.holdout().isEmpty()) {
        double range = ((double) variable.max() - variable.min()) / 10;
        components.add(numeric(Facet.MARGINALS, variable.name(), samples, range));
      }
    } else {
      Compared<Frequencies> shares = values.map(codes -> Frequencies.of(variable, codes));
      if (shares.members().size() > 0 && shares.holdout().size() > 0) {
        components.add(
            Component.ofDistance(
                Facet.MARGINALS,
                variable.name(),
                shares.holdout().totalVariationToModeOf(shares.members()),
                shares.holdout().totalVariation(shares.members()),
                shares.holdout().totalVariation(shares.release())));
      }
    }
  }

  /**
   * W1 in standard deviations of the holdout; trivial is the members' median.
   *
   * @param unit what to divide by where all of the holdout is the same; positive
   */
  static Component numeric(Facet facet, String name, Compared<Sample> samples, double unit) {
    double deviation = samples.holdout().standardDeviation();
    double scale = deviation > 0 ? deviation : unit;
    return Component.ofDistance(
        facet,
        name,
        samples.holdout().distanceTo(samples.members().median()) / scale,
        samples.holdout().distanceTo(samples.members()) / scale,
        samples.holdout().distanceTo(samples.release()) / scale);
  }
}
