package org.hideandseek.platform.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;
import java.util.TreeMap;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.split.People;

/** What a challenge commits to, computed from what it is. */
public final class CommittedContents {
  private CommittedContents() {}

  /**
   * The content of every item, by its name.
   *
   * @param yaml the text of its {@code challenge.yaml}
   * @param people who of the private patients are the same person
   * @param publicPatients as {@link Items#patients} has them
   * @param privatePatients likewise
   */
  public static SortedMap<String, byte[]> of(
      OpenChallenge challenge,
      String yaml,
      People people,
      byte[] publicPatients,
      byte[] privatePatients) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put(Items.DEFINITION, yaml.getBytes(UTF_8));
    contents.put(Items.OVERVIEW, challenge.overview().getBytes(UTF_8));
    contents.put(Items.PUBLIC_PATIENTS, publicPatients);
    contents.put(Items.PRIVATE_PATIENTS, privatePatients);
    for (int split = 1; split <= challenge.definition().splits().count(); split++) {
      contents.put(Items.split(split), Items.split(challenge.split(split, people)));
    }
    contents.put(Items.SEED, Items.seed(challenge.seed()));
    contents.put(Items.SCORER, ScorerEdition.text().getBytes(UTF_8));
    return contents;
  }
}
