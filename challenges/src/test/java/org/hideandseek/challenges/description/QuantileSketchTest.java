package org.hideandseek.challenges.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
  @Test
  void quantilesAreWithinAThousandthOfTheTrueOnes() {
    SplittableRandom random = new SplittableRandom(1);
    for (double scale : new double[] {1e-6, 1, 1e6}) {
      QuantileSketch sketch = new QuantileSketch();
      float[] all = new float[20_000];
      for (int i = 0; i < all.length; i++) {
        all[i] = (float) (scale * random.nextGaussian());
        sketch.add(all[i]);
      }
      Arrays.sort(all);

      for (double share : new double[] {0, 0.01, 0.25, 0.5, 0.75, 0.99, 1}) {
        double exact = all[(int) Math.min(all.length - 1, Math.floor(share * all.length))];
        assertThat((double) sketch.quantile(share))
            .as("%s of scale %s", share, scale)
            .isCloseTo(exact, within(0.001 * Math.abs(exact)));
      }
    }
  }

  @Test
  void wholeNumbersUpTo2047AreExact() {
    QuantileSketch sketch = new QuantileSketch();
    for (int i = 0; i < 2048; i++) {
      sketch.add(i);
    }

    assertThat(sketch.quantile(0.5)).isEqualTo(1024);
    assertThat(sketch.quantile(1)).isEqualTo(2047);
    assertThat(sketch.whole()).isTrue();
  }

  @Test
  void meanAndStandardDeviationAreExact() {
    QuantileSketch sketch = new QuantileSketch();
    for (float value : new float[] {-3, 1, 2}) {
      sketch.add(value);
    }

    assertThat(sketch.mean()).isZero();
    assertThat(sketch.standardDeviation()).isEqualTo(Math.sqrt(14.0 / 3));
    assertThat(sketch.least()).isEqualTo(-3);
    assertThat(sketch.greatest()).isEqualTo(2);
  }

  @Test
  void decimalsFallIntoTheIntervalThatTheyBegin() {
    QuantileSketch sketch = new QuantileSketch();
    for (int tenths = 0; tenths < 100; tenths++) {
      sketch.add(tenths / 10f);
    }

    assertThat(sketch.histogram(0, 10, 50)).containsOnly(2);
    assertThat(sketch.histogram(2, 4, 2)).containsExactly(30, 70);
  }
}
