package org.hideandseek.platform.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.hideandseek.platform.account.SecondFactorStore.Factor;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.Journal;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;

/**
 * Second factors: codes from an authenticator app ({@link Totp}), and recovery codes for who has
 * lost it. Each code works once. What a log-in needs beside the password, a personal token does
 * not: it is a secret of 256 bits of its own.
 */
public final class SecondFactors {
  static final int FAILURES = 5;

  /** How many recovery codes there are at first. */
  public static final int RECOVERY_CODES = 10;

  private static final int RECOVERY_BYTES = 10;
  private static final String CODES = "Codes";

  private final SecondFactorStore store;
  private final Accounts accounts;
  private final Throttle throttle;
  private final Journal journal;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * Those of accounts.
   *
   * @param vault seals their secrets
   */
  public SecondFactors(
      Accounts accounts, Accounts.Stores stores, Vault vault, SecureRandom random, Clock clock) {
    this.store = stores.secondFactors();
    this.accounts = accounts;
    this.throttle = new Throttle(stores.attempts(), clock);
    this.journal = stores.journal();
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** Whether a database holds secrets that were sealed, so that their key is needed. */
  public static boolean areSealed(Jdbi jdbi) {
    return !new JdbiSecondFactorStore(jdbi).sealed().isEmpty();
  }

  /**
   * A secret to be put into an app.
   *
   * @param secret in base32
   * @param link the same as {@code otpauth:} address, which apps read from a QR code
   */
  public record Enrolment(String secret, String link) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "an enrolment";
    }
  }

  /**
   * Seals what an earlier version has stored as it was.
   *
   * @return how many second factors were sealed under another key, so that their codes can't be
   *     checked
   */
  public long sealAll() {
    store
        .unsealed()
        .forEach((person, secret) -> store.reseal(person, secret, vault.seal(person, secret)));
    return store.sealed().stream().filter(stored -> !vault.has(stored)).count();
  }

  /** Whether log-ins of this account ask for a code. */
  public boolean has(Person person) {
    return store.find(person.id()).filter(Factor::confirmed).isPresent();
  }

  /** How many recovery codes somebody has left. */
  public int recoveryCodesLeft(Person person) {
    return store.recoveriesLeft(person.id());
  }

  /**
   * Draws a secret, which counts for nothing until it is confirmed; drawing again forgets it.
   *
   * @param password of the account, where it has one
   * @throws ProblemException UNAUTHORIZED if the password is another, CONFLICT if the account has a
   *     second factor, TOO_MANY after too many failures
   */
  public Enrolment begin(Person person, String password, String address) {
    if (accounts.hasPassword(person)) {
      accounts.requirePassword(person, password, address, "to add a second factor");
    }
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    if (!store.begin(person.id(), vault.seal(person.id(), Totp.base32(secret)))) {
      throw hasOne();
    }
    return enrolment(person, Totp.base32(secret));
  }

  /** What was begun and is still to be confirmed. */
  public Optional<Enrolment> begun(Person person) {
    return store
        .find(person.id())
        .filter(factor -> !factor.confirmed())
        .flatMap(factor -> vault.open(person.id(), factor.secret()))
        .map(secret -> enrolment(person, secret));
  }

  private static Enrolment enrolment(Person person, String secret) {
    String issuer = "Hide-and-Seek";
    return new Enrolment(
        secret,
        String.format(
            Locale.ROOT,
            "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
            issuer,
            URLEncoder.encode(person.email().value(), StandardCharsets.UTF_8).replace("+", "%20"),
            secret,
            issuer,
            Totp.DIGITS,
            Totp.STEP_SECONDS));
  }

  /**
   * Confirms the secret with a code: from now on log-ins ask for one.
   *
   * @return the recovery codes, which are shown once
   * @throws ProblemException INVALID if the code is another, CONFLICT if nothing was begun,
   *     TOO_MANY after too many failures
   */
  public List<String> confirm(Person person, String code, String address) {
    Factor factor =
        store
            .find(person.id())
            .filter(found -> !found.confirmed())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.CONFLICT, "There is nothing to confirm; begin again."));
    count(person.id(), person.from(address));
    String secret = vault.open(person.id(), factor.secret()).orElseThrow(SecondFactors::unreadable);
    OptionalLong step = Totp.step(Totp.bytes(secret), code, clock.instant());
    if (step.isEmpty()) {
      throw new ProblemException(
          Problem.INVALID,
          "This is not the app's code at this moment; check that the secret was typed right and that both clocks are.");
    }
    List<String> codes = recoveryCodes();
    boolean confirmed =
        store.confirm(
            person.id(),
            step.getAsLong(),
            codes.stream().map(SecondFactors::hash).toList(),
            clock.instant(),
            person.from(address).did(Deed.SECOND_FACTOR_ADDED, ""));
    if (!confirmed) {
      throw hasOne();
    }
    throttle.forget(bucket(person.id()));
    return codes;
  }

  private List<String> recoveryCodes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      byte[] bytes = new byte[RECOVERY_BYTES];
      random.nextBytes(bytes);
      codes.add(Totp.base32(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-"));
    }
    return codes;
  }

  /** 80 random bits need no salt. */
  private static String hash(String recoveryCode) {
    return Tokens.hash(
        "recovery " + recoveryCode.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
  }

  /**
   * Finishes a log-in with a code of the app or a recovery code.
   *
   * @param ticket of {@link LogIn.CodeNeeded}
   * @return the session's secret, for the browser alone
   * @throws ProblemException NOT_FOUND if the log-in took too long, UNAUTHORIZED if the code is
   *     wrong or was used, TOO_MANY after too many failures, UNAVAILABLE if the key of its secret
   *     is missing
   */
  public String logIn(String ticket, String code, String address) {
    Credentials person =
        store.ticket(Tokens.hash(ticket), clock.instant()).orElseThrow(SecondFactors::tooLate);
    count(person.id(), person.from(address));
    if (!works(person.id(), code, person.from(address))) {
      journal.add(person.from(address).did(Deed.LOG_IN_FAILED, "second factor"));
      throw new ProblemException(
          Problem.UNAUTHORIZED,
          "This code is wrong or has been used; wait for the app's next one, or type a recovery code.");
    }
    throttle.forget(bucket(person.id()));
    if (!store.useTicket(Tokens.hash(ticket))) {
      throw tooLate();
    }
    return accounts.openSession(person, address, "with a second factor");
  }

  private boolean works(PersonId person, String code, Actor actor) {
    Instant now = clock.instant();
    Optional<Factor> factor = store.find(person).filter(Factor::confirmed);
    if (factor.isEmpty()) {
      return false;
    }
    Optional<String> secret = vault.open(person, factor.get().secret());
    OptionalLong step =
        secret.map(opened -> Totp.step(Totp.bytes(opened), code, now)).orElse(OptionalLong.empty());
    if (step.isPresent()) {
      return store.useStep(person, step.getAsLong());
    }
    if (store.useRecovery(person, hash(code), now, actor.did(Deed.RECOVERY_CODE_USED, ""))) {
      return true;
    }
    if (secret.isEmpty()) {
      throw unreadable();
    }
    return false;
  }

  private static ProblemException unreadable() {
    return new ProblemException(
        Problem.UNAVAILABLE,
        "Codes of the app can't be checked, as this site's key for them is missing; use a recovery code, or tell the site's operator.");
  }

  /**
   * Takes the second factor away.
   *
   * @param secret the password; of an account without one, a code
   * @throws ProblemException UNAUTHORIZED if it is another, NOT_FOUND if there is no second factor,
   *     TOO_MANY after too many failures
   */
  public void remove(Person person, String secret, String address) {
    Actor actor = person.from(address);
    if (accounts.hasPassword(person)) {
      accounts.requirePassword(person, secret, address, "to remove the second factor");
    } else {
      count(person.id(), actor);
      if (!works(person.id(), secret, actor)) {
        journal.add(actor.did(Deed.LOG_IN_FAILED, "to remove the second factor"));
        throw new ProblemException(
            Problem.UNAUTHORIZED, "This code is wrong or has been used; nothing was changed.");
      }
      throttle.forget(bucket(person.id()));
    }
    remove(person.id(), actor, person.email());
  }

  /**
   * Takes a second factor away, for who has lost theirs.
   *
   * @throws ProblemException NOT_FOUND if the address has no account or it has no second factor
   */
  public void remove(Actor actor, String email) {
    Credentials person = accounts.known(email);
    remove(person.id(), actor, person.email());
    throttle.forget(bucket(person.id()));
  }

  private void remove(PersonId person, Actor actor, Email email) {
    if (!store.remove(
        person, clock.instant(), actor.did(Deed.SECOND_FACTOR_REMOVED, email.value()))) {
      throw new ProblemException(
          Problem.NOT_FOUND, "The account of " + email + " has no second factor.");
    }
  }

  private void count(PersonId person, Actor actor) {
    throttle.count(
        bucket(person),
        FAILURES,
        CODES,
        () -> journal.add(actor.did(Deed.LOG_IN_BLOCKED, "second factor of " + actor.name())));
  }

  private static String bucket(PersonId person) {
    return "code " + person.value();
  }

  private static ProblemException hasOne() {
    return new ProblemException(
        Problem.CONFLICT, "Your account has a second factor; remove it before you add another.");
  }

  private static ProblemException tooLate() {
    return new ProblemException(
        Problem.NOT_FOUND, "This log-in took longer than ten minutes, or is over; log in again.");
  }
}
