package org.hideandseek.seekers.battery;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.seekers.SeekingException;
import org.hideandseek.seekers.Shadow;

/**
 * The people of all shadows, each once. Patients that are equal in every number count as one, and
 * nobody can say of them in which shadow's members they were if they were on both sides.
 *
 * @param patients all of them
 * @param side [shadows][patients] where each was
 */
public record KnownPeople(Cohort patients, Side[][] side) {

  /** Where somebody was in a shadow. */
  public enum Side {
    MEMBER,
    NON_MEMBER,
    UNKNOWN
  }

  /**
   * Puts the people of shadows together.
   *
   * @param shadows at least one
   * @throws SeekingException if there is no shadow of which members and non-members are known
   */
  public static KnownPeople of(List<Shadow> shadows) {
    Map<FloatBuffer, Integer> positions = new LinkedHashMap<>();
    List<Patient> patients = new ArrayList<>();
    for (Shadow shadow : shadows) {
      for (Cohort cohort : List.of(shadow.members(), shadow.nonMembers())) {
        for (Patient patient : cohort.patients()) {
          if (positions.putIfAbsent(numbers(patient), patients.size()) == null) {
            patients.add(patient);
          }
        }
      }
    }
    Side[][] side = new Side[shadows.size()][patients.size()];
    boolean known = true;
    for (int k = 0; k < side.length; k++) {
      Shadow shadow = shadows.get(k);
      known &= shadow.members().size() > 0 && shadow.nonMembers().size() > 0;
      Arrays.fill(side[k], Side.UNKNOWN);
      for (Patient member : shadow.members().patients()) {
        side[k][positions.get(numbers(member))] = Side.MEMBER;
      }
      for (Patient other : shadow.nonMembers().patients()) {
        int position = positions.get(numbers(other));
        side[k][position] = side[k][position] == Side.MEMBER ? Side.UNKNOWN : Side.NON_MEMBER;
      }
    }
    if (!known) {
      throw new SeekingException(
          "this seeker needs members and non-members in every shadow, but one has none of either");
    }
    return new KnownPeople(new Cohort(shadows.get(0).members().schema(), patients), side);
  }

  /** All numbers of a patient; equal for NaN at equal places. */
  private static FloatBuffer numbers(Patient patient) {
    FloatBuffer numbers =
        FloatBuffer.allocate(
            1 + patient.times().length + patient.values().length + patient.statics().length);
    numbers.put(patient.length()).put(patient.times()).put(patient.values());
    return numbers.put(patient.statics()).flip();
  }
}
