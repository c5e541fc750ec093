package org.hideandseek.web.organise;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.ScoreDesk;
import org.hideandseek.platform.rescore.Differences;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.rescore.RescoreProgress;
import org.hideandseek.platform.rescore.RescoreState;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Figures;

/** A challenge's scores for its organisers. */
record RescoreView(
    String name,
    String title,
    String page,
    String home,
    ChallengeNav nav,
    String form,
    String scorers,
    boolean startable,
    List<UnderWay> underWay,
    String good,
    String bad) {

  static RescoreView of(ScoreDesk desk, String form, String good, String bad) {
    String name = desk.challenge().summary().name();
    return new RescoreView(
        name,
        desk.challenge().summary().title(),
        SteeringPages.page(name) + "/scores",
        SteeringPages.page(name),
        ChallengeNav.of(name, "organise"),
        form,
        scorers(desk),
        !desk.scorers().isEmpty()
            && desk.underWay().isEmpty()
            && desk.challenge().revealedAt().isEmpty(),
        desk.underWay().stream().map(UnderWay::of).toList(),
        good,
        bad);
  }

  private static String scorers(ScoreDesk desk) {
    return desk.scorers().isEmpty()
        ? "Nothing has been scored yet."
        : desk.scorers().entrySet().stream()
            .map(
                entry -> Figures.count(entry.getValue(), "result") + " by scorer " + entry.getKey())
            .sorted()
            .collect(Collectors.joining(", ", "", "."));
  }

  boolean isGood() {
    return !good.isEmpty();
  }

  boolean isBad() {
    return !bad.isEmpty();
  }

  /**
   * A re-score.
   *
   * @param ready whether it can be applied
   */
  record UnderWay(
      String state,
      String sentence,
      String from,
      String to,
      String started,
      int done,
      int total,
      boolean computing,
      boolean ready,
      List<RescoreProgress.Problem> problems,
      String changed,
      List<BoardRows> boards) {
    static UnderWay of(ScoreDesk.UnderWay one) {
      RescoreProgress progress = one.progress();
      boolean computing = one.rescore().state() == RescoreState.COMPUTING || progress.left() > 0;
      Differences differences = one.differences();
      return new UnderWay(
          computing ? "computing" : "computed",
          computing
              ? Figures.count(progress.left(), "run") + " to come. Boards do not change meanwhile."
              : "All are computed. Boards do not change before you apply them.",
          Rescore.oneLine(one.rescore().from()),
          Rescore.oneLine(one.rescore().to()),
          Figures.time(one.rescore().startedAt()) + " by " + one.rescore().startedBy(),
          progress.done(),
          progress.done() + progress.left(),
          computing,
          !computing && progress.problems().isEmpty(),
          progress.problems(),
          String.format(
              Locale.ROOT,
              "%s of %s have other numbers, and %s of %s.",
              Figures.count(differences.changedMatches()),
              Figures.count(differences.matches(), "match").replace("matchs", "matches"),
              Figures.count(differences.changedReleases()),
              Figures.count(differences.releases(), "release")),
          differences.boards().stream().map(BoardRows::of).toList());
    }

    boolean hasProblems() {
      return !problems.isEmpty();
    }
  }

  /** Both boards of a phase. */
  record BoardRows(String phase, List<Row> hiders, List<Row> seekers) {
    static BoardRows of(Differences.Board board) {
      return new BoardRows(
          board.phase().map(name -> " in phase '" + name + "'").orElse(""),
          board.hiders().stream().map(Row::of).toList(),
          board.seekers().stream().map(Row::of).toList());
    }

    boolean hasHiders() {
      return !hiders.isEmpty();
    }

    boolean hasSeekers() {
      return !seekers.isEmpty();
    }
  }

  /** A hider or seeker. */
  record Row(
      long id,
      String name,
      String team,
      String oldRank,
      String newRank,
      String move,
      String oldScore,
      String newScore,
      String oldUtility,
      String newUtility,
      String matches) {
    static Row of(Differences.Line line) {
      return new Row(
          line.submission(),
          line.name(),
          line.team(),
          rank(line.oldRank()),
          rank(line.newRank()),
          move(line.oldRank(), line.newRank()),
          Figures.score(line.oldScore()),
          Figures.score(line.newScore()),
          Figures.score(line.oldUtility()),
          Figures.score(line.newUtility()),
          Figures.count(line.changedMatches()));
    }

    private static String rank(OptionalInt rank) {
      return rank.isPresent() ? Figures.count(rank.getAsInt()) : "not ranked";
    }

    private static String move(OptionalInt old, OptionalInt anew) {
      if (old.equals(anew)) {
        return "";
      }
      if (old.isEmpty() || anew.isEmpty()) {
        return old.isEmpty() ? "new" : "falls out";
      }
      return anew.getAsInt() < old.getAsInt() ? "up" : "down";
    }
  }
}
