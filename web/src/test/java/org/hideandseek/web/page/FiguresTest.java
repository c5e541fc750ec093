package org.hideandseek.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void scores_haveThreeDecimalsAndAPoint() {
    assertThat(Figures.score(0.5)).isEqualTo("0.500");
    assertThat(Figures.score(-0.4123)).isEqualTo("\u22120.412");
    assertThat(Figures.score(-0.0001)).isEqualTo("0.000");
    assertThat(Figures.score(0)).isEqualTo("0.000");
  }

  @Test
  void scores_thatAreMissingAreWords() {
    assertThat(Figures.score(OptionalDouble.empty())).isEqualTo("not scored");
    assertThat(Figures.score(Double.NaN)).isEqualTo("not scored");
    assertThat(Figures.score(Double.POSITIVE_INFINITY)).isEqualTo("not scored");
  }

  @Test
  void counts_haveCommas() {
    assertThat(Figures.count(10_364)).isEqualTo("10,364");
    assertThat(Figures.count(1, "run")).isEqualTo("1 run");
    assertThat(Figures.count(0, "run")).isEqualTo("0 runs");
  }

  @Test
  void exact_hasAllDigitsAndAnExponentWhereOthersWouldBeZeros() {
    assertThat(Figures.exact(1)).isEqualTo("1");
    assertThat(Figures.exact(0)).isEqualTo("0");
    assertThat(Figures.exact(1230)).isEqualTo("1230");
    assertThat(Figures.exact(0.00213)).isEqualTo("0.00213");
    assertThat(Figures.exact(1e-5)).isEqualTo("1e-5");
    assertThat(Figures.exact(1.3e-5)).isEqualTo("1.3e-5");
    assertThat(Figures.exact(1.23e9)).isEqualTo("1.23e9");
  }

  @Test
  void plain_dropsZerosBehindThePointOnly() {
    assertThat(Figures.plain(200)).isEqualTo("200");
    assertThat(Figures.plain(20.5)).isEqualTo("20.5");
    assertThat(Figures.plain(-40)).isEqualTo("\u221240");
    assertThat(Figures.plain(0)).isEqualTo("0");
  }

  @Test
  void times_areInUtcAndEnglish() {
    assertThat(Figures.time(Instant.parse("2026-03-01T23:59:30Z")))
        .isEqualTo("1 March 2026, 23:59 UTC");
  }

  @Test
  void durations_getCoarserAsTheyGetLonger() {
    assertThat(Figures.duration(Duration.ofMillis(412))).isEqualTo("0.4 s");
    assertThat(Figures.duration(Duration.ofMillis(9_940))).isEqualTo("9.9 s");
    assertThat(Figures.duration(Duration.ofMillis(9_960))).isEqualTo("9 s");
    assertThat(Figures.duration(Duration.ofSeconds(74))).isEqualTo("1 min 14 s");
    assertThat(Figures.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
  }

  @Test
  void bytes_areBinary() {
    assertThat(Figures.bytes(1_610_612_736L)).isEqualTo("1.5 GiB");
    assertThat(Figures.bytes(141_230_080)).isEqualTo("135 MiB");
    assertThat(Figures.bytes(600_000)).isEqualTo("0.6 MiB");
    assertThat(Figures.bytes(104_858)).isEqualTo("0.1 MiB");
    assertThat(Figures.bytes(104_857)).isEqualTo("102 KiB");
    assertThat(Figures.bytes(2_100)).isEqualTo("2 KiB");
    assertThat(Figures.bytes(1)).isEqualTo("1 byte");
    assertThat(Figures.bytes(0)).isEqualTo("0 bytes");
  }
}
