package org.hideandseek.web.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.platform.audience.ReleaseDetails;
import org.hideandseek.platform.report.Compared;
import org.hideandseek.platform.report.FidelityMeasure;
import org.hideandseek.platform.report.FidelityReport;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReleaseReport.FeatureErrors;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Figures;

/** A release with all that the referee found. */
record ReleaseView(
    long run,
    String challenge,
    String challengeTitle,
    ChallengeNav nav,
    String hider,
    long hiderSubmission,
    String team,
    boolean baseline,
    int split,
    String stateWord,
    String reason,
    Optional<String> finishedAt,
    Optional<String> finishedAtIso,
    Optional<String> scorer,
    Optional<ClaimView> claim,
    Optional<Scored> scored,
    String unscored) {

  static ReleaseView of(ReleaseDetails details, String challengeTitle, double gate) {
    return new ReleaseView(
        details.run(),
        details.challenge(),
        challengeTitle,
        ChallengeNav.of(details.challenge(), "release"),
        details.hider().name(),
        details.hider().id(),
        details.hider().team(),
        details.hider().baseline(),
        details.split(),
        details.state().word(),
        details.reason(),
        details.finishedAt().map(Figures::time),
        details.finishedAt().map(Figures::iso),
        details.scorer(),
        details.claim().map(claim -> ClaimView.of(claim, "/releases/" + details.run())),
        details.report().map(report -> Scored.of(report, gate)),
        unscored(details));
  }

  private static String unscored(ReleaseDetails details) {
    if (details.scorer().isPresent()) {
      return details.withheld().isEmpty()
          ? "The version that scored it kept no more than what the leaderboard shows."
          : details.withheld();
    }
    return details.state().isFinal()
        ? "It has no score: "
            + (details.reason().isEmpty() ? "it did not succeed." : details.reason())
        : "It has not been made yet.";
  }

  /** What it scored. */
  record Scored(
      String total,
      String interval,
      String gate,
      List<FacetLine> facets,
      String gate2020,
      List<MeasureLine> measures,
      String nearCopies,
      List<VariableLine> variables,
      List<CourseLine> courses,
      List<ComponentLine> components,
      List<LeftOutLine> leftOut) {

    static Scored of(ReleaseReport report, double gate) {
      FidelityReport fidelity = report.fidelity();
      return new Scored(
          Figures.score(report.total()),
          Cell.range(report.totalLow(), report.totalHigh()),
          Figures.fixed(gate, 2),
          report.facets().stream()
              .map(
                  facet ->
                      new FacetLine(
                          words(facet.facet()),
                          Figures.score(facet.skill()),
                          Cell.range(facet.low(), facet.high()),
                          facet.skill() == report.total()))
              .toList(),
          gate2020(report.gate2020()),
          fidelity.measures().entrySet().stream()
              .map(entry -> MeasureLine.of(entry.getKey(), entry.getValue()))
              .toList(),
          fidelity.nearCopies() == 0
              ? "No patient of it is nearly a member."
              : Figures.count(fidelity.nearCopies(), "patient")
                  + (fidelity.nearCopies() == 1 ? " of it is" : " of it are")
                  + " nearly a member; which ones only the organisers may see.",
          fidelity.variables().stream()
              .map(
                  variable ->
                      new VariableLine(
                          variable.name(), Pair.of(variable.ks()), Pair.of(variable.w1())))
              .toList(),
          fidelity.courses().stream()
              .map(
                  course ->
                      new CourseLine(
                          course.name(),
                          Pair.of(course.differences()),
                          Pair.of(course.means()),
                          Pair.of(course.missing())))
              .toList(),
          report.components().stream()
              .map(
                  component ->
                      new ComponentLine(
                          words(component.facet()),
                          component.name(),
                          Cell.of(component.trivial()),
                          Cell.of(component.real()),
                          Cell.of(component.synthetic()),
                          skill(component.skill())))
              .toList(),
          report.leftOut().stream()
              .map(left -> new LeftOutLine(words(left.facet()), left.name(), left.reason()))
              .toList());
    }

    boolean hasLeftOut() {
      return !leftOut.isEmpty();
    }

    private static Cell skill(OptionalDouble skill) {
      return skill.isPresent() ? Cell.of(skill) : new Cell("left out", true);
    }

    private static String gate2020(FeatureErrors gate) {
      if (gate.compared() == 0) {
        return "The gate of 2020 compares errors of predictions. The challenge lists no facet that"
            + " has any, so that nothing is compared.";
      }
      String ratio =
          gate.largestRatio().isPresent()
              ? String.format(
                  Locale.ROOT,
                  ", the largest being %s times",
                  Figures.fixed(gate.largestRatio().getAsDouble(), 2))
              : "";
      return gate.passed()
          ? "It passes the gate of 2020: none of "
              + Figures.count(gate.compared(), "model")
              + " errs more than 5 times as much as one that learned from the members"
              + ratio
              + "."
          : "It fails the gate of 2020: "
              + Figures.count(gate.failed())
              + " of "
              + Figures.count(gate.compared(), "model")
              + (gate.failed() == 1 ? " errs" : " err")
              + " more than 5 times as much as one that learned from the members"
              + ratio
              + ".";
    }
  }

  private static String words(Facet facet) {
    String words = facet.word().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  record FacetLine(String label, String skill, String interval, boolean smallest) {}

  /** The release and real people. */
  record Pair(Cell release, Cell real) {
    static Pair of(Compared compared) {
      return new Pair(Cell.of(compared.release()), Cell.of(compared.real()));
    }
  }

  /** A number that never counts. */
  record MeasureLine(String anchor, String label, String meaning, Cell release, Cell real) {
    static MeasureLine of(FidelityMeasure measure, Compared compared) {
      Meaning meaning = Meaning.of(measure);
      return new MeasureLine(
          measure.key().replace('_', '-'),
          meaning.label(),
          meaning.sentence(),
          Cell.of(compared.release()),
          measure == FidelityMeasure.DCR_SHARE
              ? new Cell("0.500 expected", false)
              : Cell.of(compared.real()));
    }
  }

  record VariableLine(String name, Pair ks, Pair w1) {}

  record CourseLine(String name, Pair differences, Pair means, Pair missing) {}

  record ComponentLine(
      String facet, String name, Cell trivial, Cell real, Cell synthetic, Cell skill) {}

  record LeftOutLine(String facet, String name, String reason) {}
}
