package org.hideandseek.platform.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;

/**
 * The scorers of the splits that were scored last. What one learns from the members serves all
 * releases of a split; it holds the split's real patients, so only a few are kept.
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
      Schema schema = patients.schema(challenge.name());
      known =
          RunScorer.of(
              CohortFiles.read(patients.members(challenge, split), schema),
              CohortFiles.read(patients.holdout(challenge, split), schema),
              challenge.definition().facets(),
              challenge.utilitySeed(split).forContainer());
      recent.put(key, known);
    }
    return known;
  }
}
