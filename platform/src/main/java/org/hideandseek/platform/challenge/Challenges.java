package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** Opens challenges and finds open ones. */
public final class Challenges {
  private final ChallengeStore store;
  private final PatientFolders patients;
  private final Clock clock;

  public Challenges(ChallengeStore store, PatientFolders patients, Clock clock) {
    this.store = store;
    this.patients = patients;
    this.clock = clock;
  }

  /**
   * Opens a challenge; one that is open already stays as it is. Its patients are checked and copied
   * one at a time: beside that it holds 8 bytes for each, the order in which they are divided.
   *
   * @param seed secret; from it follow all splits and seeds
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, or
   *     if it wants what the platform can't give yet
   */
  public OpenChallenge open(Bundle bundle, SecretSeed seed) throws IOException {
    Challenge definition = bundle.challenge();
    var existing = store.find(definition.name());
    if (existing.isPresent()) {
      return existing.get();
    }
    NotYet.refused(definition)
        .ifPresent(
            sentence -> {
              throw new ProblemException(Problem.INVALID, sentence);
            });
    Challenge.Shares shares = divide(bundle);
    OpenChallenge opened =
        new OpenChallenge(
            definition,
            bundle.overview(),
            seed,
            shares.published().length,
            shares.secret().length,
            clock.instant());
    store.keepPages(opened.name(), bundle.pages());
    store.add(opened, bundle.yaml());
    return opened;
  }

  /** Puts the patients where they are kept, without holding them. */
  private Challenge.Shares divide(Bundle bundle) throws IOException {
    Challenge definition = bundle.challenge();
    Path scratch = patients.scratch();
    try {
      CohortFolder cohort = bundle.patients().onDisk(scratch.resolve("patients"));
      Challenge.Shares shares = definition.shares(cohort.size());
      int wanted = definition.splits().sizes().total();
      if (shares.secret().length < wanted) {
        throw new ProblemException(
            Problem.INVALID,
            "Challenge "
                + definition.name()
                + " wants "
                + wanted
                + " private patients for each split but has "
                + shares.secret().length
                + "; make its splits or its public_share smaller.");
      }
      patients.write(definition.name(), cohort, shares);
      return shares;
    } finally {
      Folders.delete(scratch);
    }
  }

  public OpenChallenge find(String name) {
    return store
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no challenge called '" + name + "' here."));
  }

  /**
   * A page of a challenge by its name in addresses.
   *
   * @throws ProblemException NOT_FOUND if there is none
   */
  public Page page(String challenge, String slug) {
    return store
        .page(find(challenge).name(), slug)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "Challenge " + challenge + " has no page called '" + slug + "'."));
  }

  /** All, by name. */
  public List<OpenChallenge> all() {
    return store.all();
  }
}
