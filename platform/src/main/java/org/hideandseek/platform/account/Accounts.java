package org.hideandseek.platform.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.platform.account.SecondFactorStore.Factor;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.Journal;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;

/**
 * Signs people up and in, and gives them tokens and roles. Whether an address has an account can be
 * told from no answer and from no answer's time: an unknown one costs a hash, too, and a sign-up
 * for a known one is answered like any other.
 */
public final class Accounts {
  /** A session ends this long after its log-in, however much it is used. */
  public static final Duration SESSION = Duration.ofDays(30);

  /** A session ends this long after it was last used. */
  public static final Duration IDLE = Duration.ofDays(3);

  /** A link to set a password works this long, and once. */
  public static final Duration RESET = Duration.ofHours(24);

  /** How long somebody may take to give a code. */
  private static final Duration TICKET = Duration.ofMinutes(10);

  static final int FAILURES_OF_AN_ACCOUNT = 10;
  static final int FAILURES_OF_AN_ADDRESS = 100;
  static final int SIGN_UPS_OF_AN_ADDRESS = 30;

  /** What personal tokens begin with, so that teams' own are not looked for among them. */
  private static final String PERSONAL = "hsp_";

  private static final int MOST_TOKENS = 50;
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 200;
  private static final String LOG_INS = "Log-ins";

  private final AccountStore store;
  private final Journal journal;
  private final SecondFactorStore secondFactors;
  private final Throttle throttle;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Verifications verifications;
  private final Clock clock;

  /** Where accounts are kept. */
  public record Stores(
      AccountStore accounts,
      AttemptStore attempts,
      Journal journal,
      SecondFactorStore secondFactors,
      IdentityStore identities) {

    /** Those in a database. */
    public static Stores in(Jdbi jdbi, Clock clock) {
      return new Stores(
          new JdbiAccountStore(jdbi, clock),
          new JdbiAttemptStore(jdbi),
          new JdbiJournal(jdbi, clock),
          new JdbiSecondFactorStore(jdbi),
          new JdbiIdentityStore(jdbi));
    }
  }

  public Accounts(
      Stores stores, Passwords passwords, Tokens tokens, Verifications verifications, Clock clock) {
    this.store = stores.accounts();
    this.journal = stores.journal();
    this.secondFactors = stores.secondFactors();
    this.throttle = new Throttle(stores.attempts(), clock);
    this.passwords = passwords;
    this.tokens = tokens;
    this.verifications = verifications;
    this.clock = clock;
  }

  /**
   * Makes an account, if the address has none; otherwise nothing happens, and takes as long. Where
   * the site sends mail, the address is mailed a link to confirm it, or told that it has an
   * account.
   *
   * @param address where the request came from
   * @throws ProblemException INVALID for a bad address, name or password, TOO_MANY after too many
   *     from one address
   */
  public void signUp(String email, String name, String password, String address) {
    Email wanted = Email.of(email);
    String shown = name(name);
    requireGood(password, wanted);
    throttle.count("sign-up " + network(address), SIGN_UPS_OF_AN_ADDRESS, "Sign-ups", () -> {});
    Actor visitor = Actor.visitor(address);
    String hash = passwords.hash(password);
    if (!store.add(wanted, shown, hash, false, visitor.did(Deed.SIGNED_UP, wanted.value()))) {
      journal.add(visitor.did(Deed.SIGN_UP_REPEATED, wanted.value()));
    }
    verifications.signedUp(wanted, address);
  }

  /**
   * Makes an account with the role of an administrator. That the address is theirs is the actor's
   * word.
   *
   * @throws ProblemException INVALID as for {@link #signUp}, CONFLICT if the address has an account
   */
  public void createAdministrator(Actor actor, String email, String name, String password) {
    Email wanted = Email.of(email);
    String shown = name(name);
    requireGood(password, wanted);
    String hash = passwords.hash(password);
    if (!store.add(wanted, shown, hash, true, actor.did(Deed.SIGNED_UP, wanted.value()))) {
      throw new ProblemException(
          Problem.CONFLICT,
          "There is an account of "
              + wanted
              + " already; make it an administrator's with './hideandseek admin grant'.");
    }
    give(actor, wanted.value(), Role.ADMINISTRATOR, "");
  }

