package org.hideandseek.platform.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.scoring.utility.Utility;
import org.hideandseek.scoring.utility.UtilityReferee;

/**
 * The utility referees of the splits that were scored last. What a referee learns from the members
 * serves all releases of a split; it holds real patients, though only so many of a large split, so
 * only a few are kept.
 */
final class UtilityReferees {
  private static final int KEPT = 4;

  private record Key(String challenge, int split) {}

  private final PatientFolders patients;
  private final Map<Key, UtilityReferee> recent =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, UtilityReferee> eldest) {
          return size() > KEPT;
        }
      };

  UtilityReferees(PatientFolders patients) {
    this.patients = patients;
  }

  /**
   * The referee of a split; made where there is none, while others wait, since they are likely to
   * want the same.
   */
  synchronized UtilityReferee of(OpenChallenge challenge, int split) throws IOException {
    Key key = new Key(challenge.name(), split);
    UtilityReferee known = recent.get(key);
    if (known == null) {
      known =
          UtilityReferee.of(
              scored(challenge, split, "members", patients.members(challenge, split)),
              scored(challenge, split, "holdout", patients.holdout(challenge, split)),
              challenge.definition().facets(),
              challenge.utilitySeed(split).forContainer());
      recent.put(key, known);
    }
    return known;
  }

  /** The patients of a release that are scored: the same positions of all releases of a split. */
  Cohort release(OpenChallenge challenge, int split, Path folder) throws IOException {
    return scored(challenge, split, "release", folder);
  }

  private Cohort scored(OpenChallenge challenge, int split, String part, Path folder)
      throws IOException {
    Schema schema = patients.schema(challenge.name());
    return CohortFiles.sample(
        folder,
        schema,
        Utility.mostPatients(schema),
        challenge.utilitySeed(split).derive("scored", part).forContainer());
  }
}
