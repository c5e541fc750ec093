package org.hideandseek.platform.overview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunKind;

/**
 * The most that a challenge can cost: every container takes all the time that it is allowed.
 *
 * @param hiders how many are entered, in each phase where there are phases
 * @param seekers likewise
 * @param slots how many containers run at a time
 * @param lines by phase and kind, those without runs left out
 */
public record CostForecast(int hiders, int seekers, int slots, List<Line> lines) {
  /** What is asked where nobody says how many will come. */
  public static final int USUAL = 10;

  private static final int MOST = 10_000;

  /**
   * Runs of one kind.
   *
   * @param phase its name; empty without phases
   * @param kind what they are for
   * @param role whose containers they run
   * @param runs how many
   * @param container wall clock of all their containers
   * @param gpu the same times the GPUs of each
   */
  public record Line(
      Optional<String> phase,
      RunKind kind,
      PlayerRole role,
      long runs,
      Duration container,
      Duration gpu) {}

  public CostForecast {
    lines = List.copyOf(lines);
  }

  /**
   * A forecast for a number of entries.
   *
   * @throws ProblemException INVALID if there are fewer than 0 or more than 10,000 of a role
   */
  public static CostForecast of(Challenge challenge, int hiders, int seekers, int slots) {
    if (Stream.of(hiders, seekers).anyMatch(count -> count < 0 || count > MOST)) {
      throw new ProblemException(
          Problem.INVALID, "A forecast is for 0 to " + MOST + " hiders and as many seekers.");
    }
    List<Line> lines = new ArrayList<>();
    if (challenge.phases().isEmpty()) {
      lines.addAll(lines(challenge, Optional.empty(), challenge.splits().count(), hiders, seekers));
    }
    for (Phase phase : challenge.phases()) {
      lines.addAll(
          lines(challenge, Optional.of(phase.name()), challenge.splits(phase), hiders, seekers));
    }
    return new CostForecast(hiders, seekers, slots, lines);
  }

  private static List<Line> lines(
      Challenge challenge, Optional<String> phase, int splits, long hiders, long seekers) {
    return Stream.of(
            line(challenge, phase, RunKind.CHECK, PlayerRole.HIDER, hiders),
            line(challenge, phase, RunKind.CHECK, PlayerRole.SEEKER, seekers),
            line(challenge, phase, RunKind.RELEASE, PlayerRole.HIDER, hiders * splits),
            line(
                challenge,
                phase,
                RunKind.SHADOW,
                PlayerRole.HIDER,
                hiders * challenge.shadowsPerHider()),
            line(challenge, phase, RunKind.MATCH, PlayerRole.SEEKER, hiders * seekers * splits))
        .filter(line -> line.runs() > 0)
        .toList();
  }

  private static Line line(
      Challenge challenge, Optional<String> phase, RunKind kind, PlayerRole role, long runs) {
    Duration each = Duration.ofSeconds(challenge.limits(role).seconds());
    return new Line(
        phase,
        kind,
        role,
        runs,
        each.multipliedBy(runs),
        each.multipliedBy(runs * challenge.limits(role).gpus()));
  }

  /** How many runs there are at most. */
  public long runs() {
    return lines.stream().mapToLong(Line::runs).sum();
  }

  /** Wall clock of all containers. */
  public Duration container() {
    return lines.stream().map(Line::container).reduce(Duration.ZERO, Duration::plus);
  }

  /** The same times the GPUs of each. */
  public Duration gpu() {
    return lines.stream().map(Line::gpu).reduce(Duration.ZERO, Duration::plus);
  }

  /** How long all of it takes if every slot is always busy. */
  public Duration onAllSlots() {
    return container().dividedBy(slots);
  }
}
