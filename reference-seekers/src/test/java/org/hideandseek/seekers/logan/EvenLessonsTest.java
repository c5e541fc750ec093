package org.hideandseek.seekers.logan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvenLessonsTest {
  private final Example[] release = crowd(10);
  private final Example[] reference = crowd(75);
  private final Lessons lessons = new EvenLessons(release, reference, 25, new SplittableRandom(11));

  @Test
  void everyBatchIsHalfReleaseAndHalfReference() {
    Set<Example> released = same(release);
    Set<Example> others = same(reference);
    for (int b = 0; b < 20; b++) {
      Lessons.Batch batch = lessons.next();

      assertThat(batch.patients()).hasSize(50);
      int ones = 0;
      for (int i = 0; i < 50; i++) {
        boolean one = batch.labels()[i] == 1;
        ones += one ? 1 : 0;
        assertThat(one ? released : others).contains(batch.patients()[i]);
      }
      assertThat(ones).isEqualTo(25);
    }
  }

  @Test
  void allOfAClassComeEquallyOften() {
    IdentityHashMap<Example, Integer> shown = new IdentityHashMap<>();
    for (int b = 0; b < 6; b++) {
      for (Example patient : lessons.next().patients()) {
        shown.merge(patient, 1, Integer::sum);
      }
    }

    assertThat(release).allSatisfy(patient -> assertThat(shown).containsEntry(patient, 15));
    assertThat(reference).allSatisfy(patient -> assertThat(shown).containsEntry(patient, 2));
  }

  private static Set<Example> same(Example[] patients) {
    Set<Example> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(Arrays.asList(patients));
    return set;
  }

  private static Example[] crowd(int size) {
    Example[] crowd = new Example[size];
    Arrays.setAll(crowd, i -> new Example(1, new float[] {i}, new float[0]));
    return crowd;
  }
}
