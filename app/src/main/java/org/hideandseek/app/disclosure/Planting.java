package org.hideandseek.app.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.scoring.disclosure.UnusualPatients;

/**
 * Canaries of which some are planted among the members of a split.
 *
 * @param canaries folder with all of them
 * @param planted [canary] whether it is among the members
 * @param members folder with the members and the planted canaries, in an order that tells nothing
 * @param records how many patients lie there
 */
record Planting(Path canaries, boolean[] planted, Path members, int records) {
  /** Holdout patients of whom canaries take their times. */
  private static final int POPULATION = 2000;

  /**
   * Draws and plants them.
   *
   * @param count how many are planted
   * @param all how many there are
   * @param work a folder of its own
   */
  static Planting in(AuditSplit split, int count, int all, Path work) throws IOException {
    Cohort canaries =
        UnusualPatients.draw(
            split.read(split.holdout(), POPULATION, work.resolve("population")),
            all,
            split.seed("canaries").forContainer());
    Path canaryFolder = work.resolve("canaries");
    CohortFiles.write(canaryFolder, canaries);
    int[] chosen = Arrays.copyOf(split.seed("planted").permutation(all), count);
    boolean[] planted = new boolean[all];
    for (int canary : chosen) {
      planted[canary] = true;
    }
    Path real = work.resolve("real-members");
    split.select(split.members(), real);
    Path members = work.resolve("members");
    mix(split, real, canaries.select(chosen), members, split.seed("mixed"));
    return new Planting(canaryFolder, planted, members, split.members().length + count);
  }

  private static void mix(AuditSplit split, Path real, Cohort planted, Path to, SecretSeed order)
      throws IOException {
    Files.createDirectories(to);
    try (CohortReader reader = CohortReader.open(real, split.schema());
        CohortWriter writer = CohortWriter.create(to, split.schema())) {
      for (int i : order.permutation(reader.size() + planted.size())) {
        if (i < reader.size()) {
          reader.seek(i);
          writer.write(reader.next());
        } else {
          writer.write(planted.patient(i - reader.size()));
        }
      }
    }
  }
}
