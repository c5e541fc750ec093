package org.hideandseek.hiders.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Release;
import org.hideandseek.hiders.SimulatedCohorts;
import org.hideandseek.hiders.privacy.Answer;
import org.hideandseek.hiders.privacy.Curator;
import org.hideandseek.hiders.privacy.GaussianCurator;
import org.hideandseek.hiders.privacy.Question;
import org.junit.jupiter.api.Test;

class DpVarHiderTest {
  private static final Cohort MEMBERS = SimulatedCohorts.simulated(60, 31);
  private static final double LITTLE = 0.01;
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  /** Answers as somebody else does, and remembers all. */
  private record Recorder(Curator curator, List<Question> questions, List<Answer> answers)
      implements Curator {
    Recorder(Curator curator) {
      this(curator, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Answer answer(Question question) {
      Answer answer = curator.answer(question);
      questions.add(question);
      answers.add(answer);
      return answer;
    }
  }

  @Test
  void theReleaseDependsOnTheAnswersAlone() {
    Recorder recorder = new Recorder(gaussian(MEMBERS, 0.8));
    Cohort release = learned(recorder);
    Iterator<Answer> answers = recorder.answers().iterator();

    Cohort withoutMembers = learned(question -> answers.next());

    assertSame(withoutMembers, release);
    assertThat(answers).isExhausted();
  }

  @Test
  void otherAnswersMakeAnotherRelease() {
    Cohort release = learned(gaussian(MEMBERS, 0.8));

    Patient other = learned(gaussian(MEMBERS, 0.9)).patient(0);
    assertThat(SimulatedCohorts.same(other, release.patient(0))).isFalse();
  }

  @Test
  void inEveryQuestionEveryPatientMovesTheSumsByTheNormAtMostAndNobodyElses() {
    Recorder recorder = new Recorder(gaussian(MEMBERS, 0.8));
    learned(recorder);

    assertThat(recorder.questions()).hasSize(4);
    for (Question question : recorder.questions()) {
      double[] all = exact(question, MEMBERS.patients());
      for (int left = 0; left < MEMBERS.size(); left++) {
        List<Patient> others = new ArrayList<>(MEMBERS.patients());
        Patient patient = others.remove(left);
        double[] moved = exact(question, others);
        double[] own = question.clipped(patient);
        double squares = 0;
        for (int i = 0; i < moved.length; i++) {
          assertThat(all[i] - moved[i]).isCloseTo(own[i], within(1e-9));
          squares += own[i] * own[i];
        }
        assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(question.norm() * (1 + 1e-9));
      }
    }
  }

  @Test
  void withTheNoiseOffItEqualsTheSameModelOfExactSums() {
    Cohort plain = learned(question -> new Answer(exact(question, MEMBERS.patients()), 0));

    assertSame(learned(gaussian(MEMBERS, 0)), plain);
  }

  @Test
  void theClaimFollowsFromWhatWasAskedAndSpendsTheBudget() {
    for (double epsilon : new double[] {1, 10}) {
      Release release =
          new DpVarHider(NOWHERE, LITTLE, epsilon)
              .releasePrivately(Task.hider(1, 5, 60, 0), MEMBERS);

      PrivacyClaim claim = release.claim();
      assertThat(claim.epsilon()).isEqualTo(epsilon);
      assertThat(claim.delta()).isEqualTo(1e-5);
      assertThat(claim.follows()).contains(true);
      assertThat(claim.accounted().orElseThrow()).isCloseTo(epsilon, within(1e-3 * epsilon));
      assertThat(release.cohort().size()).isEqualTo(5);
    }
  }

  @Test
  void neighbouringValuesStayAsAlike() {
    Cohort many = SimulatedCohorts.simulated(1200, 32);

    Cohort release =
        DpVarHider.learned(many.schema(), gaussian(many, 0.5), 1200, 0.2, new SplittableRandom(6));

    assertThat(lagOne(release)).isCloseTo(lagOne(many), within(0.06));
  }

  @Test
  void patientsOfOneStepStayWithinTheSchema() {
    Schema one = new Schema("days", 1, 60, MEMBERS.schema().features(), MEMBERS.schema().statics());
    Cohort first =
        new Cohort(
            one,
            MEMBERS.patients().stream()
                .map(
                    patient ->
                        new Patient(
                            new float[1], Arrays.copyOf(patient.values(), 3), patient.statics()))
                .toList());

    Cohort release = new DpVarHider(NOWHERE, LITTLE, 1).release(Task.hider(1, 50, 60, 0), first);

    assertThat(release.patients()).allMatch(patient -> patient.length() == 1);
  }

  private static Curator gaussian(Cohort members, double sigma) {
    return new GaussianCurator(members.patients(), sigma, new SplittableRandom(8));
  }

  private static Cohort learned(Curator curator) {
    return DpVarHider.learned(MEMBERS.schema(), curator, 20, LITTLE, new SplittableRandom(6));
  }

  private static double[] exact(Question question, List<Patient> patients) {
    double[] sums = new double[question.width()];
    for (Patient patient : patients) {
      double[] own = question.clipped(patient);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += own[i];
      }
    }
    return sums;
  }

  private static void assertSame(Cohort one, Cohort other) {
    assertThat(one.patients())
        .usingElementComparator((a, b) -> SimulatedCohorts.same(a, b) ? 0 : 1)
        .containsExactlyElementsOf(other.patients());
  }

  /** The correlation of neighbouring values of feature 0, which is always measured. */
  private static double lagOne(Cohort cohort) {
    double count = 0;
    double[] sums = new double[5];
    for (Patient patient : cohort.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        double x = patient.value(step - 1, 0);
        double y = patient.value(step, 0);
        if (!Double.isNaN(x) && !Double.isNaN(y)) {
          count++;
          sums[0] += x;
          sums[1] += y;
          sums[2] += x * x;
          sums[3] += y * y;
          sums[4] += x * y;
        }
      }
    }
    double covariance = sums[4] / count - sums[0] * sums[1] / count / count;
    double varianceX = sums[2] / count - Math.pow(sums[0] / count, 2);
    double varianceY = sums[3] / count - Math.pow(sums[1] / count, 2);
    return covariance / Math.sqrt(varianceX * varianceY);
  }
}
