package org.hideandseek.challenges.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleTest {
  private static final SplitSizes SIZES = new SplitSizes(200, 60, 80);

  @Test
  void aPersonsPatientsGoToOnePartByOneCoin() {
    for (int seed = 0; seed < 200; seed++) {
      People people = randomPeople(seed, 400);

      Split split = Split.draw(SecretSeed.guessable(seed), people, SIZES);

      Map<Integer, String> side = new HashMap<>();
      int[] candidates = split.candidates();
      for (int i = 0; i < candidates.length; i++) {
        requireSide(side, people, candidates[i], split.member()[i] ? "member" : "non-member", seed);
      }
      Arrays.stream(split.reference()).forEach(i -> requireSide(side, people, i, "reference", i));
      Arrays.stream(split.holdout()).forEach(i -> requireSide(side, people, i, "holdout", i));
      assertThat(candidates).as("seed %d", seed).hasSize(200).doesNotHaveDuplicates();
      assertThat(split.reference()).as("seed %d", seed).hasSize(60);
      assertThat(split.holdout()).as("seed %d", seed).hasSize(80);
    }
  }

  @Test
  void aPersonsCoinIsFair() {
    int members = 0;
    int candidates = 0;
    for (int seed = 0; seed < 400; seed++) {
      People people = randomPeople(seed, 400);
      Split split = Split.draw(SecretSeed.guessable(seed), people, SIZES);
      People asked = people.select(split.candidates());
      boolean[] seen = new boolean[asked.persons()];
      for (int i = 0; i < split.candidates().length; i++) {
        if (!seen[asked.person(i)]) {
          seen[asked.person(i)] = true;
          candidates++;
          members += split.member()[i] ? 1 : 0;
        }
      }
    }

    // A standard error is 0.0021.
    assertThat((double) members / candidates).isCloseTo(0.5, within(0.008));
  }

  /** What a part has in the middle tells nothing about who is whose. */
  @Test
  void aPersonsPatientsDoNotStandTogether() {
    int together = 0;
    int pairs = 0;
    for (int seed = 0; seed < 100; seed++) {
      People people = People.of(IntStream.range(0, 400).map(i -> i / 2).toArray());
      int[] candidates = Split.draw(SecretSeed.guessable(seed), people, SIZES).candidates();
      for (int i = 1; i < candidates.length; i++) {
        together += people.person(candidates[i]) == people.person(candidates[i - 1]) ? 1 : 0;
      }
      pairs += 100;
    }

    // Of 199 neighbours one on average is the other stay of the same person.
    assertThat((double) together / pairs).isLessThan(0.03);
  }

  @Test
  void whereNobodyIsTwiceNothingChanges() {
    People people = People.of(IntStream.range(0, 400).map(i -> 7 * i - 900).toArray());

    Split one = Split.draw(SecretSeed.guessable(3), people, SIZES);
    Split other = Split.draw(SecretSeed.guessable(3), 400, SIZES);

    assertThat(people.eachIsOne()).isTrue();
    assertThat(one.candidates()).isEqualTo(other.candidates());
    assertThat(one.member()).isEqualTo(other.member());
    assertThat(one.reference()).isEqualTo(other.reference());
    assertThat(one.holdout()).isEqualTo(other.holdout());
  }

  @Test
  void everybodyIsDealtOnce() {
    for (int seed = 0; seed < 200; seed++) {
      List<int[]> parts = randomPeople(seed, 300).deal(SecretSeed.guessable(seed), 70, 0, 90);

      assertThat(parts).hasSize(4);
      assertThat(parts.stream().flatMapToInt(Arrays::stream).sorted().toArray())
          .as("seed %d", seed)
          .isEqualTo(IntStream.range(0, 300).toArray());
    }
  }

  @Test
  void candidatesThatCanNotBeMadeOfWholePersonsAreRefused() {
    People threes = People.of(IntStream.range(0, 600).map(i -> i / 3).toArray());

    assertThatThrownBy(() -> Split.draw(SecretSeed.guessable(1), threes, SIZES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the splits want 200 candidates, but whole persons, who have several patients each, made only 198");
  }

  @Test
  void peopleAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
    People people = People.of(new int[] {30, -4, 30, 7, -4, 30});

    people.write(folder);

    People read = People.read(folder, 6);
    assertThat(read.persons()).isEqualTo(3);
    assertThat(IntStream.range(0, 6).map(read::person)).containsExactly(0, 1, 0, 2, 1, 0);
  }

  @Test
  void withoutAFileEachPatientIsAPerson(@TempDir Path folder) throws Exception {
    People.each(4).write(folder);

    assertThat(Files.exists(folder.resolve(People.FILE))).isFalse();
    assertThat(People.read(folder, 4).eachIsOne()).isTrue();
  }

  @Test
  void aFileOfAnotherLengthIsRefused(@TempDir Path folder) throws Exception {
    try (NpyOutput output = NpyOutput.create(folder.resolve(People.FILE), NpyType.INT32)) {
      output.writeInt(1);
    }

    assertThatThrownBy(() -> People.read(folder, 2))
        .isInstanceOf(NpyFormatException.class)
        .hasMessage("groups.npy has shape [1] instead of [2]");
  }

  private static void requireSide(
      Map<Integer, String> sides, People people, int patient, String side, int seed) {
    String known = sides.putIfAbsent(people.person(patient), side);
    assertThat(known == null || known.equals(side))
        .as("seed %d: patient %d is %s, the same person %s", seed, patient, side, known)
        .isTrue();
  }

  /** Persons with 1 to 5 patients, most with one, at random places. */
  private static People randomPeople(int seed, int patients) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] groups = IntStream.range(0, patients).toArray();
    for (int i = 0; i < patients / 3; i++) {
      groups[random.nextInt(patients)] = groups[random.nextInt(patients)];
    }
    return People.of(groups);
  }
}
