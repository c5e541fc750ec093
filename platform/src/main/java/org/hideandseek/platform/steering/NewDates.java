package org.hideandseek.platform.steering;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A phase ends later. Its freeze moves with the end if it is a time before that, and has not begun:
 * what was hidden does not show for a while. A fixed one stays where it is. The phases behind it
 * stay, if they can, or all of them move by as much, with their freezes.
 *
 * @param phase its name
 * @param ends when it is to end
 * @param move whether those behind it move
 * @param now when it is decided
 */
record NewDates(String phase, Instant ends, boolean move, Instant now)
    implements Function<Stage, List<Phase>> {
  private static final Duration LONGEST = Duration.ofDays(3653);

  /**
   * The phases on their new dates.
   *
   * @throws ProblemException NOT_FOUND if there is no such phase, CONFLICT if it has ended or would
   *     reach into the next one, INVALID if it would not end later
   */
  @Override
  public List<Phase> apply(Stage stage) {
    int number = number(stage);
    Phase extended = stage.phases().get(number - 1);
    if (stage.over(number)) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Phase '"
              + phase
              + "' ended on "
              + Stage.moment(extended.ends())
              + ", and a phase that has ended can't be extended.");
    }
    if (!ends.isAfter(extended.ends()) || !ends.isAfter(now)) {
      throw new ProblemException(
          Problem.INVALID,
          "Phase '"
              + phase
              + "' ends on "
              + Stage.moment(extended.ends())
              + "; a phase can only be extended, so name a later moment.");
    }
    Duration by = Duration.between(extended.ends(), ends);
    if (by.compareTo(LONGEST) > 0) {
      throw new ProblemException(
          Problem.INVALID, "A phase is extended by ten years at most; look at the year.");
    }
    List<Phase> phases = new ArrayList<>(stage.phases());
    phases.set(number - 1, extended.on(extended.starts(), freeze(extended), ends));
    if (move) {
      for (int i = number; i < phases.size(); i++) {
        phases.set(i, later(phases.get(i), by));
      }
    } else {
      requireNoOverlap(phases, number);
    }
    return phases;
  }

  private Optional<Instant> freeze(Phase extended) {
    boolean begun = extended.freeze().filter(at -> !at.isAfter(now)).isPresent();
    return begun
        ? extended.freeze()
        : extended.visibility().freeze().map(freeze -> freeze.in(ends));
  }

  private int number(Stage stage) {
    for (int i = 0; i < stage.phases().size(); i++) {
      if (stage.phases().get(i).name().equals(phase)) {
        return i + 1;
      }
    }
    throw new ProblemException(
        Problem.NOT_FOUND, "This challenge has no phase called '" + phase + "'.");
  }

  private static Phase later(Phase phase, Duration by) {
    Optional<Instant> freeze = phase.freeze().map(moment -> moment.plus(by));
    return phase.on(phase.starts().plus(by), freeze, phase.ends().plus(by));
  }

  private void requireNoOverlap(List<Phase> phases, int next) {
    if (next < phases.size() && phases.get(next).starts().isBefore(ends)) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Phase '"
              + phases.get(next).name()
              + "' begins on "
              + Stage.moment(phases.get(next).starts())
              + ", before the new end; choose an earlier one, or let the phases behind move too.");
    }
  }
}
