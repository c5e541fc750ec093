package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.scoring.Interval;

/**
 * Scores the releases of one split. What is learned from the members is learned once, so that a
 * second release costs half. The definitions are those of {@link Utility}.
 *
 * <p>It holds the cohorts that it is given, of which {@link Utility#mostPatients} are enough, and
 * about 4 bytes for each input of each step of the holdout. It does not change, and any number of
 * threads may use it.
 */
public final class UtilityReferee {
  private static final double TAIL = 0.025;

  private final Cohort members;
  private final Cohort holdout;
  private final List<Facet> listed;
  private final long seed;
  private final Groups groups;
  private final List<Draw> draws;
  private final Steps.Layout layout;
  private final Map<Facet, StepPrediction> predictions = new EnumMap<>(Facet.class);
  private final Optional<OutcomePrediction> outcome;

  private UtilityReferee(Cohort members, Cohort holdout, List<Facet> listed, long seed) {
    this.members = members;
    this.holdout = holdout;
    this.listed = Arrays.stream(Facet.values()).filter(listed::contains).toList();
    this.seed = seed;
    groups = new Groups(holdout, Sampling.seed(seed, 1));
    draws = Draw.of(groups.count(), Sampling.seed(seed, 2));
    layout = new Steps.Layout(members);
    if (usesSteps()) {
      Steps real = new Steps(layout, members, Sampling.seed(seed, 3));
      Steps test = new Steps(layout, holdout, Sampling.seed(seed, 3));
      for (Facet facet : List.of(Facet.ONE_STEP_AHEAD, Facet.FEATURE_FROM_OTHERS)) {
        if (listed.contains(facet)) {
          predictions.put(
              facet,
              new StepPrediction(
                  facet,
                  layout,
                  real,
                  test,
                  groups,
                  Sampling.seed(seed, facet == Facet.ONE_STEP_AHEAD ? 4 : 8)));
        }
      }
    }
    outcome =
        listed.contains(Facet.OUTCOME_PREDICTION)
            ? Optional.of(new OutcomePrediction(members, holdout, groups, Sampling.seed(seed, 5)))
            : Optional.empty();
  }

  /**
   * Prepares the scoring of releases of one split.
   *
   * @param members the real patients that the releases are made from, at least one
   * @param holdout real patients that are not among them, at least one
   * @param listed the facets that the challenge lists, at least one
   * @param seed of all that is random; the same for all releases of a split
   * @throws IllegalArgumentException if members or holdout are empty, the schemas differ or no
   *     facet is listed
   */
  public static UtilityReferee of(Cohort members, Cohort holdout, List<Facet> listed, long seed) {
    if (members.size() == 0 || holdout.size() == 0) {
      throw new IllegalArgumentException(
          "utility needs members and holdout patients, not "
              + members.size()
              + " and "
              + holdout.size());
    }
    if (!members.schema().equals(holdout.schema())) {
      throw new IllegalArgumentException("members, release and holdout must share one schema");
    }
    if (listed.isEmpty()) {
      throw new IllegalArgumentException("utility needs at least one facet");
    }
    return new UtilityReferee(members, holdout, listed, seed);
  }

  private boolean usesSteps() {
    return listed.contains(Facet.ONE_STEP_AHEAD) || listed.contains(Facet.FEATURE_FROM_OTHERS);
  }

  /**
   * The utility of a release.
   *
   * @param release synthetic patients in the same schema, any number
   * @throws IllegalArgumentException if the schema differs
   */
  public UtilityReport score(Cohort release) {
    if (!release.schema().equals(members.schema())) {
      throw new IllegalArgumentException("members, release and holdout must share one schema");
    }
    Optional<Steps> steps =
        usesSteps()
            ? Optional.of(new Steps(layout, release, Sampling.seed(seed, 3)))
            : Optional.empty();
    List<FacetParts> parts = listed.stream().map(facet -> parts(facet, release, steps)).toList();
    // Draw by draw, so that the total is the smallest facet of the same holdout.
    List<double[]> drawn =
        Workers.each(
            draws.size(),
            b -> parts.stream().mapToDouble(part -> part.skill(draws.get(b))).toArray());
    Map<Facet, Double> facets = new EnumMap<>(Facet.class);
    Map<Facet, Interval> intervals = new EnumMap<>(Facet.class);
    List<Component> components = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int index = i;
      double skill = parts.get(i).skill();
      facets.put(listed.get(i), skill);
      intervals.put(
          listed.get(i),
          interval(skill, drawn.stream().mapToDouble(draw -> draw[index]).toArray()));
      components.addAll(parts.get(i).components());
      leftOut.addAll(parts.get(i).leftOut());
    }
    double total = facets.values().stream().mapToDouble(skill -> skill).min().orElseThrow();
    double[] totals =
        drawn.stream().mapToDouble(draw -> Arrays.stream(draw).min().orElseThrow()).toArray();
    return new UtilityReport(
        total,
        interval(total, totals),
        facets,
        intervals,
        components,
        leftOut,
        new UtilityReport.Scored(members.size(), release.size(), holdout.size()));
  }

  private FacetParts parts(Facet facet, Cohort release, Optional<Steps> steps) {
    Compared<Cohort> cohorts = new Compared<>(members, release, holdout);
    return switch (facet) {
      case OUTCOME_PREDICTION -> outcome.orElseThrow().parts(release);
      case MARGINALS -> Marginals.parts(cohorts, groups);
      case ONE_STEP_AHEAD, FEATURE_FROM_OTHERS -> predictions.get(facet).parts(steps.orElseThrow());
      case TEMPORAL_STRUCTURE -> TemporalStructure.parts(cohorts, groups, Sampling.seed(seed, 6));
      case JOINT_STRUCTURE -> JointStructure.parts(cohorts, groups, Sampling.seed(seed, 7));
      case MISSINGNESS -> Missingness.parts(cohorts, groups);
    };
  }

  /** 95 % percentile interval, widened to what was found; all of [0, 1] from one patient. */
  private Interval interval(double found, double[] drawn) {
    if (groups.count() < 2) {
      return new Interval(0, 1);
    }
    Arrays.sort(drawn);
    int tail = (int) (TAIL * drawn.length);
    return new Interval(
        Math.min(found, drawn[tail]), Math.max(found, drawn[drawn.length - 1 - tail]));
  }
}
