package org.hideandseek.seekers.logan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Liver;
import org.hideandseek.seekers.SeekingException;
import org.junit.jupiter.api.Test;

class LoganSeekerTest {
  private static final int CANDIDATES = 400;
  private static final Task TASK = Task.seeker(7, CANDIDATES, 600, 0);
  private final Liver liver = new Liver(1, CANDIDATES, CANDIDATES / 2, CANDIDATES / 2);
  private final LoganSeeker hasty = new LoganSeeker(0.01);
  private final Cohort few = Crowd.of(12, new SplittableRandom(1));
  private final Cohort others = Crowd.of(12, new SplittableRandom(2));

  @Test
  void bothClassifiersFindCopiesAndTogetherTheyFindMore() {
    Evidence evidence = liver.withReference(liver.copy());
    LoganSeeker seeker = new LoganSeeker(0.2);

    float[] scoresOfFlat = seeker.flat(TASK, evidence);
    float[] scoresOfRecurrent = seeker.recurrent(TASK, evidence);

    double flat = liver.auc(scoresOfFlat);
    double recurrent = liver.auc(scoresOfRecurrent);
    double both = liver.auc(LoganSeeker.mean(scoresOfFlat, scoresOfRecurrent));

    assertThat(flat).isGreaterThan(0.78);
    assertThat(recurrent).isGreaterThan(0.76);
    assertThat(both).isGreaterThan(Math.max(flat, recurrent)).isGreaterThan(0.85);
  }

  @Test
  void copiesWithNoiseAreFound() {
    double auc = liver.auc(new LoganSeeker(0.2), liver.withReference(liver.noise(0.05)));

    assertThat(auc).isGreaterThan(0.82);
  }

  @Test
  void strangersGiveNobodyAway() {
    double sum = 0;
    for (int seed = 0; seed < 4; seed++) {
      Liver split = new Liver(seed, CANDIDATES, CANDIDATES / 2, CANDIDATES / 2);
      sum += split.auc(new LoganSeeker(0.05), split.withReference(split.strangers()));
    }

    // Four standard errors of a mean of four.
    assertThat(sum / 4).isCloseTo(0.5, within(0.058));
  }

  /** As van Breugel et al. published it: indices are drawn below the size of one class. */
  @Test
  void batchesFromOneClassWouldFindLittle() {
    Evidence evidence = liver.withReference(liver.copy());
    Cohort reference = evidence.neededReference();
    Representation common = Representation.of(List.of(evidence.release(), reference), 4000);
    Example[] released = common.examples(evidence.release());
    SplittableRandom random = new SplittableRandom(3);
    Lessons oneClass =
        () -> {
          Example[] patients = new Example[256];
          Arrays.setAll(patients, i -> released[random.nextInt(released.length)]);
          float[] labels = new float[patients.length];
          Arrays.fill(labels, 1);
          return new Lessons.Batch(patients, labels);
        };
    Lessons bothClasses = new EvenLessons(released, common.examples(reference), 128, random);

    double one = auc(common, oneClass, evidence);
    double both = auc(common, bothClasses, evidence);

    assertThat(one).isLessThan(0.65);
    assertThat(both).isGreaterThan(0.75).isGreaterThan(one + 0.15);
  }

  private double auc(Representation common, Lessons lessons, Evidence evidence) {
    Example[] candidates = common.examples(evidence.candidates());
    return liver.auc(Classifier.logits(5, new FlatNetwork(common), lessons, 60, 2e-3, candidates));
  }

  @Test
  void theSeedDecidesTheScores() {
    Evidence evidence = evidence(few, others);
    float[] scores = score(evidence, 4);

    assertThat(score(evidence, 4)).isEqualTo(scores);
    assertThat(score(evidence, 5)).isNotEqualTo(scores);
  }

  @Test
  void scoresAreMeansOfStandardisedLogits() {
    double squares = 0;
    double sum = 0;
    for (float value : hasty.flat(TASK, evidence(few, others))) {
      sum += value;
      squares += value * value;
    }

    assertThat(sum / 24).isCloseTo(0, within(1e-5));
    assertThat(squares / 24).isCloseTo(1, within(1e-4));
  }

  @Test
  void scoresAreFiniteWhateverThePatients() {
    float[] nothing = new float[3];
    Arrays.fill(nothing, Float.NaN);
    Cohort blank =
        new Cohort(
            Crowd.SCHEMA,
            List.of(new Patient(new float[1], nothing, new float[] {Float.NaN, Float.NaN})));
    Cohort same = few.select(new int[30]);
    Cohort one = few.select(new int[1]);

    for (Cohort release : List.of(few, blank, same, one)) {
      for (Cohort reference : List.of(others, blank, same, one)) {
        assertThat(score(evidence(release, reference), 1)).hasSize(24).doesNotContain(Float.NaN);
      }
    }
    assertThat(score(new Evidence(few, one).withReference(others), 1)).containsExactly(0);
    assertThat(score(new Evidence(blank, blank).withReference(blank), 1)).containsExactly(0);
    assertThat(score(new Evidence(same, same).withReference(same), 1)).containsOnly(0);
  }

  @Test
  void classesOfVeryUnlikeSizesAreTakenAsTheyAre() {
    Cohort crowd = Crowd.of(2000, new SplittableRandom(4));

    assertThat(score(evidence(crowd, others), 1)).doesNotContain(Float.NaN);
    assertThat(score(evidence(few, crowd), 1)).doesNotContain(Float.NaN);
  }

  @Test
  void whatIsNeededIsSaid() {
    Cohort nobody = new Cohort(Crowd.SCHEMA, List.of());

    assertThatThrownBy(() -> score(new Evidence(few, others), 1))
        .isInstanceOf(SeekingException.class)
        .hasMessage("this seeker needs reference patients, which this challenge does not give");
    assertThatThrownBy(() -> score(evidence(few, nobody), 1)).isInstanceOf(SeekingException.class);
    assertThatThrownBy(() -> score(evidence(nobody, others), 1))
        .isInstanceOf(SeekingException.class)
        .hasMessage("there is nothing to learn from: the release has no patient");
  }

  @Test
  void nothingOfTheEngineStaysBehind() throws IOException {
    Evidence evidence = liver.withReference(liver.strangers());
    LoganSeeker seeker = new LoganSeeker(0.001);
    for (int i = 0; i < 5; i++) {
      seeker.score(TASK, evidence);
    }
    int arrays = arrays();
    long before = residentMebibytes();
    for (int i = 0; i < 20; i++) {
      seeker.score(TASK, evidence);
    }

    assertThat(arrays()).isEqualTo(arrays);
    // What Adam remembers of the six networks would alone be 200.
    assertThat(residentMebibytes() - before).isLessThan(100);
  }

  private static int arrays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      return manager.getParentManager().getManagedArrays().size();
    }
  }

  private static long residentMebibytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  private Evidence evidence(Cohort release, Cohort reference) {
    return new Evidence(release, Crowd.interleaved(few, others)).withReference(reference);
  }

  private float[] score(Evidence evidence, int seed) {
    return hasty.score(Task.seeker(seed, evidence.candidates().size(), 60, 0), evidence);
  }
}
