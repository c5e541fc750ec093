package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final double[] REFERENCES =
      IntStream.rangeClosed(1, 16).asDoubleStream().toArray();

  @Test
  void exposureIsTheReferenceValue() {
    assertThat(Exposure.bits(0, REFERENCES)).isCloseTo(4, within(1e-12));
    assertThat(Exposure.bits(0.1, REFERENCES)).isCloseTo(4, within(1e-12));
    assertThat(Exposure.bits(3.5, REFERENCES)).isCloseTo(2, within(1e-12));
    assertThat(Exposure.bits(20, REFERENCES))
        .isCloseTo(Math.log(16.0 / 17) / Math.log(2), within(1e-12));
  }

  @Test
  void whatCannotBeRankedIsRefused() {
    assertThatThrownBy(() -> Exposure.bits(1, new double[0])).hasMessageContaining("references");
    assertThatThrownBy(() -> Exposure.bits(Double.NaN, REFERENCES)).hasMessageContaining("canary");
    assertThatThrownBy(() -> Exposure.bits(1, new double[] {1, Double.NaN}))
        .hasMessageContaining("reference 1 is NaN");
  }
}
