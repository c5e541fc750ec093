package org.hideandseek.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.junit.jupiter.api.Test;

class ClaimReportTest {
  private static final SubsampledGaussian STEPS = new SubsampledGaussian(1, 0.01, 1000);

  @Test
  void onlyShortNumbersArePublishedRoundedUp() {
    ClaimReport report =
        ClaimReport.of(
            new PrivacyClaim(Mechanism.DP_SGD, 2.123456789, 1.23456789e-5, List.of(STEPS)));

    assertThat(report)
        .isEqualTo(
            new ClaimReport(
                Mechanism.DP_SGD, 2.13, 1.3e-5, Accounting.FOLLOWS, OptionalDouble.of(2.08)));
    assertThat(ReportJson.readClaim(ReportJson.write(report).toString())).isEqualTo(report);
  }

  @Test
  void roundNumbersStayWhatTheyAre() {
    ClaimReport report = ClaimReport.of(new PrivacyClaim(Mechanism.OTHER, 10, 1e-6, List.of()));

    assertThat(report)
        .isEqualTo(
            new ClaimReport(
                Mechanism.OTHER, 10, 1e-6, Accounting.NOT_ACCOUNTED, OptionalDouble.empty()));
  }

  @Test
  void aPromiseThatDoesNotFollowIsShownWithWhatItsPartsCost() {
    assertThat(ClaimReport.of(new PrivacyClaim(Mechanism.DP_SGD, 1, 1e-5, List.of(STEPS))))
        .isEqualTo(
            new ClaimReport(
                Mechanism.DP_SGD, 1, 1e-5, Accounting.DOES_NOT_FOLLOW, OptionalDouble.of(2.11)));
    ClaimReport unbounded =
        ClaimReport.of(
            new PrivacyClaim(
                Mechanism.GAUSSIAN, 1, 1e-5, List.of(new SubsampledGaussian(0, 1, 1))));
    assertThat(unbounded.accounting()).isEqualTo(Accounting.DOES_NOT_FOLLOW);
    assertThat(unbounded.accounted()).isEmpty();
    assertThat(ReportJson.readClaim(ReportJson.write(unbounded).toString())).isEqualTo(unbounded);
  }
}
