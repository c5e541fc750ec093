package org.hideandseek.platform.account;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Logs in people whom an OpenID provider knows. Who comes for the first time gets an account; but
 * an account that has their e-mail address and a password becomes theirs only after that password
 * was given: who runs a mailbox today need not be who made the account.
 */
public final class Identities {
  /** How long somebody may take to give the password. */
  private static final Duration TICKET = Duration.ofMinutes(10);

  private static final int LONGEST_NAME = 60;

  private final IdentityStore store;
  private final AccountStore people;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Clock clock;

  /** Those of accounts. */
  public Identities(Accounts accounts, Accounts.Stores stores, Tokens tokens, Clock clock) {
    this.store = stores.identities();
    this.people = stores.accounts();
    this.accounts = accounts;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** How far somebody has come who has logged in at the provider. */
  public sealed interface Arrival {
    /** Their account is known. */
    record Known(LogIn logIn) implements Arrival {}

    /**
     * There is an account of their address, whose password they must give.
     *
     * @param email the address
     * @param ticket what {@link #link} takes, within ten minutes
     */
    record PasswordNeeded(Email email, String ticket) implements Arrival {
      /** Without the secret. */
      @Override
      public String toString() {
        return "the password of " + email + " is needed";
      }
    }
  }

  /**
   * Logs somebody in.
   *
   * @throws ProblemException FORBIDDEN if the provider gives no verified address and the identity
   *     is new, CONFLICT if the account of the address is another identity's
   */
  public Arrival logIn(Identity identity, String address) {
    Optional<Arrival> known = known(identity, address);
    if (known.isPresent()) {
      return known.get();
    }
    Email email = verified(identity);
    Optional<Credentials> holder = people.credentials(email);
    if (holder.isEmpty()) {
      Optional<Credentials> made = make(identity, email, address);
      if (made.isPresent()) {
        return new Arrival.Known(accounts.enter(made.get(), address, how(identity)));
      }
      // Somebody was faster; now there is an account of this address or identity.
      return logIn(identity, address);
    }
    if (!holder.get().hasPassword()) {
      // Unless it was made for this very identity a moment ago, in another window.
      return known(identity, address)
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.CONFLICT,
                      "The account of "
                          + email
                          + " belongs to another log-in at the provider; set a password for it first, under 'Forgot your password?'."));
    }
    String ticket = tokens.draw("");
    Instant now = clock.instant();
    store.addTicket(Tokens.hash(ticket), identity, email, now, now.plus(TICKET));
    return new Arrival.PasswordNeeded(email, ticket);
  }

  private Optional<Arrival> known(Identity identity, String address) {
    return store
        .person(identity.issuer(), identity.subject())
        .map(person -> new Arrival.Known(accounts.enter(person, address, how(identity))));
  }

  private Optional<Credentials> make(Identity identity, Email email, String address) {
    Actor visitor = Actor.visitor(address);
    return store.add(
        identity,
        email,
        name(identity, email),
        clock.instant(),
        List.of(
            visitor.did(Deed.SIGNED_UP, email.value()),
            visitor.did(Deed.IDENTITY_LINKED, email + ", at " + identity.issuer())));
  }

  private static Email verified(Identity identity) {
    if (!identity.verified() || identity.email().isEmpty()) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "The provider does not say that your e-mail address is yours; verify it there, or sign up with a password.");
    }
    return Email.of(identity.email());
  }

  /** What a person may be called, made from what the provider calls them. */
  private static String name(Identity identity, Email email) {
    String name = allowed(identity.name());
    String other = allowed(email.value().replaceFirst("@.*", ""));
    return !name.isEmpty() ? name : !other.isEmpty() ? other : "Somebody";
  }

  private static String allowed(String text) {
    String letters =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}.'_-]+", " ")
            .replaceFirst("^[^\\p{L}\\p{N}]+", "")
            .strip();
    return Accounts.isName(letters)
        ? letters
        : Accounts.isName(shortened(letters)) ? shortened(letters) : "";
  }

  private static String shortened(String letters) {
    int points = Math.min(LONGEST_NAME, letters.codePointCount(0, letters.length()));
    String start = letters.substring(0, letters.offsetByCodePoints(0, points));
    return start.length() > LONGEST_NAME ? "" : start.strip();
  }

  /**
   * Gives the identity to the account of its address, and logs in.
   *
   * @param ticket of {@link Arrival.PasswordNeeded}
   * @param password of that account
   * @throws ProblemException NOT_FOUND if it took too long, UNAUTHORIZED if the password is
   *     another, TOO_MANY after too many failures
   */
  public LogIn link(String ticket, String password, String address) {
    Identity identity =
        store.ticket(Tokens.hash(ticket), clock.instant()).orElseThrow(Identities::tooLate);
    Credentials person = accounts.check(identity.email(), password, address);
    if (!store.useTicket(Tokens.hash(ticket))) {
      throw tooLate();
    }
    boolean linked =
        store.link(
            identity,
            person.id(),
            clock.instant(),
            person.from(address).did(Deed.IDENTITY_LINKED, "at " + identity.issuer()),
            person.from(address).did(Deed.ADDRESS_VERIFIED, "at " + identity.issuer()));
    if (!linked) {
      throw tooLate();
    }
    return accounts.enter(person, address, how(identity));
  }

  /**
   * Whose password a ticket waits for.
   *
   * @throws ProblemException NOT_FOUND if it took too long
   */
  public Email waitsFor(String ticket) {
    return Email.of(
        store
            .ticket(Tokens.hash(ticket), clock.instant())
            .orElseThrow(Identities::tooLate)
            .email());
  }

  /** The identities that let somebody into their account, the oldest first. */
  public List<LinkedIdentity> of(Person person) {
    return store.of(person.id());
  }

  /**
   * Takes an identity from an account, so that it lets nobody in any more. Sessions go on.
   *
   * @throws ProblemException CONFLICT if the account has no password, NOT_FOUND if it has no such
   *     identity
   */
  public void unlink(Person person, String issuer, String subject, String address) {
    if (!accounts.hasPassword(person)) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Your account has no password, so that nothing else would let you in; set one first, under 'Forgot your password?'.");
    }
    if (!store.unlink(
        person.id(),
        issuer,
        subject,
        clock.instant(),
        person.from(address).did(Deed.IDENTITY_UNLINKED, "at " + issuer))) {
      throw new ProblemException(
          Problem.NOT_FOUND, "Your account has no such log-in; it may be unlinked already.");
    }
  }

  private static String how(Identity identity) {
    return "at " + identity.issuer();
  }

  private static ProblemException tooLate() {
    return new ProblemException(
        Problem.NOT_FOUND, "This log-in took longer than ten minutes, or is over; log in again.");
  }
}
