package org.hideandseek.web.challenge;

import java.util.Locale;
import java.util.stream.Collectors;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
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
 * @param standingTone {@code moving}, {@code settled} or {@code empty}
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
    String facets = definition.facets().stream().map(Facet::word).collect(Collectors.joining(", "));
    return new StateLine(
        "/api/v1/challenges/" + definition.name() + "/events",
        here,
        Figures.time(challenge.openedAt()),
        Figures.iso(challenge.openedAt()),
        String.format(
            Locale.ROOT,
            "Hiders by the AUC of their strongest seeker over %s, lower is better, if their utility"
                + " (%s) reaches %s. Seekers by their mean AUC, higher is better.",
            Figures.count(definition.splits().count(), "split"),
            facets,
            Figures.fixed(definition.gate(), 2)),
        Figures.count(challenge.privatePatients(), "private patient")
            + ", who was a member in which split, and all seeds. Scores are shown as they come.",
        standing(progress),
        progress.total() == 0 ? "empty" : progress.settled() ? "settled" : "moving",
        sentence(progress),
        progress.finished(),
        progress.total());
  }

  /** Whether ranks can still change, in one or two words. */
  static String standing(Progress progress) {
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
