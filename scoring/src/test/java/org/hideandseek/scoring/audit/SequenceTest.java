package org.hideandseek.scoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
  @Test
  void sortedAlternatingAndClusteredLabelsAreSeen() {
    assertThat(smallest(label(i -> i < 50))).isLessThan(1e-8);
    assertThat(smallest(label(i -> i % 2 == 0))).isLessThan(1e-8);
    assertThat(smallest(label(i -> i / 5 % 2 == 0))).isLessThan(1e-8);
  }

  @Test
  void randomLabelsRaiseAsManyAlarmsAsTheLevelSays() {
    SplittableRandom random = new SplittableRandom(3);
    int alarms = 0;
    for (int draw = 0; draw < 2000; draw++) {
      Family family = new Family();
      family.addAll(Sequence.test("order", "split 1", label(i -> random.nextBoolean())));
      alarms += family.alarms("order") > 0 ? 1 : 0;
    }

    // 100 expected at most, a standard deviation is 9.7.
    assertThat(alarms).isLessThan(130);
  }

  @Test
  void labelsThatAreAllEqualAreNotTested() {
    assertThat(Sequence.test("order", "split 1", new boolean[20])).isEmpty();
  }

  @Test
  void twoOrdersThatAreTheSameOrReversedAreSeen() {
    int[] up = IntStream.range(0, 100).toArray();
    int[] down = IntStream.range(0, 100).map(i -> 99 - i).toArray();
    // 37 has no divisor in common with 100.
    int[] other = IntStream.range(0, 100).map(i -> i * 37 % 100).toArray();

    assertThat(Sequence.sameOrder("order", "matches", up, up).auc()).isCloseTo(1, within(1e-12));
    assertThat(Sequence.sameOrder("order", "matches", up, down).auc()).isCloseTo(0, within(1e-12));
    assertThat(Sequence.sameOrder("order", "matches", up, up).p()).isLessThan(1e-10);
    assertThat(Sequence.sameOrder("order", "matches", up, other).p()).isGreaterThan(0.05);
  }

  @Test
  void coinsOfWhichAllShowHeadsAreNotFair() {
    assertThat(Sequence.fairCoins("coins", "split 1", 100, 100).p()).isLessThan(1e-10);
    assertThat(Sequence.fairCoins("coins", "split 1", 50, 100).p()).isEqualTo(1);
    // Exactly 0.0569; a normal curve with correction for continuity says 0.0574.
    assertThat(Sequence.fairCoins("coins", "split 1", 60, 100).p()).isCloseTo(0.0574, within(1e-4));
  }

  private interface Rule {
    boolean of(int place);
  }

  private static boolean[] label(Rule rule) {
    boolean[] label = new boolean[100];
    for (int i = 0; i < label.length; i++) {
      label[i] = rule.of(i);
    }
    return label;
  }

  private static double smallest(boolean[] label) {
    List<Trial> trials = Sequence.test("order", "split 1", label);
    return trials.stream().mapToDouble(Trial::p).min().orElseThrow();
  }
}
