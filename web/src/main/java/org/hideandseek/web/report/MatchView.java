package org.hideandseek.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.Measured;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;

/** A match with all that the referee found. */
record MatchView(
    long run,
    String challenge,
    String challengeTitle,
    ChallengeNav nav,
    String hider,
    long hiderSubmission,
    String seeker,
    long seekerSubmission,
    int split,
    String stateWord,
    String reason,
    boolean sameTeam,
    String matches,
    Optional<String> finishedAt,
    Optional<String> finishedAtIso,
    Optional<String> scorer,
    Optional<ClaimView> claim,
    Optional<Scored> scored,
    String unscored) {

  static MatchView of(MatchDetails details, String challengeTitle) {
    MatchRow match = details.match();
    return new MatchView(
        match.run(),
        details.challenge(),
        challengeTitle,
        ChallengeNav.of(details.challenge(), "match"),
        match.hider(),
        match.hiderSubmission(),
        match.seeker(),
        match.seekerSubmission(),
        match.split(),
        match.state().word(),
        match.reason(),
        !match.ranks(),
        Address.of("/challenges/" + details.challenge() + "/matches")
            .with("hider", match.hider())
            .with("seeker", match.seeker())
            .href(),
        details.finishedAt().map(Figures::time),
        details.finishedAt().map(Figures::iso),
        details.scorer(),
        details.claim().map(claim -> ClaimView.of(claim, "/matches/" + match.run())),
        details.report().map(Scored::of),
        unscored(details));
  }

  private static String unscored(MatchDetails details) {
    MatchRow match = details.match();
    if (match.scores().isPresent()) {
      MatchScores scores = match.scores().get();
      return "Its AUC is "
          + Figures.score(scores.auc())
          + " ("
          + Cell.range(scores.aucLow(), scores.aucHigh())
          + "). "
          + (details.withheld().isEmpty()
              ? "The version that scored it kept no more than what the list of matches shows."
              : details.withheld());
    }
    if (details.scorer().isPresent()) {
      return details.withheld();
    }
    return match.state().isFinal()
        ? "It has no score: " + (match.reason().isEmpty() ? "it did not succeed." : match.reason())
        : "It has not been played yet.";
  }

  /** What it scored. */
  record Scored(String candidates, List<Line> lines, List<Bound> bounds) {
    static Scored of(MatchReport report) {
      List<Line> lines = new ArrayList<>();
      lines.add(Line.of("auc", "AUC", "0.5 is chance, 1 certainty", report.auc()));
      report
          .tprAtFpr()
          .forEach(
              (rate, measured) ->
                  lines.add(
                      Line.of(
                          "tpr",
                          "TPR at FPR " + Figures.plain(rate),
                          Figures.plain(rate)
                              + " is chance: members found at that share of false"
                              + " alarms",
                          measured)));
      lines.add(
          new Line(
              "accuracy",
              "Accuracy",
              "share of right labels, as many labelled members as there were; ranked in 2020",
              Cell.of(report.accuracy()),
              Optional.empty(),
              Optional.empty()));
      lines.add(
          Line.of(
              "accuracy",
              "Balanced accuracy",
              "mean of the shares of members and of others labelled right; 0.5 is chance",
              report.balancedAccuracy()));
      lines.add(
          Line.of(
              "advantage",
              "Advantage",
              "TPR less FPR of that labelling; 0 is chance",
              report.advantage()));
      MatchReport.Threshold epsilon = report.epsilon();
      MatchReport.Guesses oneRun = report.oneRun();
      return new Scored(
          Figures.count(report.members())
              + " of "
              + Figures.count(report.members() + report.nonMembers(), "candidate")
              + " were members",
          lines,
          List.of(
              new Bound(
                  "From a threshold",
                  Figures.score(epsilon.lowerBound()),
                  String.format(
                      Locale.ROOT,
                      "%s of %s and %s of %s stood above a threshold that was chosen on other"
                          + " candidates",
                      Figures.count(epsilon.truePositives()),
                      Figures.count(epsilon.members(), "member"),
                      Figures.count(epsilon.falsePositives()),
                      Figures.count(epsilon.nonMembers(), "non-member"))),
              new Bound(
                  "From one run",
                  Figures.score(oneRun.lowerBound()),
                  String.format(
                      Locale.ROOT,
                      "%s of %s on %s were right; which to guess at was chosen on others",
                      Figures.count(oneRun.right()),
                      oneRun.guesses() == 1
                          ? "1 guess"
                          : Figures.count(oneRun.guesses()) + " guesses",
                      Figures.count(oneRun.candidates(), "candidate")))));
    }
  }

  /** A number with its interval and its chance band. */
  record Line(
      String anchor,
      String label,
      String meaning,
      Cell value,
      Optional<String> interval,
      Optional<String> chance) {
    static Line of(String anchor, String label, String meaning, Measured measured) {
      return new Line(
          anchor,
          label,
          meaning,
          Cell.of(measured.value()),
          Optional.of(Cell.range(measured.low(), measured.high())),
          Optional.of(Cell.range(measured.chanceLow(), measured.chanceHigh())));
    }
  }

  /** A lower bound on epsilon. */
  record Bound(String label, String value, String basis) {}
}
