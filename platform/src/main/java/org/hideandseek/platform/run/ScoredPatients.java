package org.hideandseek.platform.run;

import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.SampledPositions;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.scoring.utility.Utility;

/**
 * Which patients of a split are scored: all or, of a large one, as many as the scorer holds, drawn
 * by a seed of the challenge. They are the same positions of all releases of a split.
 *
 * @param challenge from whose seed they follow
 * @param split from 1
 * @param schema of the challenge
 */
public record ScoredPatients(OpenChallenge challenge, int split, Schema schema) {
  private static final String MEMBERS = "members";
  private static final String HOLDOUT = "holdout";
  private static final String RELEASE = "release";

  /** Of the members, by the folder that holds them. */
  Cohort members(Path folder) throws IOException {
    return read(folder, MEMBERS);
  }

  /** Of the holdout, by the folder that holds it. */
  Cohort holdout(Path folder) throws IOException {
    return read(folder, HOLDOUT);
  }

  /** Of a release, by the folder that holds it. */
  public Cohort release(Path folder) throws IOException {
    return read(folder, RELEASE);
  }

  /** Of the members. */
  public Cohort members(Cohort all) {
    return choose(all, MEMBERS);
  }

  /** Of the holdout. */
  public Cohort holdout(Cohort all) {
    return choose(all, HOLDOUT);
  }

  private Cohort read(Path folder, String part) throws IOException {
    return CohortFiles.sample(folder, schema, Utility.mostPatients(schema), seed(part));
  }

  private Cohort choose(Cohort all, String part) {
    return all.select(
        SampledPositions.of(all.size(), Utility.mostPatients(schema), seed(part)).stream()
            .toArray());
  }

  private long seed(String part) {
    return challenge.utilitySeed(split).derive("scored", part).forContainer();
  }
}
