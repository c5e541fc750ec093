package org.hideandseek.hiders.diffusion;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * Denoising diffusion of series that mix numbers and codes and are measured now and then, after
 * TimeDiff (Tian et al., arXiv 2310.15290): Gaussian for numbers, with a state that hides for codes
 * and masks. A copula draws what a patient has once. Given that, a first diffusion makes the times
 * and masks of the series, and given those a second one makes the values. It promises no
 * differential privacy.
 */
public final class DiffusionHider implements Hider {
  /** Drifts are learned from at least so many patients. */
  private static final int LEAST_SAMPLED = 500;

  /** How often a patient is drawn again that would outlast the horizon. */
  private static final int PATIENCE = 5;

  private final PrintStream log;
  private final double effort;

  /**
   * A hider.
   *
   * @param log gets progress and losses
   * @param effort share of the planned steps of training that it takes
   */
  public DiffusionHider(PrintStream log, double effort) {
    this.log = log;
    this.effort = effort;
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    HidingException.refuseFew(members.size());
    return Session.run(task, log, session -> release(session, task, members));
  }

  private Cohort release(Session session, Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    PatientCopula copula = new PatientCopula(members, random);
    Coding coding = new Coding(members);
    int size = Math.max(task.records(), (int) (Math.min(1, 10 * effort) * LEAST_SAMPLED));
    List<PatientCopula.Start> starts =
        IntStream.range(0, size).mapToObj(i -> copula.draw(random)).toList();
    List<Patient> structures =
        structures(session, members, new Structure(coding, copula, members), starts, random);
    List<Patient> patients =
        valued(session, members, new Values(coding, copula, members), structures, random);
    return new Cohort(members.schema(), patients.subList(0, task.records()));
  }

  private List<Patient> structures(
      Session session,
      Cohort members,
      Structure structure,
      List<PatientCopula.Start> starts,
      SplittableRandom random) {
    Diffusion diffusion =
        new Diffusion(
            session,
            structure.channels(),
            structure.scale(),
            structure.example(members.patient(0)),
            random.split());
    diffusion.fit("times and masks", effort, members, member -> structure.example(member));
    List<float[]> sampled =
        diffusion.sample(effort, starts.stream().map(structure::blank).toList());
    Drift[] drifts = structure.drifts(sampled);
    Patient[] patients = new Patient[starts.size()];
    Arrays.setAll(patients, i -> structure.patient(starts.get(i), sampled.get(i), drifts));
    for (int round = 0; round < PATIENCE; round++) {
      int[] late =
          IntStream.range(0, patients.length)
              .filter(i -> end(patients[i]) >= members.schema().horizon())
              .toArray();
      List<Example> again =
          Arrays.stream(late).mapToObj(i -> structure.blank(starts.get(i))).toList();
      List<float[]> redrawn = diffusion.sample(effort, again);
      for (int i = 0; i < late.length; i++) {
        patients[late[i]] = structure.patient(starts.get(late[i]), redrawn.get(i), drifts);
      }
    }
    return List.of(patients);
  }

  private static float end(Patient patient) {
    return patient.times()[patient.length() - 1];
  }

  private List<Patient> valued(
      Session session,
      Cohort members,
      Values values,
      List<Patient> structures,
      SplittableRandom random) {
    Diffusion diffusion =
        new Diffusion(
            session,
            values.channels(),
            values.scale(),
            values.example(members.patient(0)),
            random.split());
    diffusion.fit("values", effort, members, values::example);
    List<Example> known = new ArrayList<>();
    structures.forEach(patient -> known.add(values.example(patient)));
    return values.patients(structures, diffusion.sample(effort, known));
  }
}
