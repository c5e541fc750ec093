package org.hideandseek.platform.audience;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.ForgottenPasswords;
import org.hideandseek.platform.account.Identities;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.journal.Journal;
import org.hideandseek.platform.journal.JournalLine;
import org.hideandseek.platform.mail.JdbiMailStore;
import org.hideandseek.platform.mail.Mail;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.MailStore;
import org.hideandseek.platform.mail.WaitingMail;
import org.hideandseek.platform.notice.Notices;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.JdbiMembershipStore;
import org.hideandseek.platform.team.Memberships;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.platform.team.Visits;
import org.jdbi.v3.core.Jdbi;

/**
 * What people with accounts may see and do about themselves and their teams.
 *
 * <p>Disclosure policy. Somebody sees their own e-mail address, roles, tokens (their names, never
 * the secrets again) and teams; of the other members of their teams, the names; of a team that
 * invites them, its name and challenge. Nobody sees another's e-mail address, but for
 * administrators, who read the whole journal, with e-mail and network addresses, and the organisers
 * of a challenge, who read what the journal says about it.
 */
public final class People {
  /** How many lines of the journal are read at a time. */
  public static final int LINES = 100;

  private final Accounts accounts;
  private final Memberships memberships;
  private final Journal journal;
  private final ForgottenPasswords forgotten;
  private final Notices notices;
  private final SecondFactors secondFactors;
  private final Identities identities;
  private final Verifications verifications;
  private final Visits visits;

  private People(
      Accounts accounts,
      Memberships memberships,
      Journal journal,
      ForgottenPasswords forgotten,
      Notices notices,
      SecondFactors secondFactors,
      Identities identities,
      Verifications verifications,
      Visits visits) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.journal = journal;
    this.forgotten = forgotten;
    this.notices = notices;
    this.secondFactors = secondFactors;
    this.identities = identities;
    this.verifications = verifications;
    this.visits = visits;
  }

  /** What guards people's secrets. */
  public record Guards(Passwords passwords, Tokens tokens, Vault vault) {}

  /** The people in a database, to whom no mail is sent. */
  public static People open(Jdbi jdbi, Guards guards, Clock clock) {
    return open(jdbi, guards, clock, Optional.empty());
  }

  /**
   * The people in a database.
   *
   * @param mail empty where none can be sent
   */
  public static People open(Jdbi jdbi, Guards guards, Clock clock, Optional<MailConfig> mail) {
    Tokens tokens = guards.tokens();
    Accounts.Stores stores = Accounts.Stores.in(jdbi, clock);
    MailStore mails = new JdbiMailStore(jdbi);
    Verifications verifications = new Verifications(stores, mails, mail, tokens, clock);
    Accounts accounts = new Accounts(stores, guards.passwords(), tokens, verifications, clock);
    return new People(
        accounts,
        new Memberships(
            new JdbiMembershipStore(jdbi),
            new JdbiChallengeStore(jdbi),
            verifications,
            tokens,
            clock),
        stores.journal(),
        new ForgottenPasswords(accounts, stores.attempts(), mails, mail, clock),
        Notices.open(jdbi, mail, clock),
        new SecondFactors(accounts, stores, guards.vault(), new SecureRandom(), clock),
        new Identities(accounts, stores, tokens, clock),
        verifications,
        Visits.in(jdbi, clock));
  }

  /** Signs up and in, gives tokens. */
  public Accounts accounts() {
    return accounts;
  }

  /** Teams of people. */
  public Memberships teams() {
    return memberships;
  }

  /** Links by mail for who has forgotten their password. */
  public ForgottenPasswords forgotten() {
    return forgotten;
  }

  /** Has people show that their addresses are theirs. */
  public Verifications verifications() {
    return verifications;
  }

  /** Who sends requests. */
  public Visits visits() {
    return visits;
  }

  /** Writes a mail that is written when it is sent; empty where there is no such account. */
  public Optional<Mail> write(WaitingMail waiting) {
    return switch (waiting.kind()) {
      case RESET -> forgotten.write(waiting);
      case VERIFICATION -> verifications.write(waiting);
      case TEXT -> throw new IllegalArgumentException("a text is written already");
    };
  }

  /** Codes that log-ins ask for beside the password. */
  public SecondFactors secondFactors() {
    return secondFactors;
  }

  /** Log-ins at an OpenID provider. */
  public Identities identities() {
    return identities;
  }

  /** What people are told. */
  public Notices notices() {
    return notices;
  }

  /** Who has a session, if it is not over. */
  public Optional<Person> bySession(String session) {
    return visits.bySession(session).map(Visit::person);
  }

  /** Who has a personal token; UNAUTHORIZED if nobody has. */
  public Person byToken(String token) {
    return visits
        .byToken(token)
        .map(Visit::person)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.UNAUTHORIZED,
                    "This needs a personal token, which you make on your account's page."));
  }

  /**
   * The journal, the newest lines first, {@value #LINES} at a time.
   *
   * @param challenge only what is about this challenge; empty for everything
   * @param before only lines with smaller numbers
   * @return the lines; FORBIDDEN unless the person is an administrator, or an organiser of the
   *     challenge
   */
  public List<JournalLine> journal(Person person, String challenge, long before) {
    if (!person.administrator() && !person.organises().contains(challenge)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "The audit log is for administrators; organisers read that of their own challenge.");
    }
    return journal.lines(challenge, before, LINES);
  }
}
