package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;

/** Opens challenges and finds open ones. */
public final class Challenges {
  private final ChallengeStore store;
  private final PatientFolders patients;
  private final Audit audit;
  private final Clock clock;

  public Challenges(ChallengeStore store, PatientFolders patients, Audit audit, Clock clock) {
    this.store = store;
    this.patients = patients;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens a challenge, if nothing in its audit blocks it; one that is open already stays as it is.
   *
   * @param seed secret; from it follow all splits and seeds
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, or
   *     it wants what the platform can't give yet, or its audit blocks it
   */
  public OpenChallenge open(Bundle bundle, SecretSeed seed) throws IOException {
    return opened(bundle, seed, Optional.empty());
  }

  /**
   * Opens a challenge whatever its audit finds; one that is open already stays as it is.
   *
   * @param seed secret, or it will be a finding
   * @param reason why, to be kept with the audit
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, or
   *     the reason is empty or longer than 1000 characters
   */
  public OpenChallenge openOverriding(Bundle bundle, SecretSeed seed, String reason)
      throws IOException {
    if (reason.isBlank() || reason.length() > 1000) {
      throw new ProblemException(
          Problem.INVALID,
          "The reason for overriding an audit has 1 to 1000 characters, not "
              + reason.strip().length()
              + "; say why the challenge may open all the same.");
    }
    return opened(bundle, seed, Optional.of(reason));
  }

  private OpenChallenge opened(Bundle bundle, SecretSeed seed, Optional<String> overriding)
      throws IOException {
    String name = bundle.challenge().name();
    var existing = store.find(name);
    if (existing.isPresent()) {
      return existing.get();
    }
    patients.remove(name);
    OpenChallenge prepared = prepare(bundle, seed, patients, clock);
    AuditReport report = audit.of(prepared, patients);
    Optional<Finding> blocking = report.firstBlocking();
    if (blocking.isPresent() && overriding.isEmpty()) {
      patients.remove(name);
      throw new ProblemException(
          Problem.INVALID,
          "The leak audit keeps challenge "
              + name
              + " from opening: "
              + withoutStop(blocking.get().sentence())
              + (blocking.get().pValue().isPresent()
                  ? "; one audit in twenty says so by chance, so open it once more, which draws other splits, and"
                  : ";")
              + " './hideandseek challenge audit' shows all findings.");
    }
    Audited audited = new Audited(report, blocking.flatMap(finding -> overriding), clock.instant());
    store.add(prepared, bundle.yaml(), audited);
    return prepared;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /**
   * Divides a challenge's patients and writes them into their folders; nobody is told.
   *
   * @param seed from which all splits and seeds would follow
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, they
   *     can't be divided, or it wants what the platform can't give yet
   */
  public static OpenChallenge prepare(
      Bundle bundle, SecretSeed seed, PatientFolders patients, Clock clock) throws IOException {
    Challenge definition = bundle.challenge();
    NotYet.refused(definition)
        .ifPresent(
            sentence -> {
              throw new ProblemException(Problem.INVALID, sentence);
            });
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
    OpenChallenge prepared =
        new OpenChallenge(
            definition,
            bundle.overview(),
            seed,
            shares.published().length,
            shares.secret().length,
            clock.instant());
    People secretPeople = people.select(shares.secret());
    for (int split = 1; split <= definition.splits().count(); split++) {
      requireDivisible(prepared, split, secretPeople);
    }
    patients.write(
        definition.name(),
        cohort.select(shares.published()),
        cohort.select(shares.secret()),
        secretPeople);
    return prepared;
  }

  private static void requireDivisible(OpenChallenge challenge, int split, People people) {
    if (people.eachIsOne()) {
      return;
    }
    try {
      challenge.split(split, people);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID,
          "The patients of challenge "
              + challenge.name()
              + " can't be divided: "
              + e.getMessage()
              + "; change splits.sizes.candidates.",
          e);
    }
  }

  /** The audit that a challenge opened with, for organisers; empty if it is older than audits. */
  public Optional<Audited> audited(String name) {
    return store.audited(name);
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
