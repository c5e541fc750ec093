package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hideandseek.platform.AtOnce.atOnce;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.PersonalToken;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.JournalLine;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.Entrants;
import org.hideandseek.platform.team.JdbiMembershipStore;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Member;
import org.hideandseek.platform.team.Roster;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.platform.team.Visits;
import org.hideandseek.sandbox.ImageId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for people: two nodes on one database, as far as that goes. */
abstract class PeopleContract {
  private static final String CHALLENGE = "mayo-pbc";
  private static final String OTHER_CHALLENGE = "mayo-liver";
  private static final String FROZEN_CHALLENGE = "icu-nutrition";
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "192.0.2.7";
  private static final Cost CHEAP = new Cost(64, 1, 1);

  private final SettableClock clock = new SettableClock();
  private final SecureRandom random = new SecureRandom();
  private Database database;
  private JdbiChallengeStore challenges;
  private People people;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    challenges = new JdbiChallengeStore(database.jdbi());
    people = node(CHEAP);
    open(CHALLENGE, "teams: {max_size: 2}");
    open(OTHER_CHALLENGE, "");
  }

  private People node(Cost cost) {
    return People.open(
        database.jdbi(),
        new People.Guards(
            new Passwords(cost, random, 4, Duration.ofSeconds(10)),
            new Tokens(random),
            Vault.of("5e".repeat(32), random)),
        clock);
  }

  private void open(String name, String more) {
    OpenedChallenges.add(challenges, name, more, clock.instant());
  }

  // Accounts

  @Test
  void whoSignsUpCanLogInAndIsKnownOnEveryNode() {
    people.accounts().signUp("Ida@Example.org", "  Ida L.  ", PASSWORD, HERE);
    String session = people.accounts().logIn("ida@example.ORG ", PASSWORD, HERE);
    assertThat(node(CHEAP).bySession(session))
        .hasValueSatisfying(
            person -> {
              assertThat(person.email().value()).isEqualTo("ida@example.org");
              assertThat(person.name()).isEqualTo("Ida L.");
              assertThat(person.administrator()).isFalse();
              assertThat(person.organises()).isEmpty();
            });
    assertThat(people.bySession(session + "0")).isEmpty();
    assertThat(people.bySession(Tokens.hash(session))).isEmpty();
  }

  @Test
  void aSecondSignUpForAnAddressLooksTheSameAndChangesNothing() {
    people.accounts().signUp("ida@example.org", "Ida", PASSWORD, HERE);
    people.accounts().signUp("IDA@example.org", "Mallory", "another long password", HERE);
    assertThat(person("ida@example.org").name()).isEqualTo("Ida");
    assertProblem(
        Problem.UNAUTHORIZED,
        () -> people.accounts().logIn("ida@example.org", "another long password", HERE));
    assertThat(deeds())
        .containsSubsequence(
            Deed.SIGNED_UP, Deed.SIGN_UP_REPEATED, Deed.LOGGED_IN, Deed.LOG_IN_FAILED);
  }

  @Test
  void manyWhoSignUpWithOneAddressAtOnceAreOneAccount() throws Exception {
    atOnce(
        8,
        () -> {
          people.accounts().signUp("ida@example.org", "Ida", PASSWORD, HERE);
          return true;
        });
    assertThat(count("person")).isEqualTo(1);
    assertThat(deeds().stream().filter(Deed.SIGNED_UP::equals)).hasSize(1);
  }

  @Test
  void badNamesAndPasswordsAreRefusedAndNothingIsMade() {
    Accounts accounts = people.accounts();
    for (String name :
        List.of(
            "",
            " ",
            "<b>Ida</b>",
            "Ida\u0000",
            "Ida\nBob",
            "Ida\u202Eadi",
            "Ida\u200F",
            "-Ida",
            "x".repeat(61),
            "x".repeat(10_000))) {
      assertProblem(
          Problem.INVALID, () -> accounts.signUp("ida@example.org", name, PASSWORD, HERE));
    }
    for (String password :
        List.of("", "eleven char", "aaaaaaaaaaaaaaa", "my ida@Example.org", "x".repeat(10_000))) {
      assertProblem(
          Problem.INVALID, () -> accounts.signUp("ida@example.org", "Ida", password, HERE));
    }
    assertProblem(Problem.INVALID, () -> accounts.signUp("ida", "Ida", PASSWORD, HERE));
    assertThat(count("person")).isZero();
    assertThat(deeds()).isEmpty();
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressAreToldTheSame() {
    person("ida@example.org");
    List<String> sentences = new ArrayList<>();
    for (String email : List.of("ida@example.org", "nobody@example.org", "no address")) {
      assertThatThrownBy(() -> people.accounts().logIn(email, "not this password", HERE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.UNAUTHORIZED);
                sentences.add(e.getMessage());
              });
    }
    assertThat(sentences).hasSize(3).containsOnly(sentences.get(0));
    assertProblem(
        Problem.UNAUTHORIZED,
        () -> people.accounts().logIn("ida@example.org", "x".repeat(10_000), HERE));
    assertThat(journal("").stream().map(line -> line.entry().subject()))
        .as("what was typed in the wrong field may be a password")
        .noneMatch(subject -> subject.contains("no address") || subject.contains("nobody@"));
  }

  @Test
  void afterTenFailuresAnAccountRestsAQuarterOfAnHourWhetherItExistsOrNot() {
    person("ida@example.org");
    for (String email : List.of("ida@example.org", "nobody@example.org")) {
      for (int failure = 1; failure <= 10; failure++) {
        assertProblem(
            Problem.UNAUTHORIZED, () -> people.accounts().logIn(email, "not this password", HERE));
      }
      assertThatThrownBy(() -> people.accounts().logIn(email, PASSWORD, "198.51.100.1"))
          .hasMessage("Log-ins failed or were repeated too often; try again at 00:15 UTC.");
    }
    assertThat(deeds().stream().filter(Deed.LOG_IN_BLOCKED::equals)).hasSize(2);
    clock.advance(Duration.ofMinutes(15));
    assertProblem(
        Problem.TOO_MANY, () -> node(CHEAP).accounts().logIn("ida@example.org", PASSWORD, HERE));
    clock.advance(Duration.ofSeconds(1));
    assertThat(people.accounts().logIn("ida@example.org", PASSWORD, HERE)).hasSize(64);
    assertThat(count("attempts")).as("all but this address are forgotten").isEqualTo(1);
  }

  @Test
  void manyGuessesAtOnceAreNoMoreThanTen() throws Exception {
    person("ida@example.org");
    List<Problem> problems =
        atOnce(
            40,
            () -> {
              try {
                people.accounts().logIn("ida@example.org", "not this password", HERE);
                throw new AssertionError("the wrong password was taken");
              } catch (ProblemException e) {
                return e.problem();
              }
            });
    assertThat(problems.stream().filter(Problem.UNAUTHORIZED::equals)).hasSize(10);
    assertThat(problems.stream().filter(Problem.TOO_MANY::equals)).hasSize(30);
  }

  @Test
  void oneAddressMayNotTryAllAccounts() {
    for (int account = 0; account < 100; account++) {
      String email = "p" + account + "@example.org";
      assertProblem(
          Problem.UNAUTHORIZED,
          () ->
              people.accounts().logIn(email, "not this password", "2001:db8::" + email.charAt(1)));
    }
    assertProblem(
        Problem.TOO_MANY,
        () -> people.accounts().logIn("q@example.org", PASSWORD, "2001:db8:0:0:ffff::1"));
    assertProblem(
        Problem.UNAUTHORIZED,
        () -> people.accounts().logIn("q@example.org", PASSWORD, "2001:db8:0:1::1"));
  }

  @Test
  void aSessionEndsWhenItIsUnusedForThreeDaysAndAfterThirtyInAnyCase() {
    Person ida = person("ida@example.org");
    String idle = people.accounts().logIn(ida.email().value(), PASSWORD, HERE);
    clock.advance(Accounts.IDLE.minusSeconds(1));
    assertThat(people.bySession(idle)).isPresent();
    clock.advance(Accounts.IDLE);
    assertThat(people.bySession(idle)).isEmpty();

    String busy = people.accounts().logIn(ida.email().value(), PASSWORD, HERE);
    for (int day = 1; day < 30; day++) {
      clock.advance(Duration.ofDays(1));
      assertThat(people.bySession(busy)).as("day " + day).isPresent();
    }
    clock.advance(Duration.ofDays(1));
    assertThat(people.bySession(busy)).isEmpty();
    people.accounts().logIn(ida.email().value(), PASSWORD, HERE);
    assertThat(count("person_session")).as("the old ones are forgotten").isEqualTo(1);
  }

  @Test
  void aSessionThatWasLoggedOutIsOverEverywhere() {
    Person ida = person("ida@example.org");
    String session = people.accounts().logIn(ida.email().value(), PASSWORD, HERE);
    people.accounts().logOut(ida, session, HERE);
    people.accounts().logOut(ida, session, HERE);
    assertThat(node(CHEAP).bySession(session)).isEmpty();
    assertThat(deeds().stream().filter(Deed.LOGGED_OUT::equals)).hasSize(1);
  }

  @Test
  void aHashOfAnotherCostIsReplacedAtTheNextLogIn() {
    person("ida@example.org");
    String before = hash();
    node(new Cost(128, 1, 1)).accounts().logIn("ida@example.org", PASSWORD, HERE);
    assertThat(before).contains("$m=64,");
    assertThat(hash()).contains("$m=128,");
    assertThat(people.accounts().logIn("ida@example.org", PASSWORD, HERE)).isNotEmpty();
  }

  @Test
  void aLinkSetsAPasswordOnceAndEndsAllSessions() {
    Person ida = person("ida@example.org");
    String session = people.accounts().logIn(ida.email().value(), PASSWORD, HERE);
    String replaced = people.accounts().makeReset(Actor.operator(), "IDA@example.org");
    String link = people.accounts().makeReset(Actor.operator(), "ida@example.org");
    String fresh = "an even longer password";
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().resetPassword(replaced, fresh, HERE));
    assertProblem(Problem.INVALID, () -> people.accounts().resetPassword(link, "short", HERE));
    people.accounts().resetPassword(link, fresh, HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().resetPassword(link, fresh, HERE));
    assertThat(people.bySession(session)).isEmpty();
    assertProblem(
        Problem.UNAUTHORIZED, () -> people.accounts().logIn("ida@example.org", PASSWORD, HERE));
    assertThat(people.accounts().logIn("ida@example.org", fresh, HERE)).isNotEmpty();

    String late = people.accounts().makeReset(Actor.operator(), "ida@example.org");
    clock.advance(Accounts.RESET);
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().ofReset(late));
    assertProblem(
        Problem.NOT_FOUND,
        () -> people.accounts().makeReset(Actor.operator(), "nobody@example.org"));
  }

  @Test
  void whoKnowsThePasswordChangesItAndAllSessionsEnd() {
    Person ida = person("ida@example.org");
    String session = people.accounts().logIn("ida@example.org", PASSWORD, HERE);
    String link = people.accounts().makeReset(Actor.operator(), "ida@example.org");
    String fresh = "an even longer password";
    assertProblem(
        Problem.UNAUTHORIZED, () -> people.accounts().changePassword(ida, "wrong", fresh, HERE));
    assertProblem(
        Problem.INVALID, () -> people.accounts().changePassword(ida, PASSWORD, "short", HERE));
    assertThat(people.bySession(session)).isPresent();
    people.accounts().changePassword(ida, PASSWORD, fresh, HERE);
    assertThat(people.bySession(session)).isEmpty();
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().ofReset(link));
    assertThat(people.accounts().logIn("ida@example.org", fresh, HERE)).isNotEmpty();
  }

  @Test
  void aTokenSpeaksForItsOwnerUntilItIsRevoked() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    String token = people.accounts().makeToken(ida, "laptop", Scope.READ, HERE);
    PersonalToken shown = people.accounts().tokens(ida).get(0);
    assertThat(shown.name()).isEqualTo("laptop");
    assertThat(shown.usedAt()).isEmpty();
    clock.advance(Duration.ofHours(1));
    assertThat(people.byToken(token)).isEqualTo(ida);
    assertThat(people.accounts().tokens(ida).get(0).usedAt()).contains(clock.instant());
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().revokeToken(bob, shown.id(), HERE));
    people.accounts().revokeToken(ida, shown.id(), HERE);
    assertProblem(Problem.UNAUTHORIZED, () -> people.byToken(token));
    assertProblem(Problem.NOT_FOUND, () -> people.accounts().revokeToken(ida, shown.id(), HERE));
    assertThat(people.accounts().tokens(ida)).isEmpty();
  }

  @Test
  void theJournalIsForAdministratorsAndItsChallengesPartForTheirOrganisers() {
    people.accounts().createAdministrator(Actor.operator(), "root@example.org", "Root", PASSWORD);
    Person root = person("root@example.org");
    Person ida = person("ida@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    assertThat(root.administrator()).isTrue();
    assertThat(people.journal(root, "", Long.MAX_VALUE))
        .extracting(line -> line.entry().deed())
        .startsWith(Deed.TEAM_MADE)
        .endsWith(Deed.SIGNED_UP);
    assertProblem(Problem.FORBIDDEN, () -> people.journal(ida, "", Long.MAX_VALUE));
    assertProblem(Problem.FORBIDDEN, () -> people.journal(ida, CHALLENGE, Long.MAX_VALUE));

    people.accounts().give(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    people.accounts().give(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    Person organiser = person("ida@example.org");
    List<JournalLine> own = people.journal(organiser, CHALLENGE, Long.MAX_VALUE);
    assertThat(own)
        .extracting(line -> line.entry().deed())
        .containsExactly(Deed.ROLE_GIVEN, Deed.TEAM_MADE);
    assertThat(own.get(1).entry().actor().name()).isEqualTo("ida@example.org");
    assertThat(own.get(1).entry().actor().address()).isEqualTo(HERE);
    assertThat(own.get(1).at()).isEqualTo(clock.instant());
    assertThat(people.journal(organiser, CHALLENGE, own.get(0).number())).hasSize(1);
    assertProblem(Problem.FORBIDDEN, () -> people.journal(organiser, "", Long.MAX_VALUE));
    assertProblem(
        Problem.FORBIDDEN, () -> people.journal(organiser, OTHER_CHALLENGE, Long.MAX_VALUE));

    people.accounts().take(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    assertThat(person("ida@example.org").organises()).isEmpty();
    people.accounts().take(Actor.operator(), "root@example.org", Role.ADMINISTRATOR, "");
    assertThat(person("root@example.org").administrator()).isFalse();
    assertProblem(
        Problem.CONFLICT,
        () ->
            people
                .accounts()
                .createAdministrator(Actor.operator(), "Ida@example.org", "Ida", PASSWORD));
  }

  // Teams

  @Test
  void aCaptainTakesAMemberOutWhoMayPlayElsewhereUnlessTheTeamHasPlayed() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, CHALLENGE, 5, HERE);
    people.teams().join(bob, link, HERE);
    assertProblem(Problem.FORBIDDEN, () -> people.teams().remove(bob, CHALLENGE, ida.id(), HERE));
    assertProblem(Problem.NOT_FOUND, () -> people.teams().remove(ida, CHALLENGE, ida.id(), HERE));
    people.teams().remove(ida, CHALLENGE, bob.id(), HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.teams().remove(ida, CHALLENGE, bob.id(), HERE));
    assertThat(people.teams().roster(bob.id(), CHALLENGE)).isEmpty();
    assertThat(roster(ida).members()).extracting(Member::name).hasSize(1);
    assertThat(deeds()).contains(Deed.MEMBER_REMOVED);
    people.teams().join(bob, link, HERE);
    submit(roster(ida).team());
    people.teams().remove(ida, CHALLENGE, bob.id(), HERE);
    assertProblem(Problem.CONFLICT, () -> people.teams().make(bob, CHALLENGE, "Styx", HERE));
  }

  @Test
  void fromADateOnWhoIsInATeamStaysAsItIs() {
    open(FROZEN_CHALLENGE, "teams: {frozen: 2026-03-05T00:00Z}");
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    Person eve = person("eve@example.org");
    people.teams().make(ida, FROZEN_CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, FROZEN_CHALLENGE, 5, HERE);
    people.teams().join(bob, link, HERE);
    clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-05T00:00:00Z")));
    assertProblem(Problem.CONFLICT, () -> people.teams().join(eve, link, HERE));
    assertProblem(Problem.CONFLICT, () -> people.teams().invite(ida, FROZEN_CHALLENGE, 1, HERE));
    assertProblem(Problem.CONFLICT, () -> people.teams().leave(bob, FROZEN_CHALLENGE, HERE));
    assertProblem(
        Problem.CONFLICT, () -> people.teams().remove(ida, FROZEN_CHALLENGE, bob.id(), HERE));
    people.teams().handOver(ida, FROZEN_CHALLENGE, bob.id(), HERE);
    people.teams().make(eve, FROZEN_CHALLENGE, "Styx", HERE);
    assertThat(people.teams().roster(bob.id(), FROZEN_CHALLENGE).orElseThrow().members())
        .hasSize(2);
  }

  @Test
  void aTeamIsMadeJoinedHandedOverAndLeft() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, CHALLENGE, 5, HERE);
    assertThat(people.teams().invitation(link).team().name()).isEqualTo("Lethe");
    assertThat(people.teams().join(bob, link, HERE)).isEqualTo(CHALLENGE);
    people.teams().join(bob, link, HERE);
    Roster both = roster(ida);
    assertThat(both).isEqualTo(roster(bob));
    assertThat(both.members()).extracting(Member::captain).containsExactly(true, false);
    assertThat(people.teams().invites(both.team().id()).get(0).uses()).isEqualTo(1);

    assertProblem(Problem.CONFLICT, () -> people.teams().leave(ida, CHALLENGE, HERE));
    assertProblem(Problem.FORBIDDEN, () -> people.teams().invite(bob, CHALLENGE, 1, HERE));
    assertProblem(Problem.FORBIDDEN, () -> people.teams().handOver(bob, CHALLENGE, bob.id(), HERE));
    people.teams().handOver(ida, CHALLENGE, bob.id(), HERE);
    assertThat(roster(bob).captainIs(bob.id())).isTrue();
    people.teams().leave(ida, CHALLENGE, HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.teams().handOver(bob, CHALLENGE, ida.id(), HERE));
    assertThat(people.teams().roster(ida.id(), CHALLENGE)).isEmpty();
    people.teams().leave(bob, CHALLENGE, HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.teams().invitation(link));
    assertThat(people.teams().of(bob.id())).isEmpty();
    assertThat(deeds())
        .containsSubsequence(
            Deed.TEAM_MADE,
            Deed.INVITE_MADE,
            Deed.TEAM_JOINED,
            Deed.CAPTAIN_CHANGED,
            Deed.TEAM_LEFT,
            Deed.TEAM_LEFT);
    assertThat(deeds().stream().filter(Deed.TEAM_JOINED::equals)).hasSize(1);
  }

  @Test
  void aPersonHasOneTeamInAChallengeAndAnotherInTheNext() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.teams().make(ida, OTHER_CHALLENGE, "Lethe at the liver", HERE);
    people.teams().make(bob, CHALLENGE, "Charon", HERE);
    assertProblem(Problem.CONFLICT, () -> people.teams().make(ida, CHALLENGE, "Styx", HERE));
    String link = people.teams().invite(bob, CHALLENGE, 5, HERE);
    assertProblem(Problem.CONFLICT, () -> people.teams().join(ida, link, HERE));
    assertThat(people.teams().of(ida.id()))
        .extracting(own -> own.team().name())
        .containsExactly("Lethe at the liver", "Lethe");
    assertProblem(Problem.NOT_FOUND, () -> people.teams().make(ida, "no-such", "Styx", HERE));
  }

  @Test
  void namesOfTeamsAreTakenWhateverTheirCaseAndBadOnesRefused() {
    new Teams(new JdbiTeamStore(database.jdbi(), clock), new Tokens(random)).create("Lethe", true);
    Person ida = person("ida@example.org");
    assertProblem(Problem.CONFLICT, () -> people.teams().make(ida, CHALLENGE, "LETHE", HERE));
    for (String bad : List.of("", "<i>", "a\u202Eb", "a\u0007", "x".repeat(10_000))) {
      assertProblem(Problem.INVALID, () -> people.teams().make(ida, CHALLENGE, bad, HERE));
    }
    assertThat(people.teams().of(ida.id())).isEmpty();
  }

  @Test
  void aTeamOfPeopleHasNoTokenOfItsOwn() {
    people.teams().make(person("ida@example.org"), CHALLENGE, "Lethe", HERE);
    Teams teams = new Teams(new JdbiTeamStore(database.jdbi(), clock), new Tokens(random));
    assertProblem(Problem.NOT_FOUND, () -> teams.renewToken("Lethe"));
  }

  @Test
  void manyWhoTakeTheLastPlaceAtOnceAreOne() throws Exception {
    Person ida = person("ida@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, CHALLENGE, 50, HERE);
    List<Person> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      others.add(person("p" + i + "@example.org"));
    }
    List<Person> waiting = Collections.synchronizedList(new ArrayList<>(others));
    List<Boolean> joined =
        atOnce(
            8,
            () -> {
              try {
                people.teams().join(waiting.remove(0), link, HERE);
                return true;
              } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(Problem.CONFLICT);
                return false;
              }
            });
    assertThat(joined.stream().filter(Boolean::booleanValue)).hasSize(1);
    assertThat(roster(ida).members()).hasSize(2);
  }

  @Test
  void oneWhoMakesManyTeamsAtOnceHasOne() throws Exception {
    Person ida = person("ida@example.org");
    List<String> names =
        Collections.synchronizedList(new ArrayList<>(List.of("A", "B", "C", "D", "E", "F")));
    List<Boolean> made =
        atOnce(
            6,
            () -> {
              try {
                people.teams().make(ida, CHALLENGE, names.remove(0), HERE);
                return true;
              } catch (ProblemException e) {
                assertThat(e.problem()).isEqualTo(Problem.CONFLICT);
                return false;
              }
            });
    assertThat(made.stream().filter(Boolean::booleanValue)).hasSize(1);
    assertThat(count("team")).isEqualTo(1);
  }

  @Test
  void aLinkIsForSoManyPeopleForAWeekAndUntilItIsRevoked() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    Person eve = person("eve@example.org");
    people.teams().make(ida, OTHER_CHALLENGE, "Lethe", HERE);
    assertProblem(Problem.INVALID, () -> people.teams().invite(ida, OTHER_CHALLENGE, 0, HERE));
    assertProblem(Problem.INVALID, () -> people.teams().invite(ida, OTHER_CHALLENGE, 51, HERE));
    String single = people.teams().invite(ida, OTHER_CHALLENGE, 1, HERE);
    people.teams().join(bob, single, HERE);
    people.teams().join(bob, single, HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.teams().join(eve, single, HERE));

    String revoked = people.teams().invite(ida, OTHER_CHALLENGE, 5, HERE);
    long id =
        people
            .teams()
            .invites(people.teams().roster(ida.id(), OTHER_CHALLENGE).orElseThrow().team().id())
            .get(0)
            .id();
    assertProblem(
        Problem.FORBIDDEN, () -> people.teams().revokeInvite(bob, OTHER_CHALLENGE, id, HERE));
    people.teams().revokeInvite(ida, OTHER_CHALLENGE, id, HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.teams().join(eve, revoked, HERE));
    assertProblem(
        Problem.NOT_FOUND, () -> people.teams().revokeInvite(ida, OTHER_CHALLENGE, id, HERE));

    String late = people.teams().invite(ida, OTHER_CHALLENGE, 5, HERE);
    clock.advance(Duration.ofDays(7));
    assertProblem(Problem.NOT_FOUND, () -> people.teams().join(eve, late, HERE));
    assertProblem(Problem.NOT_FOUND, () -> people.teams().join(eve, "hsi_none", HERE));
  }

  @Test
  void whoLeavesATeamThatSubmittedGetsNoSecondTeam() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    people.teams().leave(bob, CHALLENGE, HERE);
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    submit(roster(ida).team());
    people.teams().leave(bob, CHALLENGE, HERE);
    assertProblem(Problem.CONFLICT, () -> people.teams().make(bob, CHALLENGE, "Styx", HERE));
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    assertThat(roster(bob).members()).hasSize(2);
    people.teams().leave(bob, CHALLENGE, HERE);
    Person eve = person("eve@example.org");
    people.teams().make(eve, CHALLENGE, "Charon", HERE);
    String elsewhere = people.teams().invite(eve, CHALLENGE, 1, HERE);
    assertProblem(Problem.CONFLICT, () -> people.teams().join(bob, elsewhere, HERE));
  }

  @Test
  void theTeamsOfAClosedChallengeStayAsTheyAre() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, CHALLENGE, 1, HERE);
    challenges.close(CHALLENGE, clock.instant());
    assertProblem(Problem.CONFLICT, () -> people.teams().join(bob, link, HERE));
    assertProblem(Problem.CONFLICT, () -> people.teams().make(bob, CHALLENGE, "Styx", HERE));
    assertProblem(Problem.CONFLICT, () -> people.teams().invite(ida, CHALLENGE, 1, HERE));
  }

  @Test
  void whatIsTakenCountsForNothingWithTheNextRequest() {
    Person ida = person("ida@example.org");
    Person bob = person("bob@example.org");
    people.teams().make(bob, CHALLENGE, "Lethe", HERE);
    people.teams().join(ida, people.teams().invite(bob, CHALLENGE, 1, HERE), HERE);
    people.teams().make(ida, OTHER_CHALLENGE, "Styx", HERE);
    people.accounts().give(Actor.operator(), "ida@example.org", Role.ADMINISTRATOR, "");
    people.accounts().give(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    people.accounts().give(Actor.operator(), "ida@example.org", Role.CREATOR, "");
    String session = people.accounts().logIn("ida@example.org", PASSWORD, HERE);
    String token = people.accounts().makeToken(ida, "laptop", Scope.READ, HERE);
    Visits here = people.visits();
    People there = node(CHEAP);
    for (Visit visit :
        List.of(
            here.bySession(session).orElseThrow(), there.visits().byToken(token).orElseThrow())) {
      assertThat(visit.person().administrator()).isTrue();
      assertThat(visit.person().creator()).isTrue();
      assertThat(visit.person().organises()).containsExactly(CHALLENGE);
      assertThat(visit.teamIn(CHALLENGE))
          .hasValueSatisfying(team -> assertThat(team.name()).isEqualTo("Lethe"));
      assertThat(visit.teamIn(OTHER_CHALLENGE)).isPresent();
      assertThat(visit.teamIn(FROZEN_CHALLENGE)).isEmpty();
      assertThat(visit.unread()).isZero();
    }
    assertThat(here.bySession(session).orElseThrow().scope()).isEqualTo(Scope.SUBMIT);
    assertThat(here.byToken(token).orElseThrow().scope()).isEqualTo(Scope.READ);

    there.accounts().take(Actor.operator(), "ida@example.org", Role.ADMINISTRATOR, "");
    there.accounts().take(Actor.operator(), "ida@example.org", Role.ORGANISER, CHALLENGE);
    there.teams().remove(bob, CHALLENGE, ida.id(), HERE);
    there.notices().toParticipants(OTHER_CHALLENGE, "1", "News", "text");
    for (Visit visit :
        List.of(here.bySession(session).orElseThrow(), here.byToken(token).orElseThrow())) {
      assertThat(visit.person().administrator()).isFalse();
      assertThat(visit.person().organises()).isEmpty();
      assertThat(visit.teamIn(CHALLENGE)).isEmpty();
      assertThat(visit.teams()).hasSize(1);
      assertThat(visit.unread()).isEqualTo(1);
    }
    there.accounts().revokeToken(ida, there.accounts().tokens(ida).get(0).id(), HERE);
    there.accounts().logOut(ida, session, HERE);
    assertThat(here.bySession(session)).isEmpty();
    assertThat(here.byToken(token)).isEmpty();
  }

  @Test
  void aTokenSpeaksForATeam() {
    Teams teams = new Teams(new JdbiTeamStore(database.jdbi(), clock), new Tokens(random));
    Entrants entrants =
        new Entrants(
            teams,
            people.visits(),
            new JdbiMembershipStore(database.jdbi()),
            people.verifications());
    String operators = teams.create("reference hiders", true);
    assertThat(entrants.byToken(operators, Scope.SUBMIT).needIn(CHALLENGE).name())
        .isEqualTo("reference hiders");

    Person ida = person("ida@example.org");
    String reading = people.accounts().makeToken(ida, "script", Scope.READ, HERE);
    String submitting = people.accounts().makeToken(ida, "laptop", Scope.SUBMIT, HERE);
    assertProblem(
        Problem.FORBIDDEN, () -> entrants.byToken(submitting, Scope.SUBMIT).needIn(CHALLENGE));
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    assertThat(entrants.byToken(submitting, Scope.SUBMIT).needIn(CHALLENGE).name())
        .isEqualTo("Lethe");
    assertThat(entrants.byToken(reading, Scope.READ).in(CHALLENGE)).isPresent();
    assertThat(entrants.byToken(submitting, Scope.READ).in(OTHER_CHALLENGE)).isEmpty();
    assertProblem(Problem.FORBIDDEN, () -> entrants.byToken(reading, Scope.SUBMIT));
    assertProblem(Problem.UNAUTHORIZED, () -> entrants.byToken("hsp_none", Scope.READ));
  }

  private Person person(String email) {
    if (count("person", email) == 0) {
      people.accounts().signUp(email, email.substring(0, email.indexOf('@')), PASSWORD, "");
    }
    // A made-up place, so that tests of limits on addresses are not disturbed.
    return people.bySession(people.accounts().logIn(email, PASSWORD, "test")).orElseThrow();
  }

  private Roster roster(Person person) {
    return people.teams().roster(person.id(), CHALLENGE).orElseThrow();
  }

  private void submit(Team team) {
    assertThat(
            new JdbiSubmissionStore(database.jdbi(), clock)
                .add(
                    CHALLENGE,
                    team.id(),
                    PlayerRole.HIDER,
                    "a hider",
                    Upload.image(
                        new BlobId("ab".repeat(32)), new ImageId("sha256:" + "0".repeat(64)))))
        .isPresent();
  }

  private int count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }

  private int count(String table, String email) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM " + table + " WHERE email = :email")
                    .bind("email", email)
                    .mapTo(Integer.class)
                    .one());
  }

  private String hash() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT password_hash FROM person").mapTo(String.class).one());
  }

  private List<JournalLine> journal(String challenge) {
    Person anybody =
        new Person(new PersonId(1), Email.of("root@example.org"), "Root", true, Set.of());
    return people.journal(anybody, challenge, Long.MAX_VALUE);
  }

  /** The oldest first. */
  private List<Deed> deeds() {
    List<Deed> deeds = new ArrayList<>();
    journal("").forEach(line -> deeds.add(0, line.entry().deed()));
    return deeds;
  }

  private static void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
