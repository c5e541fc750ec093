package org.hideandseek.platform.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Quotas.Quota;
import org.hideandseek.platform.submission.QuotaUse.Count;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaUseTest {
  private static final Instant TOMORROW = Instant.parse("2027-01-02T00:00:00Z");

  /** Valid and refused entries have slots of their own; one being checked holds one of each. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, free",
    "2, 0, 0, free",
    "3, 0, 0, valid",
    "0, 3, 0, refused",
    "2, 2, 0, free",
    "2, 2, 1, valid",
    "1, 2, 1, refused",
    "0, 0, 3, valid"
  })
  void aLimitHoldsForEachKind(int valid, int refused, int checking, String expected) {
    Count count = new Count(valid, refused, checking);
    Quota daily = new Quota(Optional.of(3), Optional.empty());
    Quota total = new Quota(Optional.empty(), Optional.of(3));
    Count none = new Count(0, 0, 0);
    Optional<Exhausted> ofDay = new QuotaUse(count, count, TOMORROW).exhausted(daily);
    Optional<Exhausted> ofTotal = new QuotaUse(none, count, TOMORROW).exhausted(total);
    assertThat(ofDay.map(QuotaUseTest::word).orElse("free")).isEqualTo(expected);
    assertThat(ofTotal.map(QuotaUseTest::word).orElse("free")).isEqualTo(expected);
    assertThat(new QuotaUse(none, count, TOMORROW).exhausted(daily)).isEmpty();
  }

  private static String word(Exhausted exhausted) {
    return exhausted.byRefused() ? "refused" : "valid";
  }

  @Test
  void theLimitInTotalIsToldBeforeTheDays() {
    Count count = new Count(3, 0, 0);
    assertThat(
            new QuotaUse(count, count, TOMORROW)
                .exhausted(new Quota(Optional.of(3), Optional.of(3))))
        .contains(new Exhausted(false, false, 3, 0));
  }

  @Test
  void withoutALimitThereIsAlwaysASlot() {
    Count many = new Count(1_000_000, 1_000_000, 1_000_000);
    assertThat(
            new QuotaUse(many, many, TOMORROW)
                .exhausted(new Quota(Optional.empty(), Optional.empty())))
        .isEmpty();
  }
}
