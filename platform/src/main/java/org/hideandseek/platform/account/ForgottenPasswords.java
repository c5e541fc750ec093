package org.hideandseek.platform.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.mail.Mail;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.MailStore;
import org.hideandseek.platform.mail.WaitingMail;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Mails a link to who has forgotten their password. A request for any address is noted down in the
 * same way and answered in the same way; whether it has an account is looked up later, when the
 * mail is written, so that neither answer nor its time tells.
 */
public final class ForgottenPasswords {
  static final int REQUESTS_FOR_AN_ACCOUNT = 3;
  static final int REQUESTS_OF_AN_ADDRESS = 30;

  private static final String REQUESTS = "Requests for a new password";

  /** A server that is away for longer than this sends no link any more. */
  private static final Duration EXPIRES = Duration.ofHours(2);

  private final Accounts accounts;
  private final Throttle throttle;
  private final MailStore store;
  private final Optional<MailConfig> config;
  private final Clock clock;

  /**
   * Requests.
   *
   * @param config empty where no mail can be sent
   */
  public ForgottenPasswords(
      Accounts accounts,
      AttemptStore attempts,
      MailStore store,
      Optional<MailConfig> config,
      Clock clock) {
    this.accounts = accounts;
    this.throttle = new Throttle(attempts, clock);
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** Whether links are mailed. */
  public boolean possible() {
    return config.isPresent();
  }

  /**
   * Has a link mailed, if the address has an account.
   *
   * @param address where the request came from
   * @throws ProblemException INVALID if it is no e-mail address, TOO_MANY after too many requests,
   *     UNAVAILABLE where no mail can be sent
   */
  public void ask(String email, String address) {
    if (!possible()) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "This site sends no mail; ask its operator for a link.");
    }
    Email wanted = Email.of(email);
    throttle.count(
        "forgot-from " + Accounts.network(address), REQUESTS_OF_AN_ADDRESS, REQUESTS, () -> {});
    throttle.count(
        "forgot " + Tokens.hash(wanted.value()), REQUESTS_FOR_AN_ACCOUNT, REQUESTS, () -> {});
    Instant now = clock.instant();
    store.add(WaitingMail.Kind.RESET, wanted, address, now, now.plus(EXPIRES));
  }

  /** The mail with a new link; empty if the address has no account. */
  public Optional<Mail> write(WaitingMail request) {
    MailConfig mail = config.orElseThrow();
    return accounts
        .find(request.to())
        .map(
            person ->
                new Mail(
                    request.to(),
                    "A new password for Hide-and-Seek",
                    "Somebody, probably you, asked for a new password for this address. Set it with this link, once and within a day:\n\n"
                        + mail.link(
                            "/reset?token="
                                + accounts.makeMailedReset(
                                    Actor.visitor(request.address()), person))
                        + "\n\nIf it was not you, do nothing: your password stays as it is.\n"));
  }
}
