package org.hideandseek.challenges.split;

import java.util.List;

/**
 * The public patients of a shadow. All arrays hold positions among the public patients, in an order
 * that tells nothing.
 *
 * @param members what the hider learns from
 * @param nonMembers all others
 */
public record ShadowSplit(int[] members, int[] nonMembers) {
  /** Fewer public patients make no shadows: a hider would learn from fewer than ten. */
  public static final int FEWEST_PATIENTS = 20;

  /**
   * Halves public patients. All patients of one person go to one side; the members are as many as
   * half of all, or fewer by less than a person's patients.
   *
   * @throws IllegalArgumentException if they are fewer than {@link #FEWEST_PATIENTS}
   */
  public static ShadowSplit draw(SecretSeed seed, People people) {
    if (people.patients() < FEWEST_PATIENTS) {
      throw new IllegalArgumentException(
          "shadows are made of halves of the public patients, who must be at least "
              + FEWEST_PATIENTS
              + ", not "
              + people.patients());
    }
    List<int[]> halves = people.deal(seed, people.patients() / 2);
    return new ShadowSplit(halves.get(0), halves.get(1));
  }
}
