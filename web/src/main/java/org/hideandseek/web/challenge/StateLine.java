package org.hideandseek.web.challenge;

import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.web.page.Figures;

/**
 * What comes first on every page of a challenge: whether it is open, what is scored, what is
 * hidden, and whether the results are preliminary.
 *
 * @param events the address of its live events
 * @param here the address of the page itself, to load it again
 * @param openedAt since when submissions are taken
 * @param scored what ranks
 * @param hidden what nobody outside sees
 * @param standing one or two words
 * @param standingTone {@code moving}, {@code settled} or {@code quiet}
 * @param progress how far the runs are, as a sentence
 * @param finished runs that ended
 * @param total all runs
 */
public record StateLine(
    String events,
    String here,
    String openedAt,
    String openedAtIso,
    String scored,
    String hidden,
    String standing,
    String standingTone,
    String progress,
    int finished,
    int total) {

  /** The state of a challenge, on the page of this address. */
  public static StateLine of(ChallengeDetails challenge, Progress progress, String here) {
    Challenge definition = challenge.definition();
    return new StateLine(
        "/api/v1/challenges/" + definition.name() + "/events",
        here,
        Figures.time(challenge.openedAt()),
        Figures.iso(challenge.openedAt()),
        scored(definition),
        Figures.count(challenge.privatePatients(), "private patient")
            + ", who was a member, and all seeds. Scores are shown as they come.",
        standing(progress),
        progress.total() == 0 ? "quiet" : progress.settled() ? "settled" : "moving",
        sentence(progress),
        progress.finished(),
        progress.total());
  }

  private static String scored(Challenge definition) {
    String splits = Figures.count(definition.splits().count(), "split");
    return switch (definition.ranking().profile()) {
      case STANDARD ->
          "Hiders: AUC of the strongest seeker over "
              + splits
              + ", lower is better, ranked from utility "
              + Figures.fixed(definition.gate(), 2)
              + ". Seekers: mean AUC, higher is better.";
      case HIDE_AND_SEEK_2020 ->
          "As in 2020, over "
              + splits
              + ". Hiders: mean accuracy of all seekers, lower is better, ranked if they pass the"
              + " gate of 2020. Seekers: mean accuracy, higher is better.";
    };
  }

  /** Whether ranks can still change, in one or two words. */
  public static String standing(Progress progress) {
    return progress.total() == 0
        ? "Nothing played yet"
        : progress.settled() ? "Up to date" : "Preliminary";
  }

  /** How far the runs are, as a sentence. */
  public static String sentence(Progress progress) {
    if (progress.total() == 0) {
      return "No run has been queued.";
    }
    if (progress.settled()) {
      return "All "
          + Figures.count(progress.total(), "run")
          + " have ended. Ranks stand until a new submission plays.";
    }
    return Figures.count(progress.finished())
        + " of "
        + Figures.count(progress.total(), "run")
        + " have ended, "
        + Figures.count(progress.running())
        + " under way. Ranks can still change.";
  }

  boolean counted() {
    return total > 0;
  }
}