  /**
   * Begins a session, for programs that have no second step.
   *
   * @return its secret, for the browser alone
   * @throws ProblemException UNAUTHORIZED if address and password do not belong together, or the
   *     account has a second factor, TOO_MANY after too many failures
   */
  public String logIn(String email, String password, String address) {
    LogIn begun = beginLogIn(email, password, address);
    if (begun instanceof LogIn.Session session) {
      return session.secret();
    }
    throw new ProblemException(
        Problem.UNAUTHORIZED,
        "This account has a second factor; log in with a browser, and make a token for programs there.");
  }

  /**
   * Begins a session, or, where the account has a second factor, the wait for its code.
   *
   * @throws ProblemException UNAUTHORIZED if address and password do not belong together, TOO_MANY
   *     after too many failures
   */
  public LogIn beginLogIn(String email, String password, String address) {
    return enter(check(email, password, address), address, "");
  }

  /** Whose address and password these are; throws as {@link #beginLogIn} does. */
  Credentials check(String email, String password, String address) {
    Optional<Email> typed = typed(email);
    String ofAccount = "account " + Tokens.hash(typed.map(Email::value).orElse(email));
    String ofAddress = "address " + network(address);
    Actor visitor = Actor.visitor(address);
    throttle.count(
        ofAddress,
        FAILURES_OF_AN_ADDRESS,
        LOG_INS,
        () -> journal.add(visitor.did(Deed.LOG_IN_BLOCKED, "all accounts, from this address")));
    Optional<Credentials> credentials = typed.flatMap(store::credentials);
    // What was typed is no account's address; it may be a password in the wrong field.
    String whose = credentials.map(found -> found.email().value()).orElse("no account");
    throttle.count(
        ofAccount,
        FAILURES_OF_AN_ACCOUNT,
        LOG_INS,
        () -> journal.add(visitor.did(Deed.LOG_IN_BLOCKED, whose)));
    boolean right = password.length() <= LONGEST_PASSWORD && matches(credentials, password);
    if (!right) {
      journal.add(visitor.did(Deed.LOG_IN_FAILED, whose));
      throw new ProblemException(
          Problem.UNAUTHORIZED, "E-mail address and password do not belong together.");
    }
    throttle.forget(ofAccount);
    throttle.takeBack(ofAddress);
    throttle.tidy();
    return credentials.orElseThrow();
  }

  /**
   * Lets somebody in of whom it is known who they are, except for their second factor.
   *
   * @param how for the journal; may be empty
   */
  LogIn enter(Credentials person, String address, String how) {
    if (secondFactors.find(person.id()).filter(Factor::confirmed).isEmpty()) {
      return new LogIn.Session(openSession(person, address, how));
    }
    String ticket = tokens.draw("");
    Instant now = clock.instant();
    secondFactors.addTicket(Tokens.hash(ticket), person.id(), now, now.plus(TICKET));
    return new LogIn.CodeNeeded(ticket);
  }

  /** A new session's secret. */
  String openSession(Credentials person, String address, String how) {
    Instant now = clock.instant();
    store.forgetSessions(now.minus(SESSION), now.minus(IDLE));
    String session = tokens.draw("");
    store.openSession(
        person.id(), Tokens.hash(session), now, person.from(address).did(Deed.LOGGED_IN, how));
    return session;
  }

  private boolean matches(Optional<Credentials> credentials, String password) {
    if (credentials.filter(Credentials::hasPassword).isEmpty()) {
      passwords.checkNobodys(password);
      return false;
    }
    Credentials found = credentials.get();
    return switch (passwords.check(password, found.passwordHash())) {
      case WRONG -> false;
      case RIGHT -> true;
      case OUTDATED -> {
        store.rehash(found.id(), found.passwordHash(), passwords.hash(password));
        yield true;
      }
    };
  }

