package org.hideandseek.platform.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;

/**
 * The scorers of the splits that were scored last. What one learns from the members serves all
 * releases of a split; it holds real patients, though only so many of a large split, so only a few
 * are kept.
 */
final class RunScorers {
  private static final int KEPT = 4;

  private record Key(String challenge, int split) {}

  private final PatientFolders patients;
  private final Map<Key, RunScorer> recent =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RunScorer> eldest) {
          return size() > KEPT;
        }
      };

  RunScorers(PatientFolders patients) {
    this.patients = patients;
  }

  /**
   * The scorer of a split; made where there is none, while others wait, since they are likely to
   * want the same.
   */
  synchronized RunScorer of(OpenChallenge challenge, int split) throws IOException {
    Key key = new Key(challenge.name(), split);
    RunScorer known = recent.get(key);
    if (known == null) {
      known =
          RunScorer.of(
              scored(challenge, split).members(patients.members(challenge, split)),
              scored(challenge, split).holdout(patients.holdout(challenge, split)),
              challenge.definition().facets(),
              challenge.utilitySeed(split).forContainer());
      recent.put(key, known);
    }
    return known;
  }

  /** The patients of a release that are scored. */
  Cohort release(OpenChallenge challenge, int split, Path folder) throws IOException {
    return scored(challenge, split).release(folder);
  }

  private ScoredPatients scored(OpenChallenge challenge, int split) {
    return new ScoredPatients(challenge, split, patients.schema(challenge.name()));
  }
}
