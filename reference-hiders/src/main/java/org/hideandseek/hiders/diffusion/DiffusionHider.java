package org.hideandseek.hiders.diffusion;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;

/** Draws what a patient has once, diffuses times and masks of its series, then the values. */
public final class DiffusionHider implements Hider {
  /** With fewer, quantiles would be the members' own values. */
  private static final int FEWEST_MEMBERS = 10;

  private static final int LEAST_SAMPLED = 500;

  private final PrintStream log;
  private final double effort;

  public DiffusionHider(PrintStream log, double effort) {
    this.log = log;
    this.effort = effort;
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    if (members.size() < FEWEST_MEMBERS) {
      throw new HidingException(
          "this hider learns from at least %d members, not from %d"
              .formatted(FEWEST_MEMBERS, members.size()));
    }
    return Session.run(task, log, session -> release(session, task, members));
  }

  private Cohort release(Session session, Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    Settings settings =
        new Settings(
            Integer.getInteger("hid", 64),
            Integer.getInteger("blocks", 2),
            Integer.getInteger("rev", 50),
            Double.parseDouble(System.getProperty("fresh", "1")),
            0.995,
            20_000);
    Trainer.Plan plan =
        new Trainer.Plan(
            Integer.getInteger("batch", 64),
            Math.max(1, (int) (effort * Integer.getInteger("steps", 1000))),
            Double.parseDouble(System.getProperty("rate", "0.003")),
            1,
            100,
            100);
    PatientCopula copula = new PatientCopula(members, random);
    Coding coding = new Coding(members);
    Structure structure = new Structure(coding, copula, members);
    Values values = new Values(coding, copula, members);
    int size = Math.max(task.records(), LEAST_SAMPLED);

    Diffusion first =
        new Diffusion(session, settings, structure.example(members.patient(0)), random.split());
    int features = members.schema().featureCount();
    first.fit(
        "times and masks",
        plan,
        members.size(),
        i -> structure.example(members.patient(i)),
        mean(members, p -> Structure.cells(p, features)),
        random);
    List<PatientCopula.Start> starts = new ArrayList<>();
    IntStream.range(0, size).forEach(i -> starts.add(copula.draw(random)));
    List<Patient> structures =
        structure.patients(starts, first.sample(starts.stream().map(structure::blank).toList()));
    session.say("times and masks of %d patients are drawn", size);

    Diffusion second =
        new Diffusion(session, settings, values.example(members.patient(0)), random.split());
    second.fit(
        "values",
        plan,
        members.size(),
        i -> values.example(members.patient(i)),
        mean(members, values::cells),
        random);
    List<Patient> patients =
        values.patients(
            structures, second.sample(structures.stream().map(values::example).toList()));
    return new Cohort(members.schema(), patients.subList(0, task.records()));
  }

  private static double mean(Cohort members, java.util.function.ToDoubleFunction<Patient> of) {
    return Math.max(1, members.patients().stream().mapToDouble(of).average().orElse(1));
  }
}
