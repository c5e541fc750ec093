package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;

/**
 * A small challenge on invented patients, of which it is known that nothing leaks: each patient is
 * drawn independently of all others, with irregular times, gaps, rounded numbers and an outcome.
 */
final class SimulatedChallenge {
  private static final int STEPS = 16;
  private static final double GAPS = 0.25;
  private static final double HORIZON = 72;

  private static final String DEFINITION =
      """
      name: simulated
      title: Invented patients
      summary: Patients who never were, to try the audit on.
      data:
        cohort: cohort
      public_share: 0.2
      splits:
        count: 2
        sizes:
          candidates: %d
          reference: %d
          holdout: %d
      facets: [marginals, missingness]
      gate: 0.5
      hiders:
        seconds: 60
        memory_mib: 1024
        cpus: 1
      seekers:
        seconds: 60
        memory_mib: 1024
        cpus: 1
      """;

  private static final Schema SCHEMA =
      new Schema(
          "hours",
          STEPS,
          (float) HORIZON,
          List.of(
              Variable.numeric("heart_rate", "1/min", 0, 300),
              Variable.numeric("lactate", "mmol/l", 0, 40),
              Variable.binary("oxygen")),
          List.of(
              Variable.numeric("age", "years", 0, 120),
              Variable.categorical("ward", List.of("medical", "surgical", "other")),
              Variable.binary("died").asOutcome()));

  private SimulatedChallenge() {}

  /**
   * Writes a bundle.
   *
   * @param folder is created
   * @param patients at least 100; two of five become candidates
   */
  static Bundle write(Path folder, int patients, long seed) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("challenge.yaml"),
        DEFINITION.formatted(patients * 2 / 5, patients / 10, patients / 5));
    Path cohort = folder.resolve("cohort");
    SplittableRandom random = new SplittableRandom(seed);
    List<Patient> drawn = new ArrayList<>();
    for (int i = 0; i < patients; i++) {
      drawn.add(patient(random));
    }
    CohortFiles.write(cohort, new Cohort(SCHEMA, drawn));
    SchemaFile.write(cohort, SCHEMA);
    return Bundle.find(folder.toString());
  }

  private static Patient patient(SplittableRandom random) {
    int length = 6 + random.nextInt(STEPS - 5);
    float[] times = new float[length];
    float[] values = new float[length * SCHEMA.featureCount()];
    double severity = random.nextGaussian();
    double heartRate = 85 + 12 * severity + 8 * random.nextGaussian();
    double lactate = Math.exp(0.5 + 0.4 * severity + 0.3 * random.nextGaussian());
    for (int t = 0; t < length; t++) {
      times[t] = t == 0 ? 0 : times[t - 1] + (float) Math.rint(60 * random.nextDouble()) / 15;
      heartRate += 0.3 * (85 + 12 * severity - heartRate) + 5 * random.nextGaussian();
      lactate *= Math.exp(0.1 * random.nextGaussian());
      float[] now = {
        (float) Math.min(300, Math.max(20, Math.rint(heartRate))),
        (float) (Math.min(400, Math.max(1, Math.rint(10 * lactate))) / 10),
        random.nextDouble() < 0.3 ? 1 : 0
      };
      for (int f = 0; f < now.length; f++) {
        values[t * now.length + f] = random.nextDouble() < GAPS ? Float.NaN : now[f];
      }
    }
    float age = (float) Math.rint(Math.min(110, Math.max(18, 62 + 15 * random.nextGaussian())));
    float died = random.nextDouble() < 0.2 ? 1 : 0;
    return new Patient(times, values, new float[] {age, random.nextInt(3), died});
  }
}
