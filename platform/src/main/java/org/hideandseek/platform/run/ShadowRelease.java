package org.hideandseek.platform.run;

import java.util.Map;
import java.util.Set;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.blob.BlobId;

/**
 * What a hider released in a shadow: a cohort that nobody scores.
 *
 * @param files the four arrays, by their names in the contract
 */
public record ShadowRelease(Map<String, BlobId> files) {
  public ShadowRelease {
    files = Map.copyOf(files);
    if (!files.keySet().equals(Set.copyOf(CohortFiles.ALL))) {
      throw new IllegalArgumentException("a shadow has the four arrays, not " + files.keySet());
    }
  }

  /**
   * Why a hider meets nobody, to follow its name and "is".
   *
   * @param number of the shadow that failed, from 1
   * @param state in which its run ended
   */
  public static String notMatched(int number, RunState state) {
    return "not matched: its run on public patients (shadow " + number + ") " + state.verb();
  }
}
