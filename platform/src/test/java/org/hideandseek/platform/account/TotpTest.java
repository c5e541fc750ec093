package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** The last six digits of the test values in appendix B of RFC 6238. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
    assertThat(
            Totp.step(
                SECRET,
                code.substring(0, 3) + " " + code.substring(3),
                Instant.ofEpochSecond(seconds)))
        .hasValue(seconds / 30);
  }

  @Test
  void aClockMayBeOneStepAheadOrBehind() {
    long step = 1_000_000;
    String code = Totp.code(SECRET, step);
    for (int drift = -2; drift <= 2; drift++) {
      Instant now = Instant.ofEpochSecond((step + drift) * 30 + 29);
      assertThat(Totp.step(SECRET, code, now))
          .as("drift %d", drift)
          .isEqualTo(Math.abs(drift) <= 1 ? OptionalLong.of(step) : OptionalLong.empty());
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "28708", "2870820", "28708a", "٢٨٧٠٨٢", "-28708"})
  void whatIsNoCodeIsNone(String typed) {
    assertThat(Totp.step(SECRET, typed, Instant.ofEpochSecond(59))).isEmpty();
  }

  @Test
  void base32IsThatOfTheStandard() {
    assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    byte[] bytes = new byte[20];
    new Random(7).nextBytes(bytes);
    assertThat(Totp.bytes(Totp.base32(bytes))).isEqualTo(bytes);
  }
}
