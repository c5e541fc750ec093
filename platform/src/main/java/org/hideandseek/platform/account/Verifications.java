package org.hideandseek.platform.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.mail.Mail;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.MailStore;
import org.hideandseek.platform.mail.WaitingMail;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Has people show that their e-mail address is theirs, where the site sends mail: by a link that is
 * mailed there and works for who is logged in to that account alone, so that nobody can have a
 * stranger confirm an account whose password they know. Until then somebody may look round and make
 * a team, but not enter submissions nor do what others are told of.
 *
 * <p>Where no mail can be sent, nothing is asked of anybody.
 */
public final class Verifications {
  /** A link works this long, and once. */
  public static final Duration LINK = Duration.ofDays(3);

  static final int REQUESTS_FOR_AN_ACCOUNT = 3;
  static final int REQUESTS_OF_AN_ADDRESS = 30;

  private static final String REQUESTS = "Requests for a link";

  /** A server that is away for longer than this sends no link any more. */
  private static final Duration EXPIRES = Duration.ofHours(12);

  private final AccountStore store;
  private final Throttle throttle;
  private final MailStore mails;
  private final Optional<MailConfig> config;
  private final Tokens tokens;
  private final Clock clock;

  /**
   * Those of accounts.
   *
   * @param config empty where no mail can be sent
   */
  public Verifications(
      Accounts.Stores stores,
      MailStore mails,
      Optional<MailConfig> config,
      Tokens tokens,
      Clock clock) {
    this.store = stores.accounts();
    this.throttle = new Throttle(stores.attempts(), clock);
    this.mails = mails;
    this.config = config;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Whether this site asks for it at all. */
  public boolean asked() {
    return config.isPresent();
  }

  /** Whether somebody still has to show that their address is theirs. */
  public boolean lacks(Person person) {
    return asked() && !person.verified();
  }

  /**
   * Lets pass whose address is known to be theirs.
   *
   * @throws ProblemException FORBIDDEN for others
   */
  public void require(Person person) {
    if (lacks(person)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "Confirm your e-mail address first: open the link that was mailed to "
              + person.email()
              + ", or have another one sent on your account's page.");
    }
  }

  /**
   * Mails something to who has signed up, or to whose address somebody else has: the same is done
   * for both. Beyond a few times in a quarter of an hour nothing more is sent.
   *
   * @param address where the request came from
   */
  void signedUp(Email email, String address) {
    if (!asked()) {
      return;
    }
    try {
      count(email);
    } catch (ProblemException e) {
      return;
    }
    queue(email, address);
  }

  /**
   * Has another link mailed.
   *
   * @param address where the request came from
   * @throws ProblemException UNAVAILABLE where no mail can be sent, CONFLICT if the address is
   *     known to be theirs, TOO_MANY after too many requests
   */
  public void ask(Person person, String address) {
    if (!asked()) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "This site sends no mail, and asks nobody to confirm an address.");
    }
    if (person.verified()) {
      throw new ProblemException(Problem.CONFLICT, "Your address is confirmed already.");
    }
    throttle.count(
        "verify-from " + Accounts.network(address), REQUESTS_OF_AN_ADDRESS, REQUESTS, () -> {});
    count(person.email());
    queue(person.email(), address);
  }

  private void count(Email email) {
    throttle.count(
        "verify " + Tokens.hash(email.value()), REQUESTS_FOR_AN_ACCOUNT, REQUESTS, () -> {});
  }

  private void queue(Email email, String address) {
    Instant now = clock.instant();
    mails.add(WaitingMail.Kind.VERIFICATION, email, address, now, now.plus(EXPIRES));
  }

  /**
   * The mail with a new link, or, where the address is known to be its owner's, one that says that
   * there is an account; empty if there is none.
   */
  public Optional<Mail> write(WaitingMail request) {
    MailConfig mail = config.orElseThrow();
    return store
        .credentials(request.to())
        .map(person -> person.verified() ? known(mail, person) : withLink(mail, person));
  }

  private static Mail known(MailConfig mail, Credentials person) {
    return new Mail(
        person.email(),
        "Your account at Hide-and-Seek",
        "Somebody, probably you, wanted to sign up with this address. It has an account already. Log in here:\n\n"
            + mail.link("/log-in")
            + "\n\nIf you have forgotten the password, set a new one:\n\n"
            + mail.link("/forgot")
            + "\n\nIf it was not you, do nothing.\n");
  }

  private Mail withLink(MailConfig mail, Credentials person) {
    String token = tokens.draw("hsv_");
    store.addVerification(person.id(), Tokens.hash(token), clock.instant().plus(LINK));
    return new Mail(
        person.email(),
        "Confirm your address for Hide-and-Seek",
        "Somebody, probably you, signed up with this address. Confirm that it is yours with this link, once and within three days:\n\n"
            + mail.link("/verify?token=" + token)
            + "\n\nYou need the password that was chosen then. If it was not you who signed up, do nothing, or take the account over by setting a password of yours:\n\n"
            + mail.link("/forgot")
            + "\n");
  }

  /**
   * Whose address a link confirms.
   *
   * @throws ProblemException NOT_FOUND if the link is used, too old or wrong
   */
  public Email waitsFor(String token) {
    return find(token).email();
  }

  private Credentials find(String token) {
    return store
        .verification(Tokens.hash(token), clock.instant())
        .orElseThrow(Verifications::oldLink);
  }

  /**
   * Confirms the address of who is logged in.
   *
   * @throws ProblemException NOT_FOUND if the link is used, too old or wrong, CONFLICT if it is for
   *     another account
   */
  public void confirm(Person person, String token, String address) {
    Credentials meant = find(token);
    if (!meant.id().equals(person.id())) {
      throw new ProblemException(
          Problem.CONFLICT,
          "This link is for the account of "
              + meant.email()
              + ", and you are logged in as "
              + person.email()
              + "; log out, and open it again.");
    }
    if (!store.verify(
        person.id(),
        Tokens.hash(token),
        clock.instant(),
        person.from(address).did(Deed.ADDRESS_VERIFIED, "with a link"))) {
      throw oldLink();
    }
  }

  private static ProblemException oldLink() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "This link has been used, is older than three days or than the last one, or is not whole; have another one sent on your account's page.");
  }
}