  /**
   * Sets another password, and ends all sessions of the account, this one too.
   *
   * @throws ProblemException UNAUTHORIZED if the current password is another, INVALID for a bad new
   *     one, TOO_MANY after too many failures
   */
  public void changePassword(Person person, String current, String wanted, String address) {
    requireGood(wanted, person.email());
    requirePassword(person, current, address, "to change the password");
    store.setPassword(
        person.id(), passwords.hash(wanted), person.from(address).did(Deed.PASSWORD_CHANGED, ""));
  }

  /** Whether an account has a password; whom a provider logs in may have none. */
  public boolean hasPassword(Person person) {
    return store.credentials(person.email()).filter(Credentials::hasPassword).isPresent();
  }

  /**
   * Asks once more for the password of who is logged in.
   *
   * @param what it is for, such as {@code to change the password}
   */
  void requirePassword(Person person, String password, String address, String what) {
    String ofAccount = "account " + Tokens.hash(person.email().value());
    throttle.count(
        ofAccount,
        FAILURES_OF_AN_ACCOUNT,
        LOG_INS,
        () -> journal.add(person.from(address).did(Deed.LOG_IN_BLOCKED, person.email().value())));
    boolean right =
        password.length() <= LONGEST_PASSWORD
            && matches(store.credentials(person.email()), password);
    if (!right) {
      journal.add(person.from(address).did(Deed.LOG_IN_FAILED, what));
      throw new ProblemException(
          Problem.UNAUTHORIZED, "Your current password is another; nothing was changed.");
    }
    throttle.forget(ofAccount);
  }

  /** Ends a session. */
  public void logOut(Person person, String session, String address) {
    store.endSession(Tokens.hash(session), person.from(address).did(Deed.LOGGED_OUT, ""));
  }

  /**
   * Makes a token.
   *
   * @return the token, which is shown once
   * @throws ProblemException INVALID for a bad name, CONFLICT if there are too many
   */
  public String makeToken(Person person, String name, Scope scope, String address) {
    String shown = name(name);
    if (store.tokens(person.id()).size() >= MOST_TOKENS) {
      throw new ProblemException(
          Problem.CONFLICT,
          "You have " + MOST_TOKENS + " tokens; revoke one before you make another.");
    }
    String token = tokens.draw(PERSONAL);
    store.addToken(
        person.id(),
        shown,
        scope,
        Tokens.hash(token),
        clock.instant(),
        person.from(address).did(Deed.TOKEN_MADE, shown + ", to " + scope.word()));
    return token;
  }

  /** A person's tokens that still work, the newest first. */
  public List<PersonalToken> tokens(Person person) {
    return store.tokens(person.id());
  }

