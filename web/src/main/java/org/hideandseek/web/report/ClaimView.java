package org.hideandseek.web.report;

import java.util.Optional;
import org.hideandseek.platform.audience.ClaimDetails;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.EpsilonEvidence;
import org.hideandseek.web.page.Figures;

/** A hider's claim beside what its own figures give and what seekers proved. */
record ClaimView(
    String page,
    String epsilon,
    String delta,
    String mechanism,
    boolean follows,
    boolean contradicts,
    Optional<String> accounted,
    String accounting,
    Optional<String> proved,
    String evidence,
    boolean refuted) {

  /**
   * A view.
   *
   * @param page what it stands on
   */
  static ClaimView of(ClaimDetails details, String page) {
    ClaimReport claim = details.claim();
    return new ClaimView(
        page,
        Figures.exact(claim.epsilon()),
        Figures.exact(claim.delta()),
        claim.mechanism().word(),
        claim.accounting() == ClaimReport.Accounting.FOLLOWS,
        claim.accounting() == ClaimReport.Accounting.DOES_NOT_FOLLOW,
        claim.accounted().isPresent()
            ? Optional.of(Figures.exact(claim.accounted().getAsDouble()))
            : Optional.empty(),
        accounting(claim),
        details.evidence().map(found -> Figures.score(found.lowerBound())),
        evidence(details),
        details.refuted());
  }

  private static String accounting(ClaimReport claim) {
    return switch (claim.accounting()) {
      case FOLLOWS -> "what the noise that it lists costs by the referee's accountant";
      case DOES_NOT_FOLLOW ->
          claim.accounted().isPresent()
              ? "the noise that it lists costs more than it claims"
              : "with the noise that it lists there is no bound at all";
      case NOT_ACCOUNTED -> "it lists nothing that the referee could account for";
    };
  }

  private static String evidence(ClaimDetails details) {
    if (details.evidence().isEmpty()) {
      return "no match gives a bound yet";
    }
    EpsilonEvidence found = details.evidence().get();
    String basis =
        found.matches() == 1
            ? "the larger of two bounds, which hold both at once with 95 % confidence"
            : "the largest bound of "
                + Figures.count(found.matches())
                + " matches, all of which hold at once with 95 % confidence";
    return found.lowerBound() == 0 ? "nothing is proved; " + basis : basis;
  }
}
