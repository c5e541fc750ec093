package org.hideandseek.challenges.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStreamTest {
  @ParameterizedTest
  @CsvSource({
    "1e-20, -9.262340089798408",
    "1e-10, -6.361340902404056",
    "0.0001, -3.71901648545568",
    "0.05, -1.6448536269514729",
    "0.2, -0.8416212335729142",
    "0.5, 0",
    "0.975, 1.959963984540054",
    "0.999999, 4.753424308822899"
  })
  void normalQuantilesAreThoseOfTheTables(double share, double quantile) {
    assertThat(RandomStream.quantile(share)).isCloseTo(quantile, within(1e-9));
  }

  @Test
  void normalDeviatesHaveTheMomentsOfTheNormalDistribution() {
    RandomStream random = new RandomStream(1, 0);
    double[] drawn = DoubleStream.generate(random::normal).limit(100_000).toArray();

    assertThat(DoubleStream.of(drawn).average()).hasValueCloseTo(0.0, within(0.015));
    assertThat(DoubleStream.of(drawn).map(x -> x * x).average()).hasValueCloseTo(1.0, within(0.02));
    assertThat(DoubleStream.of(drawn).map(x -> x * x * x * x).average())
        .hasValueCloseTo(3.0, within(0.15));
  }

  @Test
  void neighbouringPatientsAndSeedsAreUnrelated() {
    double[] products =
        DoubleStream.iterate(0, i -> i + 1)
            .limit(20_000)
            .map(
                i ->
                    new RandomStream(7, (int) i).normal()
                        * new RandomStream(7, (int) i + 1).normal())
            .toArray();
    double[] seeds =
        DoubleStream.iterate(0, i -> i + 1)
            .limit(20_000)
            .map(
                i ->
                    new RandomStream((long) i, 3).normal()
                        * new RandomStream((long) i + 1, 3).normal())
            .toArray();

    assertThat(DoubleStream.of(products).average()).hasValueCloseTo(0.0, within(0.03));
    assertThat(DoubleStream.of(seeds).average()).hasValueCloseTo(0.0, within(0.03));
  }
}
