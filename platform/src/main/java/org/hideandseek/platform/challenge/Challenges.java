package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** Opens challenges, finds and closes them. */
public final class Challenges {
  private final ChallengeStore store;
  private final PatientFolders patients;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * Challenges on this machine.
   *
   * @param random draws the salts of commitments
   */
  public Challenges(
      ChallengeStore store, PatientFolders patients, Clock clock, SecureRandom random) {
    this.store = store;
    this.patients = patients;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens a challenge and commits to all that is secret about it; one that is open already stays as
   * it is. Its patients are checked and copied one at a time: beside that it holds 8 bytes for
   * each, the order in which they are divided.
   *
   * @param seed secret; from it follow all splits and seeds
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, or
   *     if it wants what the platform can't give yet
   */
  public synchronized OpenChallenge open(Bundle bundle, SecretSeed seed) throws IOException {
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
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    store.keepPages(opened.name(), bundle.pages());
    store.add(opened, bundle.yaml(), seal(opened, bundle.yaml()));
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

  private List<SealedItem> seal(OpenChallenge challenge, String yaml) throws IOException {
    return contents(challenge, yaml).entrySet().stream()
        .map(item -> SealedItem.of(item.getKey(), Salt.draw(random), item.getValue()))
        .toList();
  }

  /** The content of every item that a challenge commits to: secret until it is revealed. */
  public SortedMap<String, byte[]> contents(String name) throws IOException {
    return contents(find(name), store.definition(name));
  }

  private SortedMap<String, byte[]> contents(OpenChallenge challenge, String yaml)
      throws IOException {
    String name = challenge.name();
    return CommittedContents.of(
        challenge,
        yaml,
        Items.patients(patients.published(name), patients.folder(name)),
        Items.patients(patients.secret(name), patients.folder(name)));
  }

  /** The commitments of a challenge with their salts, by item: secret until it is revealed. */
  public List<SealedItem> sealed(String name) {
    return store.sealed(name);
  }

  /** Takes no more submissions; a challenge that is closed stays as it is. */
  public void close(String name) {
    store.close(name, clock.instant());
  }

  /** Plays nothing any more; a challenge that is revealed stays as it is. */
  public void reveal(String name) {
    store.reveal(name, clock.instant());
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
