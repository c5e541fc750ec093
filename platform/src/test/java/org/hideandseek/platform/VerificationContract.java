package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.account.Identities.Arrival;
import org.hideandseek.platform.account.Identity;
import org.hideandseek.platform.account.LogIn;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.mail.JdbiMailStore;
import org.hideandseek.platform.mail.Mail;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.MailServer;
import org.hideandseek.platform.mail.Postman;
import org.hideandseek.platform.mail.SmtpConfig;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.JdbiMembershipStore;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Teams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whose an e-mail address is, on every database, where the site sends mail and where it doesn't.
 */
abstract class VerificationContract {
  private static final String CHALLENGE = "mayo-pbc";
  private static final String PASSWORD = "a quite long password";
  private static final String OTHER_PASSWORD = "another long password";
  private static final String HERE = "192.0.2.7";
  private static final Pattern VERIFY =
      Pattern.compile("https://privacy\\.example/verify\\?token=(hsv_[0-9a-f]{64})");
  private static final Pattern RESET =
      Pattern.compile("https://privacy\\.example/reset\\?token=(hsr_[0-9a-f]{64})");

  private final SettableClock clock = new SettableClock();
  private final SecureRandom random = new SecureRandom();
  private final List<Mail> sent = new ArrayList<>();
  private Database database;
  private People people;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    people =
        node(
            Optional.of(
                new MailConfig(
                    SmtpConfig.of("smtp://127.0.0.1:1", "", "no-reply@privacy.example"),
                    URI.create("https://privacy.example"))));
    OpenedChallenges.add(new JdbiChallengeStore(database.jdbi()), CHALLENGE, "", clock.instant());
  }

  private People node(Optional<MailConfig> mail) {
    return People.open(
        database.jdbi(),
        new People.Guards(
            new Passwords(new Cost(64, 1, 1), random, 4, Duration.ofSeconds(10)),
            new Tokens(random),
            Vault.of("5e".repeat(32), random)),
        clock,
        mail);
  }

  @Test
  void whoOpensTheMailedLinkLoggedInHasConfirmedTheAddress() {
    Person ida = signedUp("ida");
    assertThat(people.verifications().lacks(ida)).isTrue();
    String token = link(VERIFY);
    assertThat(people.verifications().waitsFor(token).value()).isEqualTo("ida@example.org");
    people.verifications().confirm(ida, token, HERE);
    assertThat(people.verifications().lacks(again("ida"))).isFalse();
    assertProblem(Problem.NOT_FOUND, () -> people.verifications().confirm(ida, token, HERE));
    assertProblem(Problem.NOT_FOUND, () -> people.verifications().waitsFor(token));
    assertThat(deeds()).containsOnlyOnce(Deed.ADDRESS_VERIFIED);
    assertThat(rows("SELECT token_hash FROM email_verification")).isEmpty();
  }

  @Test
  void nobodyConfirmsAnAccountThatAnotherMadeWithTheirAddress() {
    signedUp("ida");
    String token = link(VERIFY);
    Person eve = signedUp("eve");
    assertProblem(Problem.CONFLICT, () -> people.verifications().confirm(eve, token, HERE));
    assertThat(people.verifications().lacks(again("ida"))).isTrue();
    assertThat(people.verifications().lacks(again("eve"))).isTrue();
  }

  @Test
  void aLinkWorksForThreeDaysUntilTheNextAndIsStoredAsAHash() {
    Person ida = signedUp("ida");
    String first = link(VERIFY);
    people.verifications().ask(ida, HERE);
    String second = link(VERIFY);
    assertProblem(Problem.NOT_FOUND, () -> people.verifications().confirm(ida, first, HERE));
    assertThat(rows("SELECT token_hash FROM email_verification"))
        .containsExactly(Tokens.hash(second));
    assertThat(rows("SELECT body FROM mail")).containsOnly("");
    clock.advance(Duration.ofDays(3).plusSeconds(1));
    assertProblem(Problem.NOT_FOUND, () -> people.verifications().confirm(ida, second, HERE));
  }

  @Test
  void linksForOneAddressAreFew() {
    Person ida = signedUp("ida");
    people.verifications().ask(ida, HERE);
    people.verifications().ask(ida, HERE);
    assertProblem(Problem.TOO_MANY, () -> people.verifications().ask(ida, "192.0.2.8"));
    for (int i = 0; i < 5; i++) {
      people.accounts().signUp("ida@example.org", "Eve", PASSWORD, "203.0.113." + i);
    }
    sendAll();
    assertThat(sent).hasSize(3);
    clock.advance(Duration.ofMinutes(16));
    people.verifications().ask(ida, HERE);
    assertThat(link(VERIFY)).isNotEmpty();
    people.verifications().confirm(ida, link(VERIFY), HERE);
    assertProblem(Problem.CONFLICT, () -> people.verifications().ask(again("ida"), HERE));
  }

  @Test
  void untilThenSomebodyMakesATeamButDoesNothingThatOthersAreToldOf() {
    Person ida = signedUp("ida");
    Person bob = verified("bob");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    assertProblem(Problem.FORBIDDEN, () -> people.teams().invite(ida, CHALLENGE, 1, HERE));
    String token = people.accounts().makeToken(ida, "laptop", Scope.SUBMIT, HERE);
    Entrants entrants = entrants();
    assertProblem(Problem.FORBIDDEN, () -> entrants.byToken(token, Scope.SUBMIT).requireMayEnter());
    Entrant logged = entrants.acting(people.visits().bySession(session("ida")).orElseThrow());
    assertProblem(Problem.FORBIDDEN, logged::requireMayEnter);
    people.verifications().confirm(ida, link(VERIFY, "ida"), HERE);
    entrants.byToken(token, Scope.SUBMIT).requireMayEnter();
    String invitation = people.teams().invite(again("ida"), CHALLENGE, 2, HERE);
    Person eve = signedUp("eve");
    assertProblem(Problem.FORBIDDEN, () -> people.teams().join(eve, invitation, HERE));
    people.teams().join(bob, invitation, HERE);
  }

  @Test
  void noticesAreMailedToConfirmedAddressesAlone() {
    Person ida = signedUp("ida");
    Person bob = verified("bob");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.teams().make(bob, CHALLENGE, "Styx", HERE);
    sendAll();
    sent.clear();
    assertThat(people.notices().toParticipants(CHALLENGE, "1", "News", "text")).hasValue(2);
    sendAll();
    assertThat(sent).extracting(mail -> mail.to().value()).containsExactly("bob@example.org");
    assertThat(people.notices().unread(ida)).isEqualTo(1);
  }

  @Test
  void aMailedPasswordConfirmsTheAddressAndEndsWhatAnotherHasSetUp() {
    Person mallory = signedUp("ida");
    String token = people.accounts().makeToken(mallory, "back door", Scope.SUBMIT, HERE);
    String session = session("ida");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO second_factor (person, secret, confirmed_at, last_step) VALUES (?, 'x.y', ?, 0)",
                    mallory.id().value(),
                    clock.instant()));
    people.forgotten().ask("ida@example.org", HERE);
    people.accounts().resetPassword(link(RESET), OTHER_PASSWORD, HERE);
    assertThat(people.visits().byToken(token)).isEmpty();
    assertThat(people.bySession(session)).isEmpty();
    LogIn logIn = people.accounts().beginLogIn("ida@example.org", OTHER_PASSWORD, HERE);
    Person ida = people.bySession(((LogIn.Session) logIn).secret()).orElseThrow();
    assertThat(people.verifications().lacks(ida)).isFalse();
    assertThat(deeds()).containsOnlyOnce(Deed.ADDRESS_VERIFIED);

    String own = people.accounts().makeToken(ida, "laptop", Scope.READ, HERE);
    people.forgotten().ask("ida@example.org", HERE);
    people.accounts().resetPassword(link(RESET), PASSWORD, HERE);
    assertThat(people.visits().byToken(own)).as("it was theirs before").isPresent();
  }

  @Test
  void theOperatorsLinkForAPasswordConfirmsNothing() {
    signedUp("ida");
    String link = people.accounts().makeReset(Actor.operator(), "ida@example.org");
    people.accounts().resetPassword(link, OTHER_PASSWORD, HERE);
    assertThat(rows("SELECT email FROM person WHERE verified_at IS NOT NULL")).isEmpty();
  }

  @Test
  void whoComesByAProviderGetsNoAccountThatAnotherCanComeBackInto() {
    Person mallory = signedUp("ida");
    String token = people.accounts().makeToken(mallory, "back door", Scope.SUBMIT, HERE);
    Identity ida = new Identity("https://id.example", "1", "ida@example.org", true, "Ida");
    assertThat(people.identities().logIn(ida, HERE)).isInstanceOf(Arrival.PasswordNeeded.class);
    assertThat(rows("SELECT email FROM person WHERE verified_at IS NOT NULL"))
        .as("Mallory's account is still Mallory's, and worth nothing")
        .isEmpty();
    people.forgotten().ask("ida@example.org", HERE);
    people.accounts().resetPassword(link(RESET), OTHER_PASSWORD, HERE);
    Arrival.PasswordNeeded asked = (Arrival.PasswordNeeded) people.identities().logIn(ida, HERE);
    people.identities().link(asked.ticket(), OTHER_PASSWORD, HERE);
    assertThat(people.identities().logIn(ida, HERE)).isInstanceOf(Arrival.Known.class);
    assertThat(people.visits().byToken(token)).isEmpty();
    assertProblem(
        Problem.UNAUTHORIZED,
        () -> people.accounts().logIn("ida@example.org", PASSWORD, "203.0.113.9"));
  }

  @Test
  void aProvidersWordOrTheOperatorsConfirmsAnAddress() {
    Identity bob = new Identity("https://id.example", "2", "bob@example.org", true, "Bob");
    people.identities().logIn(bob, HERE);
    signedUp("ida");
    Identity ida = new Identity("https://id.example", "1", "ida@example.org", true, "Ida");
    Arrival.PasswordNeeded asked = (Arrival.PasswordNeeded) people.identities().logIn(ida, HERE);
    people.identities().link(asked.ticket(), PASSWORD, HERE);
    people
        .accounts()
        .createAdministrator(Actor.operator(), "root@example.org", "Root", OTHER_PASSWORD);
    assertThat(rows("SELECT email FROM person WHERE verified_at IS NOT NULL ORDER BY email"))
        .containsExactly("bob@example.org", "ida@example.org", "root@example.org");
  }

  @Test
  void aRoleIsGivenToAConfirmedAddressAlone() {
    Person ida = signedUp("ida");
    assertProblem(
        Problem.CONFLICT,
        () -> people.accounts().give(Actor.operator(), "ida@example.org", Role.CREATOR, ""));
    people.verifications().confirm(ida, link(VERIFY, "ida"), HERE);
    people.accounts().give(Actor.operator(), "ida@example.org", Role.CREATOR, "");
    assertThat(again("ida").creator()).isTrue();
  }

  @Test
  void aSecondSignUpMailsTheOwnerThatThereIsAnAccount() {
    verified("ida");
    sent.clear();
    people.accounts().signUp("ida@example.org", "Ida", OTHER_PASSWORD, HERE);
    sendAll();
    assertThat(sent)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.to().value()).isEqualTo("ida@example.org");
              assertThat(mail.text())
                  .contains("https://privacy.example/forgot")
                  .doesNotContain("token");
            });
  }

  @Test
  void aSiteWithoutMailAsksNobody() {
    People silent = node(Optional.empty());
    silent.accounts().signUp("ida@example.org", "ida", PASSWORD, HERE);
    Person ida =
        silent.bySession(silent.accounts().logIn("ida@example.org", PASSWORD, HERE)).orElseThrow();
    assertThat(silent.verifications().lacks(ida)).isFalse();
    silent.verifications().require(ida);
    silent.teams().make(ida, CHALLENGE, "Lethe", HERE);
    assertThat(silent.teams().invite(ida, CHALLENGE, 1, HERE)).isNotEmpty();
    silent.accounts().give(Actor.operator(), "ida@example.org", Role.CREATOR, "");
    assertProblem(Problem.UNAVAILABLE, () -> silent.verifications().ask(ida, HERE));
    assertThat(rows("SELECT kind FROM mail")).isEmpty();
    assertThat(people.verifications().lacks(again("ida")))
        .as("once the site sends mail, it asks those who came before, too")
        .isTrue();
  }

  private Entrants entrants() {
    return new Entrants(
        new Teams(new JdbiTeamStore(database.jdbi(), clock), new Tokens(random)),
        people.visits(),
        new JdbiMembershipStore(database.jdbi()),
        people.verifications());
  }

  private Person signedUp(String name) {
    people.accounts().signUp(name + "@example.org", name, PASSWORD, HERE);
    return again(name);
  }

  private Person verified(String name) {
    Person person = signedUp(name);
    people.verifications().confirm(person, link(VERIFY, name), HERE);
    return again(name);
  }

  private String session(String name) {
    return people.accounts().logIn(name + "@example.org", PASSWORD, "test");
  }

  private Person again(String name) {
    return people.bySession(session(name)).orElseThrow();
  }

  private void sendAll() {
    MailServer server = (id, mail) -> sent.add(mail);
    try (Postman postman =
        new Postman(new JdbiMailStore(database.jdbi()), server, people::write, clock)) {
      postman.sendAll();
    }
  }

  /** The last one that was sent to anybody. */
  private String link(Pattern pattern) {
    sendAll();
    return found(pattern, sent.get(sent.size() - 1));
  }

  /** The last one that was sent to somebody. */
  private String link(Pattern pattern, String name) {
    sendAll();
    return sent.stream()
        .filter(mail -> mail.to().value().equals(name + "@example.org"))
        .reduce((first, second) -> second)
        .map(mail -> found(pattern, mail))
        .orElseThrow();
  }

  private static String found(Pattern pattern, Mail mail) {
    Matcher matcher = pattern.matcher(mail.text());
    assertThat(matcher.find()).as(mail.text()).isTrue();
    return matcher.group(1);
  }

  private List<String> rows(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private List<Deed> deeds() {
    Person root = new Person(new PersonId(1), Email.of("root@example.org"), "Root", true, Set.of());
    return people.journal(root, "", Long.MAX_VALUE).stream()
        .map(line -> line.entry().deed())
        .toList();
  }

  private static void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
