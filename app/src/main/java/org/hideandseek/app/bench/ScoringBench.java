package org.hideandseek.app.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.privacy.PrivacyReport;
import org.hideandseek.scoring.utility.FidelityReferee;
import org.hideandseek.scoring.utility.Neighbours;
import org.hideandseek.scoring.utility.Points;
import org.hideandseek.scoring.utility.UtilityReferee;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the referee takes, as a multiple of what cannot be avoided, in the same run. */
@Command(
    name = "scoring",
    description =
        "Time the scores of a match as multiples of Arrays.sort, nearest distances as multiples of a matrix product, and"
            + " all of utility.",
    mixinStandardHelpOptions = true)
final class ScoringBench implements Callable<Integer> {
  private static final int MANY = 1_000_000;
  private static final int USUAL = 4_000;
  private static final int POINTS = 10_000;
  private static final int COORDINATES = 500;
  private static final int STEPS = 48;
  private static final int FEATURES = 37;
  private static final double MEGA = 1e6;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Of which the quickest counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    privacy();
    distances();
    utility();
    return 0;
  }

  private void privacy() {
    double[] many = normal(MANY);
    boolean[] manyMembers = coins(MANY);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    MatchPrivacy.score(many, manyMembers);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    ratio(
        "AUC, interval and TPRs of 1,000,000 candidates",
        quickest(() -> MatchPrivacy.score(many, manyMembers).auc()),
        quickest(() -> sorted(many)));
    out.println(String.format(Locale.ROOT, "  all that it allocates: %.0f MB", allocated / MEGA));
    double[] usual = normal(USUAL);
    boolean[] usualMembers = coins(USUAL);
    ratio(
        "all privacy numbers of 4,000 candidates",
        quickest(() -> PrivacyReport.of(usual, usualMembers).auc().value()),
        quickest(() -> sorted(usual)));
  }

  private void distances() {
    float[] a = cells(POINTS * COORDINATES, 3);
    float[] b = cells(POINTS * COORDINATES, 4);
    // In turn, so that what else the machine does meets all of them.
    double[] best = new double[4];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    Points from = new Points(a.clone(), COORDINATES);
    Points to = new Points(b.clone(), COORDINATES);
    for (int round = 0; round < rounds; round++) {
      best[0] = Math.min(best[0], millis(() -> Neighbours.of(from, to).distance()[0]));
      best[1] = Math.min(best[1], millis(() -> MatrixProducts.djl(a, b, COORDINATES)));
      best[2] = Math.min(best[2], millis(() -> MatrixProducts.ejml(a, b, COORDINATES, true)));
      best[3] = Math.min(best[3], millis(() -> MatrixProducts.ejml(a, b, COORDINATES, false)));
    }
    double product = Math.min(best[1], Math.min(best[2], best[3]));
    out.println(
        String.format(
            Locale.ROOT,
            "%-48s %10.0f ms = %.2f times the quickest matrix product (DJL %.0f ms, EJML %.0f ms)",
            "nearest distances 10,000 x 10,000 x 500",
            best[0],
            best[0] / product,
            best[1],
            Math.min(best[2], best[3])));
  }

  /** Every part of utility with its diagnostics, of made-up stays of the usual size. */
  private void utility() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    Cohort members = stays(random);
    Cohort holdout = stays(random);
    Cohort release = stays(random);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuBefore = system.getProcessCpuTime();
    long began = System.nanoTime();
    double total =
        UtilityReferee.of(members, holdout, List.of(Facet.values()), 1).score(release).total();
    double scored = (System.nanoTime() - began) / 1e9;
    double cpu = (system.getProcessCpuTime() - cpuBefore) / 1e9;
    FidelityReferee.of(members, holdout, 1).compare(release);
    double all = (System.nanoTime() - began) / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "%-48s %10.1f s (%.1f s of CPU), with the diagnostics %.1f s; total %.2f; peak memory of the process %s",
            "utility of 4,000 patients x 48 steps x 37 features",
            scored,
            cpu,
            all,
            total,
            peakMemory()));
  }

  /** Resident set of this process at its largest, native code included, as Linux counts it. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
        .findFirst()
        .orElse("unknown");
  }

  /** Mean-reverting courses of which two thirds are measured, and an outcome that follows them. */
  private static Cohort stays(SplittableRandom random) {
    List<Variable> features = new ArrayList<>();
    for (int f = 0; f < FEATURES; f++) {
      features.add(Variable.numeric("feature" + f, "", -20, 20));
    }
    Schema schema =
        new Schema(
            "hours",
            STEPS,
            STEPS,
            features,
            List.of(Variable.numeric("age", "years", 0, 120), Variable.binary("died").asOutcome()));
    List<Patient> patients = new ArrayList<>();
    for (int p = 0; p < USUAL; p++) {
      float[] times = new float[STEPS];
      float[] values = new float[STEPS * FEATURES];
      double severity = random.nextGaussian();
      for (int f = 0; f < FEATURES; f++) {
        double x = severity + random.nextGaussian();
        for (int t = 0; t < STEPS; t++) {
          x += 0.2 * (severity - x) + 0.5 * random.nextGaussian();
          times[t] = t;
          values[t * FEATURES + f] = random.nextDouble() < 2 / 3.0 ? (float) x : Float.NaN;
        }
      }
      patients.add(
          new Patient(
              times,
              values,
              new float[] {
                (float) (60 + 10 * random.nextGaussian()),
                severity + random.nextGaussian() > 1 ? 1 : 0
              }));
    }
    return new Cohort(schema, patients);
  }

  private interface Work {
    double run();
  }

  private static double sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy[0];
  }

  private double quickest(Work work) {
    double quickest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < rounds; round++) {
      quickest = Math.min(quickest, millis(work));
    }
    return quickest;
  }

  private static double millis(Work work) {
    long began = System.nanoTime();
    if (Double.isNaN(work.run())) {
      throw new IllegalStateException("a result is NaN");
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private void ratio(String what, double millis, double sortMillis) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-48s %10.2f ms = %.1f times Arrays.sort of as many doubles (%.3f ms)",
            what,
            millis,
            millis / sortMillis,
            sortMillis));
  }

  private static double[] normal(int count) {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private static float[] cells(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static boolean[] coins(int count) {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] coins = new boolean[count];
    for (int i = 0; i < count; i++) {
      coins[i] = random.nextBoolean();
    }
    return coins;
  }
}
