package org.hideandseek.web;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.audience.ClaimDetails;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.audience.ReleaseDetails;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.report.Compared;
import org.hideandseek.platform.report.EpsilonEvidence;
import org.hideandseek.platform.report.FidelityMeasure;
import org.hideandseek.platform.report.FidelityReport;
import org.hideandseek.platform.report.FidelityReport.CourseSimilarity;
import org.hideandseek.platform.report.FidelityReport.VariableDistance;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.Measured;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReleaseReport.ComponentSkill;
import org.hideandseek.platform.report.ReleaseReport.FacetSkill;
import org.hideandseek.platform.report.ReleaseReport.FeatureErrors;
import org.hideandseek.platform.report.ReleaseReport.LeftOutComponent;
import org.hideandseek.platform.run.RunState;

/** Made-up reports, with a hostile name among the variables and a number that is not defined. */
final class Reports {
  private static final Instant FINISHED = Instant.parse("2026-03-04T09:20:00Z");
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** By hider: one that holds, one that neither follows nor holds, and two without figures. */
  private static final Map<String, ClaimReport> CLAIMS =
      Map.of(
          "lethe-diffusion",
          new ClaimReport(
              Mechanism.GAUSSIAN_AND_DP_SGD, 1, 1e-5, Accounting.FOLLOWS, OptionalDouble.of(0.998)),
          "timevae",
          new ClaimReport(
              Mechanism.DP_SGD, 0.1, 1.3e-5, Accounting.DOES_NOT_FOLLOW, OptionalDouble.of(2.11)),
          "noise-0.3",
          new ClaimReport(Mechanism.GAUSSIAN, 50, 1e-6, Accounting.DOES_NOT_FOLLOW, NONE),
          "noise-0.1",
          new ClaimReport(Mechanism.OTHER, 2, 0, Accounting.NOT_ACCOUNTED, NONE));

  private Reports() {}

  /** Of the first split the report was not kept. */
  static MatchDetails details(String challenge, MatchRow match) {
    boolean kept = match.split() > 1;
    return new MatchDetails(
        challenge,
        match,
        match.scores().map(scores -> FINISHED),
        match.scores().map(scores -> "2026.1"),
        match.scores().filter(scores -> kept).map(Reports::report),
        "",
        CLAIMS.containsKey(match.hider())
            ? Optional.of(
                claim(
                    match.hider(),
                    match
                        .scores()
                        .filter(scores -> kept)
                        .map(scores -> evidence(match.hider(), 1))))
            : Optional.empty());
  }

  static Optional<ClaimReport> claim(String hider) {
    return Optional.ofNullable(CLAIMS.get(hider));
  }

  private static ClaimDetails claim(String hider, Optional<EpsilonEvidence> evidence) {
    return new ClaimDetails(CLAIMS.get(hider), evidence);
  }

  private static EpsilonEvidence evidence(String hider, int matches) {
    return new EpsilonEvidence(
        hider.equals("timevae") ? 0.118 : 0, CLAIMS.get(hider).delta(), matches);
  }

  private static MatchReport report(MatchScores scores) {
    Map<Double, Measured> rates = new TreeMap<>();
    scores
        .tprAtFpr()
        .forEach(
            (rate, tpr) -> {
              double fpr = Double.parseDouble(rate);
              rates.put(fpr, new Measured(tpr, tpr * 0.7, Math.min(1, tpr * 1.4), 0, 2 * fpr));
            });
    double balanced = scores.balancedAccuracy();
    return new MatchReport(
        1971,
        2029,
        new Measured(scores.auc(), scores.aucLow(), scores.aucHigh(), 0.482, 0.518),
        rates,
        scores.accuracy(),
        new Measured(balanced, balanced - 0.02, balanced + 0.02, 0.485, 0.515),
        new Measured(2 * balanced - 1, 2 * balanced - 1.04, 2 * balanced - 0.96, -0.03, 0.03),
        new MatchReport.Threshold(0.118, 0, 1314, 401, 1353, 300),
        new MatchReport.Guesses(0, 2667, 1, 1));
  }

  static ReleaseDetails details(
      String challenge, long run, SubmissionSummary hider, int split, boolean waits, double leak) {
    return new ReleaseDetails(
        challenge,
        run,
        hider,
        split,
        waits ? RunState.QUEUED : RunState.SUCCEEDED,
        "",
        waits ? Optional.empty() : Optional.of(FINISHED),
        waits ? Optional.empty() : Optional.of("2026.1"),
        waits || split == 3 ? Optional.empty() : Optional.of(report(leak)),
        "",
        waits || !CLAIMS.containsKey(hider.name())
            ? Optional.empty()
            : Optional.of(claim(hider.name(), Optional.of(evidence(hider.name(), 6)))));
  }

  private static ReleaseReport report(double leak) {
    Map<FidelityMeasure, Compared> measures = new EnumMap<>(FidelityMeasure.class);
    for (FidelityMeasure measure : FidelityMeasure.values()) {
      measures.put(measure, compared(leak, leak / 2));
    }
    measures.put(FidelityMeasure.BETA_RECALL, new Compared(NONE, OptionalDouble.of(0.94)));
    measures.put(FidelityMeasure.DCR_SHARE, new Compared(OptionalDouble.of(0.52), NONE));
    return new ReleaseReport(
        0.71,
        0.66,
        0.74,
        List.of(
            new FacetSkill(Facet.MARGINALS, 0.91, 0.88, 0.93),
            new FacetSkill(Facet.ONE_STEP_AHEAD, 0.71, 0.66, 0.74)),
        List.of(
            component(Facet.MARGINALS, "hdl", OptionalDouble.of(0.91)),
            component(Facet.MARGINALS, InMemoryPlatform.SCRIPT, OptionalDouble.of(0.9)),
            component(Facet.ONE_STEP_AHEAD, "sbp", OptionalDouble.of(0.71)),
            component(Facet.ONE_STEP_AHEAD, "smoke", NONE)),
        List.of(
            new LeftOutComponent(
                Facet.ONE_STEP_AHEAD, "smoke", "the members do not clearly beat what is trivial")),
        new FeatureErrors(2, leak == 0 ? 1 : 0, OptionalDouble.of(leak == 0 ? 7.25 : 1.31)),
        new FidelityReport(
            measures,
            leak > 0.4 ? 1934 : leak > 0.3 ? 1 : 0,
            List.of(
                new VariableDistance("hdl", compared(0.04, 0.02), compared(0.08, 0.03)),
                new VariableDistance(
                    InMemoryPlatform.SCRIPT, compared(0.11, 0.02), new Compared(NONE, NONE))),
            List.of(
                new CourseSimilarity(
                    "hdl", compared(0.91, 0.98), compared(0.97, 0.98), compared(1, 1)))));
  }

  private static ComponentSkill component(Facet facet, String name, OptionalDouble skill) {
    return new ComponentSkill(
        facet, name, OptionalDouble.of(1), OptionalDouble.of(0.21), OptionalDouble.of(0.3), skill);
  }

  private static Compared compared(double release, double real) {
    return new Compared(OptionalDouble.of(release), OptionalDouble.of(real));
  }
}