  /**
   * Makes a token useless; one that is so already stays so.
   *
   * @throws ProblemException NOT_FOUND if the person has no such token
   */
  public void revokeToken(Person person, long token, String address) {
    String name =
        store.tokens(person.id()).stream()
            .filter(own -> own.id() == token)
            .map(PersonalToken::name)
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND, "You have no such token; it may be revoked already."));
    store.revokeToken(
        person.id(), token, clock.instant(), person.from(address).did(Deed.TOKEN_REVOKED, name));
  }

  /** Whether a token is of the kind that {@link #makeToken} makes. */
  public static boolean isPersonal(String token) {
    return token.startsWith(PERSONAL);
  }

  /**
   * Lets somebody set a new password once, within a day, with a link that the actor hands over.
   *
   * @return the secret of the link
   * @throws ProblemException NOT_FOUND if the address has no account
   */
  public String makeReset(Actor actor, String email) {
    return makeReset(actor, known(email), false);
  }

  /** The same with a link that is mailed to the address. */
  String makeMailedReset(Actor actor, Credentials person) {
    return makeReset(actor, person, true);
  }

  private String makeReset(Actor actor, Credentials person, boolean mailed) {
    String token = tokens.draw("hsr_");
    store.addReset(
        person.id(),
        Tokens.hash(token),
        mailed,
        clock.instant().plus(RESET),
        actor.did(Deed.RESET_LINK_MADE, person.email().value()));
    return token;
  }

  /**
   * Sets a password with a link, and ends all sessions of the account. A link that was mailed shows
   * that the address is theirs; where that was not known before, tokens and a second factor end,
   * too: somebody else may have made the account.
   *
   * @throws ProblemException NOT_FOUND if the link is used, too old or wrong, INVALID for a bad
   *     password
   */
  public void resetPassword(String token, String password, String address) {
    throttle.count("reset " + network(address), FAILURES_OF_AN_ADDRESS, "New passwords", () -> {});
    Credentials person = ofReset(token);
    requireGood(password, person.email());
    String hash = passwords.hash(password);
    if (!store.usePasswordReset(
        person.id(),
        Tokens.hash(token),
        hash,
        person.from(address).did(Deed.PASSWORD_CHANGED, "with a link"),
        person.from(address).did(Deed.ADDRESS_VERIFIED, "with a link for a password"))) {
      throw oldLink();
    }
    throttle.forget("account " + Tokens.hash(person.email().value()));
  }

  /**
   * Whose password a link sets.
   *
   * @throws ProblemException NOT_FOUND if the link is used, too old or wrong
   */
  public Credentials ofReset(String token) {
    return store.reset(Tokens.hash(token), clock.instant()).orElseThrow(Accounts::oldLink);
  }

  private static ProblemException oldLink() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "This link has been used, is older than a day, or is not whole; ask for another one.");
  }

  /**
   * Gives a role; who has it keeps it.
   *
   * @param challenge for {@link Role#ORGANISER}; empty for an administrator
   * @throws ProblemException NOT_FOUND if the address has no account, CONFLICT if it still has to
   *     be confirmed, as somebody else may have signed up with it
   */
  public void give(Actor actor, String email, Role role, String challenge) {
    Credentials person = known(email);
    if (verifications.asked() && !person.verified()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Whoever signed up as "
              + person.email()
              + " has not confirmed this address; they get a role when they have, with the link that was mailed to it.");
    }
    store.give(
        person.id(), role, challenge, actor.did(Deed.ROLE_GIVEN, challenge, role(person, role)));
  }

  /**
   * Takes a role; who does not have it goes on without.
   *
   * @throws ProblemException NOT_FOUND if the address has no account
   */
  public void take(Actor actor, String email, Role role, String challenge) {
    Credentials person = known(email);
    store.take(
        person.id(), role, challenge, actor.did(Deed.ROLE_TAKEN, challenge, role(person, role)));
  }

  private static String role(Credentials person, Role role) {
    return role.word() + ": " + person.email();
  }

  Optional<Credentials> find(Email email) {
    return store.credentials(email);
  }

  Credentials known(String email) {
    Email wanted = Email.of(email);
    return find(wanted)
        .orElseThrow(
            () ->
                new ProblemException(Problem.NOT_FOUND, "There is no account of " + wanted + "."));
  }

  private static Optional<Email> typed(String email) {
    try {
      return Optional.of(Email.of(email));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /** Of a person or a token. */
  private static String name(String typed) {
    String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (!isName(name)) {
      throw new ProblemException(
          Problem.INVALID,
          "A name has 1 to 60 letters, digits, spaces and the signs . ' _ and -, and begins with a letter or digit.");
    }
    return name;
  }

  static boolean isName(String name) {
    return name.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} .'_-]{0,59}");
  }

  private static void requireGood(String password, Email email) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new ProblemException(
          Problem.INVALID,
          "A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters.");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(email.value()) || password.chars().distinct().count() < 5) {
      throw new ProblemException(
          Problem.INVALID,
          "This password is easy to guess; it needs at least 5 different characters and may not hold your e-mail address.");
    }
  }

  /** One client has 2^64 addresses of IPv6, and one of IPv4. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
