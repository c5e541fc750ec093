package org.hideandseek.scoring.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Student;
import org.hideandseek.scoring.disclosure.AttributeReport.LeftOut;

/**
 * Attribute inference: who knows all of a patient but one attribute reads that one off the released
 * patient who resembles the patient most (one nearest neighbour on the known columns, as
 * ClosestDistanceAIA of TAPAS, Houssiau et al., arXiv 2211.06550). That this succeeds says little,
 * as attributes follow from each other in everybody; that it succeeds better for members than for
 * people of the same population whom the hider never saw does (Jayaraman and Evans, CCS 2022). So
 * what counts is the gap between them.
 *
 * <p>Known are all other statics, the times, and all other features at all steps; a feature is
 * hidden at all steps, with when it was measured. Distances are means over the cells that at least
 * one of two patients has, with 2 for a cell that only one has, on one scale that is taken of
 * release, members and holdout together. Patients of the release who lack the attribute are passed
 * over.
 *
 * <p>Success is minus the absolute error of a number, in standard deviations of the real patients
 * and 3 at most, and 1 or 0 for a code; of a feature the mean over the steps at which the target
 * has it. The gap is the mean over members less that over the holdout. Its interval is that of
 * Welch for two independent groups, by Student's t, where patients of one person count as one
 * cluster ({@link MeanSuccess}). It speaks of this release and of other patients of the population;
 * intervals of several attributes do not hold at once, but what is called clear does.
 */
public final class AttributeInference {
  private static final double LEVEL = 0.05;

  private AttributeInference() {}

  /**
   * Guesses every attribute of every target; time O(targets * release * cells), memory their sum.
   *
   * @param release what a hider released
   * @param members what it learned from, or some of them
   * @param holdout people of the same population, none of them a member
   * @throws IllegalArgumentException if a cohort has no patients or another schema
   */
  public static AttributeReport audit(Cohort release, Targets members, Targets holdout) {
    require(release, "release", release);
    require(members.cohort(), "members", release);
    require(holdout.cohort(), "holdout", release);
    Scale scale = Scale.of(List.of(release, members.cohort(), holdout.cohort()));
    double[] deviations =
        Scale.of(List.of(members.cohort(), holdout.cohort()))
            .each(
                spread ->
                    spread.isConstant() ? 0 : spread.isNumeric() ? spread.deviation() : Double.NaN);
    KnownCells[] released = KnownCells.ofEach(release, scale);
    LeaveOneOut search = new LeaveOneOut(released, scale);
    int[][] ofMembers = search.nearest(KnownCells.ofEach(members.cohort(), scale));
    int[][] ofHoldout = search.nearest(KnownCells.ofEach(holdout.cohort(), scale));
    List<Compared> compared = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    List<Attribute> attributes = Attribute.of(release.schema());
    for (int v = 0; v < attributes.size(); v++) {
      Attribute attribute = attributes.get(v);
      int column = v;
      if (deviations[v] == 0) {
        leftOut.add(new LeftOut(attribute, "is the same in all real patients of whom it is known"));
      } else if (Arrays.stream(released).noneMatch(patient -> patient.has(column))) {
        leftOut.add(new LeftOut(attribute, "is known of nobody in the release"));
      } else {
        Guess guess = new Guess(attribute, deviations[v]);
        Compared both =
            new Compared(
                attribute,
                guess.range(),
                mean(guess, release, members, ofMembers, v),
                mean(guess, release, holdout, ofHoldout, v));
        if (both.members.persons() < 2 || both.holdout.persons() < 2) {
          leftOut.add(
              new LeftOut(attribute, "is known of fewer than two people on one of the sides"));
        } else {
          compared.add(both);
        }
      }
    }
    return new AttributeReport(
        release.size(),
        members.cohort().size(),
        holdout.cohort().size(),
        compared.stream().map(both -> both.gap(compared.size())).toList(),
        leftOut);
  }

  private static void require(Cohort cohort, String name, Cohort like) {
    if (cohort.size() == 0) {
      throw new IllegalArgumentException("there are no patients in the " + name);
    }
    if (!cohort.schema().equals(like.schema())) {
      throw new IllegalArgumentException(
          "the schema of the " + name + " is not that of the release");
    }
  }

  private static MeanSuccess mean(
      Guess guess, Cohort release, Targets targets, int[][] nearest, int attribute) {
    double[] successes = new double[targets.cohort().size()];
    Arrays.setAll(
        successes,
        i -> guess.success(targets.cohort().patient(i), release.patient(nearest[i][attribute])));
    return MeanSuccess.of(successes, targets.people(), guess.best(), guess.range());
  }

  /** One attribute on both sides. */
  private record Compared(
      Attribute attribute, double range, MeanSuccess members, MeanSuccess holdout) {

    AttributeGap gap(int asked) {
      double gap = members.mean() - holdout.mean();
      double variance = members.variance() + holdout.variance();
      double degrees =
          variance
              * variance
              / (Math.pow(members.variance(), 2) / (members.persons() - 1)
                  + Math.pow(holdout.variance(), 2) / (holdout.persons() - 1));
      double error = Math.sqrt(variance);
      double half = Student.quantile(LEVEL / 2, degrees) * error;
      return new AttributeGap(
          attribute,
          members.patients(),
          holdout.patients(),
          members.mean(),
          holdout.mean(),
          gap,
          new Interval(Math.max(-range, gap - half), Math.min(range, gap + half)),
          gap > Student.quantile(LEVEL / 2 / asked, degrees) * error);
    }
  }
}
