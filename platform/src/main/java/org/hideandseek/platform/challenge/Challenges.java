package org.hideandseek.platform.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;

/** Opens challenges, finds and closes them. */
public final class Challenges {
  private final ChallengeStore store;
  private final PatientFolders patients;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * Challenges on this machine.
   *
   * @param audit looks for leaks before a challenge opens
   * @param random draws the seeds of challenges and the salts of commitments
   */
  public Challenges(
      ChallengeStore store,
      PatientFolders patients,
      Audit audit,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.patients = patients;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens a challenge, if nothing in its audit blocks it, and commits to all that is secret about
   * it; one that is open already stays as it is. Its patients are checked and copied one at a time:
   * beside that it holds a few numbers for each, the order in which they are divided.
   *
   * @param seed secret; from it follow all splits and seeds
   * @throws ProblemException INVALID if there are fewer private patients than its splits want, if
   *     it wants what the platform can't give yet, or if its audit blocks it
   */
  public OpenChallenge open(Bundle bundle, SecretSeed seed) throws IOException {
    return opened(bundle, () -> seed, 1, Optional.empty(), Optional.empty());
  }

  /**
   * Opens a challenge with a seed that is drawn; otherwise as {@link #open(Bundle, SecretSeed)}. If
   * only random tests of the audit block it, which they do in one clean challenge of twenty at
   * most, a second seed is drawn: a leak is there with other splits, too, and chance is not.
   */
  public OpenChallenge open(Bundle bundle) throws IOException {
    return opened(bundle, () -> SecretSeed.draw(random), 2, Optional.empty(), Optional.empty());
  }

  /**
   * Opens a new challenge of somebody, who becomes its organiser; otherwise as {@link
   * #open(Bundle)}.
   *
   * @param entry for the journal
   * @throws ProblemException CONFLICT, too, if there is a challenge of this name
   */
  public OpenChallenge openFor(Bundle bundle, PersonId organiser, JournalEntry entry)
      throws IOException {
    return opened(
        bundle,
        () -> SecretSeed.draw(random),
        2,
        Optional.empty(),
        Optional.of(new ChallengeStore.Opener(organiser, entry)));
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
    return opened(bundle, () -> seed, 1, Optional.of(reason), Optional.empty());
  }

  private synchronized OpenChallenge opened(
      Bundle bundle,
      Supplier<SecretSeed> seeds,
      int draws,
      Optional<String> overriding,
      Optional<ChallengeStore.Opener> opener)
      throws IOException {
    String name = bundle.challenge().name();
    var existing = store.find(name);
    if (existing.isPresent()) {
      if (opener.isPresent()) {
        throw new ProblemException(
            Problem.CONFLICT,
            "There is a challenge called "
                + name
                + " already; choose another name in challenge.yaml, and upload the bundle again.");
      }
      return existing.get();
    }
    for (int draw = 1; ; draw++) {
      patients.remove(name);
      OpenChallenge prepared = prepare(bundle, seeds.get(), patients, clock);
      AuditReport report = audit.of(prepared, patients);
      Optional<Finding> blocking = report.firstBlocking();
      if (blocking.isEmpty() || overriding.isPresent()) {
        Audited audited =
            new Audited(report, blocking.flatMap(finding -> overriding), clock.instant());
        store.keepPages(name, bundle.pages());
        List<SealedItem> sealed = seal(prepared, bundle.yaml());
        opener.ifPresentOrElse(
            one -> store.addFor(one, prepared, bundle.yaml(), sealed, audited),
            () -> store.add(prepared, bundle.yaml(), sealed, audited));
        return prepared;
      }
      if (draw == draws || !report.blocksByChanceAtMost()) {
        patients.remove(name);
        throw new ProblemException(
            Problem.INVALID,
            "The leak audit keeps challenge "
                + name
                + " from opening: "
                + withoutStop(blocking.get().sentence())
                + (draw > 1 ? "; so it was with other splits, too;" : ";")
                + " './hideandseek challenge audit' shows all findings.");
      }
    }
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** The text of a challenge's {@code challenge.yaml}; NOT_FOUND if there is none of this name. */
  public String definition(String name) {
    return store.definition(find(name).name());
  }

  /**
   * Divides a challenge's patients and writes them into their folders, without holding them; nobody
   * is told.
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
    Path scratch = patients.scratch();
    try {
      CohortFolder cohort = bundle.patients().onDisk(scratch.resolve("patients"));
      People people = cohort.people();
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
      NotYet.withoutShadows(definition, shares.published().length)
          .ifPresent(
              sentence -> {
                throw new ProblemException(Problem.INVALID, sentence);
              });
      OpenChallenge prepared =
          new OpenChallenge(
              definition,
              bundle.overview(),
              seed,
              shares.published().length,
              shares.secret().length,
              clock.instant(),
              Optional.empty(),
              Optional.empty());
      People secretPeople = people.select(shares.secret());
      for (int split = 1; split <= definition.splits().count(); split++) {
        requireDivisible(prepared, split, secretPeople);
      }
      patients.write(definition.name(), cohort, shares, secretPeople);
      return prepared;
    } finally {
      Folders.delete(scratch);
    }
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

  private List<SealedItem> seal(OpenChallenge challenge, String yaml) throws IOException {
    return contents(challenge, yaml).entrySet().stream()
        .map(item -> SealedItem.of(item.getKey(), Salt.draw(random), item.getValue()))
        .toList();
  }

  /** The content of every item that a challenge commits to: secret until it is revealed. */
  public SortedMap<String, byte[]> contents(String name) throws IOException {
    SortedMap<String, byte[]> contents = contents(find(name), store.definition(name));
    // The platform may have another scorer by now.
    store.scorerEdition(name).ifPresent(text -> contents.put(Items.SCORER, text.getBytes(UTF_8)));
    return contents;
  }

  /** What computed scores when a challenge was opened; empty if it is older than that is kept. */
  public Optional<String> scorerEdition(String name) {
    return store.scorerEdition(name);
  }

  private SortedMap<String, byte[]> contents(OpenChallenge challenge, String yaml)
      throws IOException {
    String name = challenge.name();
    return CommittedContents.of(
        challenge,
        yaml,
        patients.people(challenge),
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
    return store.find(name).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, none(name)));
  }

  /** What is said to who asks for a challenge that is not there. */
  public static String none(String name) {
    return "There is no challenge called '" + name + "' here.";
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
