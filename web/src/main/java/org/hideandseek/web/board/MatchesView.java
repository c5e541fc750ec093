package org.hideandseek.web.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.challenge.StateLine;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;

/** The matches of a challenge, a page of them. */
record MatchesView(
    String name,
    String title,
    ChallengeNav nav,
    StateLine state,
    List<Choice> hiders,
    List<Choice> seekers,
    boolean filtered,
    String clear,
    List<Line> lines,
    String shown,
    boolean any,
    Optional<String> previous,
    Optional<String> next,
    String computedAt,
    String computedAtIso,
    String scorer,
    String csv,
    String json) {

  private static final int PAGE = 100;

  static MatchesView of(ChallengeDetails challenge, Leaderboards boards, Address here) {
    String name = challenge.definition().name();
    String hider = here.value("hider");
    String seeker = here.value("seeker");
    List<MatchRow> found = filter(boards.matches(), hider, seeker);
    Pages.Part<MatchRow> part = Pages.part(found, PAGE, here, Pages.PAGE, "Matches", "");
    return new MatchesView(
        name,
        challenge.definition().title(),
        ChallengeNav.of(name, "matches"),
        StateLine.of(challenge, boards, here.href()),
        boards.hiders().stream()
            .map(row -> new Choice(row.name(), row.name().equals(hider)))
            .toList(),
        boards.seekers().stream()
            .map(row -> new Choice(row.name(), row.name().equals(seeker)))
            .toList(),
        !hider.isEmpty() || !seeker.isEmpty(),
        here.path(),
        part.rows().stream().map(Line::of).toList(),
        part.rows().isEmpty()
            ? "No match"
            : part.pages().several()
                ? part.pages().shown()
                : "Matches 1 to "
                    + Figures.count(found.size())
                    + " of "
                    + Figures.count(found.size()),
        !boards.matches().isEmpty(),
        part.pages().previous(),
        part.pages().next(),
        Figures.time(boards.computedAt()),
        Figures.iso(boards.computedAt()),
        boards.scorer(),
        new Address(here.path() + ".csv", here.with("page", "").query()).href(),
        new Address("/api/v1" + here.path(), here.with("page", "").query()).href());
  }

  /** The matches of a hider, of a seeker, or of both; empty names take all. */
  static List<MatchRow> filter(List<MatchRow> matches, String hider, String seeker) {
    List<MatchRow> found = hider.isEmpty() ? matches : ofHider(matches, hider);
    return seeker.isEmpty()
        ? found
        : found.stream().filter(match -> match.seeker().equals(seeker)).toList();
  }

  /**
   * The matches of a hider, found among a million without looking at all.
   *
   * @param matches by hider
   */
  static List<MatchRow> ofHider(List<MatchRow> matches, String hider) {
    int from = firstNotBefore(matches, hider, 0);
    return matches.subList(from, firstNotBefore(matches, hider + "\0", from));
  }

  private static int firstNotBefore(List<MatchRow> matches, String hider, int start) {
    int low = start;
    int high = matches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (matches.get(middle).hider().compareTo(hider) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean none() {
    return lines.isEmpty();
  }

  boolean paged() {
    return previous.isPresent() || next.isPresent();
  }

  record Choice(String label, boolean selected) {}

  /** A match. */
  record Line(
      long run,
      String hider,
      long hiderSubmission,
      String seeker,
      long seekerSubmission,
      int split,
      String stateWord,
      String reason,
      boolean sameTeam,
      Cell auc,
      Optional<String> interval,
      Cell tpr0001,
      Cell tpr001,
      Cell tpr01,
      Cell accuracy,
      Cell balanced) {

    static Line of(MatchRow match) {
      Optional<MatchScores> scores = match.scores();
      return new Line(
          match.run(),
          match.hider(),
          match.hiderSubmission(),
          match.seeker(),
          match.seekerSubmission(),
          match.split(),
          match.state().word(),
          match.reason(),
          !match.ranks(),
          Cell.of(scores.map(MatchScores::auc)),
          scores
              .filter(s -> Double.isFinite(s.aucLow()) && Double.isFinite(s.aucHigh()))
              .map(s -> Figures.score(s.aucLow()) + "\u2013" + Figures.score(s.aucHigh())),
          Cell.of(scores.flatMap(s -> rate(s.tprAtFpr(), "0.001"))),
          Cell.of(scores.flatMap(s -> rate(s.tprAtFpr(), "0.01"))),
          Cell.of(scores.flatMap(s -> rate(s.tprAtFpr(), "0.1"))),
          Cell.of(scores.map(MatchScores::accuracy)),
          Cell.of(scores.map(MatchScores::balancedAccuracy)));
    }

    boolean unusual() {
      return !stateWord.equals("succeeded");
    }

    boolean explained() {
      return unusual() && !reason.isEmpty();
    }

    private static Optional<Double> rate(Map<String, Double> rates, String fpr) {
      return Optional.ofNullable(rates.get(fpr));
    }
  }

  /** A number, or the words that there is none. */
  record Cell(String text, boolean missing) {
    static Cell of(Optional<Double> value) {
      String text =
          Figures.score(
              value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty());
      return new Cell(text, text.equals(Figures.NOT_SCORED));
    }
  }
}
