package org.hideandseek.web.challenge;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.web.page.Figures;

/**
 * What comes first on every page of a challenge: whether it is open, what is scored, what is
 * hidden, and whether the results are preliminary.
 *
 * @param events the address of its live events; empty where nothing changes any more
 * @param here the address of the page itself, to load it again
 * @param openedAt since when submissions are taken
 * @param closedAt since when none are taken; empty while some are
 * @param scored what ranks
 * @param hidden what nobody outside sees
 * @param standing one or two words
 * @param standingTone {@code moving}, {@code settled} or {@code quiet}
 * @param progress how far the runs are, as a sentence
 * @param finished runs that ended
 * @param total all runs
 * @param notice what the boards of this page leave out; empty if they are whole
 * @param paused why it stands still for now, as a sentence; empty where it goes on
 * @param phase what phase is under way, as a sentence; empty without phases
 * @param query what addresses of this page's boards end with; empty but for those of a phase
 * @param phases whose boards there are; none without phases
 */
public record StateLine(
    String events,
    String here,
    String openedAt,
    String openedAtIso,
    String closedAt,
    String closedAtIso,
    String scored,
    String hidden,
    String standing,
    String standingTone,
    String progress,
    int finished,
    int total,
    String notice,
    String paused,
    String phase,
    String query,
    List<PhaseBoards> phases) {

  /** The state of a challenge, on the page of this address. */
  public static StateLine of(ChallengeDetails challenge, Leaderboards boards, String here) {
    Progress progress = boards.progress();
    String notice = boards.view().notice();
    Challenge definition = challenge.definition();
    boolean revealed = challenge.revealedAt().isPresent();
    return new StateLine(
        revealed ? "" : "/api/v1/challenges/" + definition.name() + "/events",
        here,
        Figures.time(challenge.openedAt()),
        Figures.iso(challenge.openedAt()),
        challenge.closedAt().map(Figures::time).orElse(""),
        challenge.closedAt().map(Figures::iso).orElse(""),
        scored(definition),
        Figures.count(challenge.privatePatients(), "private patient")
            + (revealed
                ? ". The seed is revealed, and with it every split."
                : ", who was a member, and all seeds. "
                    + (notice.isEmpty() ? "Scores are shown as they come." : notice)),
        revealed ? "Final" : standing(progress),
        progress.total() == 0 ? "quiet" : revealed || progress.settled() ? "settled" : "moving",
        revealed ? played(progress) + " Ranks are final." : sentence(progress),
        progress.finished(),
        progress.total(),
        notice,
        challenge
            .pause()
            .map(
                pause ->
                    "since "
                        + Figures.time(pause.since())
                        + ": what is under way ends, nothing new is started, and no submission is"
                        + " taken. The organisers say: "
                        + pause.reason())
            .orElse(""),
        challenge.stage().phased() && challenge.closedAt().isEmpty()
            ? challenge.stage().sentence()
            : "",
        boards.view().phase().map(name -> "?phase=" + name).orElse(""),
        boards.view().phases().stream()
            .map(name -> PhaseBoards.of(definition.name(), name, boards.view().phase()))
            .toList());
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
      return played(progress) + " Ranks stand until a new submission plays.";
    }
    return Figures.count(progress.finished())
        + " of "
        + Figures.count(progress.total(), "run")
        + (progress.total() == 1 ? " has ended, " : " have ended, ")
        + Figures.count(progress.running())
        + " under way. Ranks can still change.";
  }

  private static String played(Progress progress) {
    return progress.total() == 0
        ? "No run was played."
        : progress.total() == 1
            ? "The only run has ended."
            : "All " + Figures.count(progress.total(), "run") + " have ended.";
  }

  /** The boards of a phase; {@code current} where this page is of them. */
  record PhaseBoards(String name, String href, boolean current) {
    static PhaseBoards of(String challenge, String name, Optional<String> shown) {
      return new PhaseBoards(
          name,
          "/challenges/" + challenge + "/leaderboard?phase=" + name,
          shown.equals(Optional.of(name)));
    }
  }

  /** The same of a challenge of which nothing is to be followed. */
  StateLine unfollowed() {
    return new StateLine(
        "",
        here,
        openedAt,
        openedAtIso,
        closedAt,
        closedAtIso,
        scored,
        hidden,
        standing,
        standingTone,
        progress,
        finished,
        total,
        notice,
        paused,
        phase,
        query,
        List.of());
  }

  boolean isPaused() {
    return !paused.isEmpty();
  }

  boolean hides() {
    return !notice.isEmpty();
  }

  boolean phased() {
    return !phase.isEmpty() || !phases.isEmpty();
  }

  boolean counted() {
    return total > 0;
  }

  boolean closed() {
    return !closedAt.isEmpty();
  }

  boolean live() {
    return !events.isEmpty();
  }
}
