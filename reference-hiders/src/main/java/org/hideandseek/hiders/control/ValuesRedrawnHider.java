package org.hideandseek.hiders.control;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/**
 * Keeps the time stamps of each member and draws everything else anew: every value, measured or
 * not, is that of a random step of a random member, every static that of a random member.
 */
public final class ValuesRedrawnHider implements Hider {

  @Override
  public Cohort release(Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    List<Patient> released = new ArrayList<>(task.records());
    for (int position : Draw.withoutReplacement(members.size(), task.records(), random)) {
      Patient member = members.patient(position);
      float[] values = new float[member.values().length];
      for (int cell = 0; cell < values.length; cell++) {
        Patient other = Draw.anyone(members, random);
        values[cell] = other.value(random.nextInt(other.length()), cell % member.featureCount());
      }
      float[] statics = new float[member.statics().length];
      for (int s = 0; s < statics.length; s++) {
        statics[s] = Draw.anyone(members, random).statics()[s];
      }
      released.add(new Patient(member.times().clone(), values, statics));
    }
    return new Cohort(members.schema(), released);
  }
}
