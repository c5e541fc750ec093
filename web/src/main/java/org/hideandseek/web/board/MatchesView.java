package org.hideandseek.web.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.challenge.StateLine;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;

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
    int page = page(here.value("page"));
    int from = Math.min(found.size(), (page - 1) * PAGE);
    int to = Math.min(found.size(), from + PAGE);
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
        IntStream.range(from, to).mapToObj(found::get).map(Line::of).toList(),
        found.isEmpty()
            ? "No match"
            : "Matches "
                + Figures.count(from + 1L)
                + " to "
                + Figures.count(to)
                + " of "
                + Figures.count(found.size()),
        !boards.matches().isEmpty(),
        page > 1
            ? Optional.of(here.with("page", page == 2 ? "" : Integer.toString(page - 1)).href())
            : Optional.empty(),
        to < found.size()
            ? Optional.of(here.with("page", Integer.toString(page + 1)).href())
            : Optional.empty(),
        Figures.time(boards.computedAt()),
        Figures.iso(boards.computedAt()),
        boards.scorer(),
        new Address(here.path() + ".csv", here.with("page", "").query()).href(),
        new Address("/api/v1" + here.path(), here.with("page", "").query()).href());
  }

  /** The matches of a hider, of a seeker, or of both; empty names take all. */
  static List<MatchRow> filter(List<MatchRow> matches, String hider, String seeker) {
    return matches.stream()
        .filter(match -> hider.isEmpty() || match.hider().equals(hider))
        .filter(match -> seeker.isEmpty() || match.seeker().equals(seeker))
        .toList();
  }

  boolean none() {
    return lines.isEmpty();
  }

  boolean paged() {
    return previous.isPresent() || next.isPresent();
  }

  private static int page(String number) {
    if (number.isEmpty()) {
      return 1;
    }
    if (!number.matches("[1-9][0-9]{0,6}")) {
      throw new ProblemException(Problem.INVALID, "The parameter page is a number from 1.");
    }
    return Integer.parseInt(number);
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
