package org.hideandseek.challenges.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * Which patients of a cohort are the same person: several stays of one person are several patients.
 * It belongs to the organiser and is shown to no container.
 */
public final class People {
  /**
   * int32 [N] beside the four arrays of a cohort; patients of equal number are the same person. The
   * file may be missing: then each patient is a person.
   */
  public static final String FILE = "groups.npy";

  /** [patient] which person, 0 to persons - 1 in the order in which they first appear. */
  private final int[] person;

  /** [person] how many patients. */
  private final int[] stays;

  private People(int[] person, int[] stays) {
    this.person = person;
    this.stays = stays;
  }

  /** As many persons as patients. */
  public static People each(int patients) {
    int[] person = new int[patients];
    Arrays.setAll(person, i -> i);
    int[] stays = new int[patients];
    Arrays.fill(stays, 1);
    return new People(person, stays);
  }

  /**
   * People by any numbers.
   *
   * @param groups [patients] equal for patients who are the same person
   */
  public static People of(int[] groups) {
    int[] known = Arrays.stream(groups).sorted().distinct().toArray();
    int[] number = new int[known.length];
    Arrays.fill(number, -1);
    int[] person = new int[groups.length];
    int[] stays = new int[known.length];
    int next = 0;
    for (int i = 0; i < groups.length; i++) {
      int at = Arrays.binarySearch(known, groups[i]);
      if (number[at] < 0) {
        number[at] = next++;
      }
      person[i] = number[at];
      stays[person[i]]++;
    }
    return new People(person, stays);
  }

  /**
   * Reads {@link #FILE} of a cohort's folder.
   *
   * @param patients N
   * @throws NpyFormatException if it is there but is not int32 [N]
   */
  public static People read(Path folder, int patients) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return each(patients);
    }
    try (NpyInput input = NpyInput.open(file, NpyType.INT32)) {
      input.requireShape(patients);
      int[] groups = new int[patients];
      for (int i = 0; i < patients; i++) {
        groups[i] = input.readInt();
      }
      return of(groups);
    } catch (NpyFormatException e) {
      throw new NpyFormatException(FILE + " " + e.getMessage());
    }
  }

  /** Writes {@link #FILE} into a folder, unless each patient is a person. */
  public void write(Path folder) throws IOException {
    if (eachIsOne()) {
      return;
    }
    try (NpyOutput output = NpyOutput.create(folder.resolve(FILE), NpyType.INT32)) {
      for (int number : person) {
        output.writeInt(number);
      }
    }
  }

  /** How many patients there are. */
  public int patients() {
    return person.length;
  }

  /** How many persons there are. */
  public int persons() {
    return stays.length;
  }

  /** Whether nobody is here twice. */
  public boolean eachIsOne() {
    return persons() == patients();
  }

  /** The number of a patient's person, from 0. */
  public int person(int patient) {
    return person[patient];
  }

  /** The people of the patients at the given positions, in that order. */
  public People select(int[] positions) {
    return of(Arrays.stream(positions).map(i -> person[i]).toArray());
  }

  /**
   * Deals whole persons into parts in random order: each part takes whoever still fits, in that
   * order, until it is full; the next part goes on with those who are left. So a part is as large
   * as wanted where enough persons with one patient are left, and otherwise smaller by less than
   * the smallest person who is left has patients. Where somebody is here twice, each part is
   * shuffled, so that the patients of one person do not stand together.
   *
   * @param wanted how many patients each part is to have
   * @return the patients of each part, and at the end those who were left over
   */
  public List<int[]> deal(SecretSeed order, int... wanted) {
    int[] waiting = order.permutation(persons());
    int[] starts = new int[persons() + 1];
    int[] patients = byPerson(starts);
    List<int[]> parts = new ArrayList<>();
    for (int p = 0; p <= wanted.length; p++) {
      int size = p < wanted.length ? wanted[p] : Integer.MAX_VALUE;
      int[] part = new int[Math.min(size, patients())];
      int[] left = new int[waiting.length];
      int filled = 0;
      int leftOver = 0;
      for (int who : waiting) {
        if (stays[who] <= size - filled) {
          System.arraycopy(patients, starts[who], part, filled, stays[who]);
          filled += stays[who];
        } else {
          left[leftOver++] = who;
        }
      }
      parts.add(shuffled(Arrays.copyOf(part, filled), order, p));
      waiting = Arrays.copyOf(left, leftOver);
    }
    return parts;
  }

  /** Patients by person, and where each person's begin. */
  private int[] byPerson(int[] starts) {
    for (int who = 0; who < persons(); who++) {
      starts[who + 1] = starts[who] + stays[who];
    }
    int[] next = Arrays.copyOf(starts, persons());
    int[] patients = new int[patients()];
    for (int i = 0; i < person.length; i++) {
      patients[next[person[i]]++] = i;
    }
    return patients;
  }

  private int[] shuffled(int[] part, SecretSeed order, int number) {
    if (eachIsOne()) {
      return part;
    }
    return Arrays.stream(order.derive("part", number).permutation(part.length))
        .map(i -> part[i])
        .toArray();
  }
}
