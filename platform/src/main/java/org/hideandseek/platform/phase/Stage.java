package org.hideandseek.platform.phase;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;

/**
 * Where a challenge stands in its phases.
 *
 * @param phases all of them; none if the challenge is one stretch
 * @param entered how many of them have begun
 * @param open whether the last that has begun is still under way
 * @param frozen whether it is under way and its boards stand still
 */
public record Stage(List<Phase> phases, int entered, boolean open, boolean frozen) {
  private static final DateTimeFormatter DAY_AND_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Stage {
    phases = List.copyOf(phases);
  }

  /** Of a challenge without phases. */
  public static Stage unphased() {
    return new Stage(List.of(), 0, false, false);
  }

  /**
   * Of a challenge while a phase was under way.
   *
   * @param number of the phase, from 1; 0 for a challenge without phases
   */
  public static Stage during(Challenge challenge, int number) {
    return number == 0 ? unphased() : new Stage(challenge.phases(), number, true, false);
  }

  /** Whether the challenge has phases. */
  public boolean phased() {
    return !phases.isEmpty();
  }

  /** The phase that is under way. */
  public Optional<Phase> current() {
    return open ? Optional.of(phases.get(entered - 1)) : Optional.empty();
  }

  /** The phase that begins next. */
  public Optional<Phase> next() {
    return entered < phases.size() ? Optional.of(phases.get(entered)) : Optional.empty();
  }

  /** Whether submissions are taken, as far as phases are concerned. */
  public boolean takesSubmissions() {
    return !phased() || (open && advance().isEmpty());
  }

  /**
   * How many entries of a team and role have gone on into the current phase, if that takes some.
   */
  private Optional<Integer> advance() {
    return current().flatMap(Phase::advance);
  }

  /** The phase that begins next, if teams choose what goes on into it. */
  public Optional<Phase> chosenFor() {
    return next().filter(phase -> entered > 0 && phase.advance().isPresent());
  }

  /** Whether a phase is over; 0 stands for a challenge without phases and never is. */
  public boolean over(int phase) {
    return phase > 0 && (phase < entered || (phase == entered && !open));
  }

  /** The number that new submissions count for: of the current phase, or 0 without phases. */
  public int number() {
    return open ? entered : 0;
  }

  /** What has been played or is, by phase in their order; one round if there are no phases. */
  public List<Round> rounds(Challenge challenge) {
    return phased()
        ? IntStream.rangeClosed(1, entered)
            .mapToObj(number -> new Round(number, challenge.splits(phases.get(number - 1))))
            .toList()
        : List.of(new Round(0, challenge.splits().count()));
  }

  /** What is going on, in one or two sentences for people. */
  public String sentence() {
    String then =
        next()
            .map(phase -> " " + quoted(phase) + " begins on " + moment(phase.starts()) + ".")
            .orElse("");
    return current()
        .map(
            phase ->
                quoted(phase)
                    + (takesSubmissions()
                        ? " takes submissions until "
                        : " plays what teams entered before, and takes no submissions until it ends on ")
                    + moment(phase.ends())
                    + (frozen ? "; its boards stand still since " + freeze(phase) : "")
                    + "."
                    + then)
        .orElseGet(() -> "No submissions are taken now." + (then.isEmpty() ? ended() : then));
  }

  private String ended() {
    Phase last = phases.get(phases.size() - 1);
    return " The last phase, '" + last.name() + "', ended on " + moment(last.ends()) + ".";
  }

  private static String freeze(Phase phase) {
    return phase.freeze().map(Stage::moment).orElseThrow();
  }

  private static String quoted(Phase phase) {
    return "Phase '" + phase.name() + "'";
  }

  /** A moment to the minute, in UTC. */
  public static String moment(Instant moment) {
    return DAY_AND_MINUTE.format(moment) + " (UTC)";
  }
}
