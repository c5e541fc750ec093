package org.hideandseek.hiders.microaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;

/**
 * Microaggregation (Domingo-Ferrer and Mateo-Sanz, IEEE TKDE 2002) of whole patients: every member
 * is released as the average of its group of at least k. A released patient can be traced to k
 * members and no fewer; that is k-anonymity in the sense that all that is released is treated as
 * identifying. It says nothing about whether somebody is a member.
 */
public final class KAnonymousHider implements Hider {
  private final int k;

  /** Groups of at least k members. */
  public KAnonymousHider(int k) {
    if (k < 2) {
      throw new IllegalArgumentException("a group has at least 2 members, not " + k);
    }
    this.k = k;
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    if (members.size() < k) {
      throw new HidingException(
          "this hider averages over at least %d members, but there are %d"
              .formatted(k, members.size()));
    }
    SplittableRandom random = new SplittableRandom(task.seed());
    Patient[] averages = new Patient[members.size()];
    for (int[] group : Groups.of(new Likeness(members), k, random)) {
      List<Patient> alike = Arrays.stream(group).mapToObj(members::patient).toList();
      Patient average = Average.of(members.schema(), alike, random);
      for (int member : group) {
        averages[member] = average;
      }
    }
    int[] order = new int[averages.length];
    Arrays.setAll(order, i -> i);
    List<Patient> released = new ArrayList<>(task.records());
    for (int i = 0; i < task.records(); i++) {
      int top = i % order.length;
      int other = random.nextInt(top, order.length);
      int drawn = order[other];
      order[other] = order[top];
      order[top] = drawn;
      released.add(averages[drawn]);
    }
    return new Cohort(members.schema(), released);
  }
}
