package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
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
   * Opens a challenge; one that is open already stays as it is.
   *
   * @param seed secret; from it follow all splits and seeds
   * @throws ProblemException INVALID if there are fewer private patients than its splits want
   */
  public OpenChallenge open(Bundle bundle, SecretSeed seed) throws IOException {
    Challenge definition = bundle.challenge();
    var existing = store.find(definition.name());
    if (existing.isPresent()) {
      return existing.get();
    }
    Cohort cohort = bundle.patients().load();
    People people = bundle.patients().people(cohort.size());
    Challenge.Shares shares = definition.shares(people);
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
    patients.write(
        definition.name(),
        cohort.select(shares.published()),
        cohort.select(shares.secret()),
        people.select(shares.secret()));
    OpenChallenge opened =
        new OpenChallenge(
            definition,
            bundle.overview(),
            seed,
            shares.published().length,
            shares.secret().length,
            clock.instant());
    store.add(opened, bundle.yaml());
    return opened;
  }

  public OpenChallenge find(String name) {
    return store
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no challenge called '" + name + "' here."));
  }

  /** All, by name. */
  public List<OpenChallenge> all() {
    return store.all();
  }
}
