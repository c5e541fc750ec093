package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hideandseek.platform.AtOnce.atOnce;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.account.Identities.Arrival;
import org.hideandseek.platform.account.Identity;
import org.hideandseek.platform.account.LogIn;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.SecondFactors.Enrolment;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Second factors and log-ins at a provider, on every database. */
abstract class SignInContract {
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "192.0.2.7";
  private static final String ISSUER = "https://id.example";

  private final SettableClock clock = new SettableClock();
  private final SecureRandom random = new SecureRandom();
  private Database database;
  private People people;
  private SecondFactors factors;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    people = node();
    factors = people.secondFactors();
  }

  private People node() {
    return node("5e".repeat(32));
  }

  private People node(String key) {
    return People.open(
        database.jdbi(),
        new People.Guards(
            new Passwords(new Cost(64, 1, 1), random, 4, Duration.ofSeconds(10)),
            new Tokens(random),
            Vault.of(key, random)),
        clock);
  }

  // Second factors

  @Test
  void aConfirmedSecondFactorIsAskedForAndEachCodeWorksOnce() {
    Person ida = person("ida");
    String secret = enrol(ida);
    assertThat(factors.has(ida)).isTrue();
    assertThat(factors.begun(ida)).as("it is never shown again").isEmpty();
    String used = code(secret, 0);
    String ticket = ticket("ida");
    assertProblem(Problem.UNAUTHORIZED, () -> factors.logIn(ticket, used, HERE));
    clock.advance(Duration.ofSeconds(30));
    String code = code(secret, 0);
    String session = node().secondFactors().logIn(ticket, code, HERE);
    assertThat(people.bySession(session)).isPresent();
    assertProblem(Problem.NOT_FOUND, () -> factors.logIn(ticket, code(secret, 1), HERE));
    String next = ticket("ida");
    assertProblem(Problem.UNAUTHORIZED, () -> factors.logIn(next, code, HERE));
    assertProblem(Problem.UNAUTHORIZED, () -> factors.logIn(next, code(secret, -1), HERE));
    assertThat(factors.logIn(next, code(secret, 1), HERE)).isNotEqualTo(session);
    assertProblem(
        Problem.UNAUTHORIZED, () -> people.accounts().logIn("ida@example.org", PASSWORD, HERE));
  }

  @Test
  void oneCodeTypedTwiceAtOnceIsOneLogIn() throws Exception {
    Person ida = person("ida");
    String secret = enrol(ida);
    clock.advance(Duration.ofSeconds(30));
    String ticket = ticket("ida");
    String code = code(secret, 0);
    List<Boolean> results =
        atOnce(
            4,
            () -> {
              try {
                factors.logIn(ticket, code, HERE);
                return true;
              } catch (ProblemException e) {
                return false;
              }
            });
    assertThat(results).containsOnlyOnce(true);
  }

  @Test
  void afterFiveWrongCodesNoneIsTakenForAQuarterOfAnHourAnywhere() {
    Person ida = person("ida");
    String secret = enrol(ida);
    clock.advance(Duration.ofSeconds(60));
    String ticket = ticket("ida");
    for (int i = 0; i < 5; i++) {
      String wrong = code(secret, 5 + i);
      assertProblem(Problem.UNAUTHORIZED, () -> factors.logIn(ticket, wrong, HERE));
    }
    assertProblem(
        Problem.TOO_MANY,
        () -> node().secondFactors().logIn(ticket("ida"), code(secret, 0), "203.0.113.9"));
    assertThat(deeds()).contains(Deed.LOG_IN_BLOCKED);
    clock.advance(Duration.ofMinutes(16));
    assertProblem(Problem.NOT_FOUND, () -> factors.logIn(ticket, code(secret, 0), HERE));
    assertThat(factors.logIn(ticket("ida"), code(secret, 0), HERE)).isNotEmpty();
  }

  @Test
  void aRecoveryCodeStandsInOnceAndIsStoredNowhere() {
    Person ida = person("ida");
    Enrolment begun = factors.begin(ida, PASSWORD, HERE);
    List<String> codes = factors.confirm(ida, code(begun.secret(), 0), HERE);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    String typed = " " + codes.get(3).toUpperCase(Locale.ROOT).replace("-", " ");
    assertThat(factors.logIn(ticket("ida"), typed, HERE)).isNotEmpty();
    assertProblem(Problem.UNAUTHORIZED, () -> factors.logIn(ticket("ida"), codes.get(3), HERE));
    assertThat(factors.recoveryCodesLeft(ida)).isEqualTo(9);
    assertThat(factors.logIn(ticket("ida"), codes.get(4), HERE)).isNotEmpty();
    String stored = String.join(" ", rows("SELECT code_hash FROM recovery_code"));
    codes.forEach(one -> assertThat(stored).doesNotContain(one.replace("-", "")));
    assertThat(journal()).doesNotContain(begun.secret()).contains("RECOVERY_CODE_USED");
    codes.forEach(one -> assertThat(journal()).doesNotContain(one));
  }

  @Test
  void anUnconfirmedSecretCountsForNothing() {
    Person ida = person("ida");
    assertProblem(Problem.UNAUTHORIZED, () -> factors.begin(ida, "another password", HERE));
    Enrolment first = factors.begin(ida, PASSWORD, HERE);
    assertThat(first.link())
        .isEqualTo(
            "otpauth://totp/Hide-and-Seek:ida%40example.org?secret="
                + first.secret()
                + "&issuer=Hide-and-Seek&algorithm=SHA1&digits=6&period=30");
    assertThat(first.secret()).hasSize(32);
    assertThat(people.accounts().logIn("ida@example.org", PASSWORD, HERE)).isNotEmpty();
    Enrolment second = factors.begin(ida, PASSWORD, HERE);
    assertProblem(Problem.INVALID, () -> factors.confirm(ida, code(first.secret(), 0), HERE));
    assertThat(factors.begun(ida)).hasValue(second);
    factors.confirm(ida, code(second.secret(), 0), HERE);
    assertProblem(Problem.CONFLICT, () -> factors.confirm(ida, code(second.secret(), 1), HERE));
    assertProblem(Problem.CONFLICT, () -> factors.begin(ida, PASSWORD, HERE));
    assertThat(first.toString() + second).doesNotContain(first.secret(), second.secret());
  }

  @Test
  void itIsRemovedWithThePasswordOrByTheOperator() {
    Person ida = person("ida");
    enrol(ida);
    assertProblem(Problem.UNAUTHORIZED, () -> factors.remove(ida, "another password", HERE));
    assertThat(factors.has(ida)).isTrue();
    factors.remove(ida, PASSWORD, HERE);
    assertThat(people.accounts().logIn("ida@example.org", PASSWORD, HERE)).isNotEmpty();
    assertProblem(Problem.NOT_FOUND, () -> factors.remove(ida, PASSWORD, HERE));
    enrol(ida);
    factors.remove(Actor.operator(), "Ida@example.org");
    assertThat(factors.has(ida)).isFalse();
    assertThat(factors.recoveryCodesLeft(ida)).isZero();
    assertProblem(Problem.NOT_FOUND, () -> factors.remove(Actor.operator(), "eve@example.org"));
    assertThat(deeds())
        .filteredOn(deed -> deed.name().startsWith("SECOND"))
        .containsExactly(
            Deed.SECOND_FACTOR_REMOVED,
            Deed.SECOND_FACTOR_ADDED,
            Deed.SECOND_FACTOR_REMOVED,
            Deed.SECOND_FACTOR_ADDED);
  }

  @Test
  void aNewPasswordEndsLogInsThatAreHalfWayThrough() {
    Person ida = person("ida");
    String secret = enrol(ida);
    clock.advance(Duration.ofSeconds(30));
    String ticket = ticket("ida");
    String link = people.accounts().makeReset(Actor.operator(), "ida@example.org");
    people.accounts().resetPassword(link, "another long password", HERE);
    assertProblem(Problem.NOT_FOUND, () -> factors.logIn(ticket, code(secret, 0), HERE));
    assertThat(people.accounts().beginLogIn("ida@example.org", "another long password", HERE))
        .as("a link for a password is no way around the second factor")
        .isInstanceOf(LogIn.CodeNeeded.class);
  }

  @Test
  void theDatabaseHoldsNoSecretInTheClear() {
    Person ida = person("ida");
    String begun = factors.begin(ida, PASSWORD, HERE).secret();
    assertThat(stored()).doesNotContain(begun).contains(".");
    String first = stored();
    String secret = enrol(ida);
    assertThat(stored()).doesNotContain(secret).isNotEqualTo(first);
    Person eve = person("eve");
    enrol(eve);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE second_factor SET secret = (SELECT o.secret FROM second_factor o WHERE o.person = ?) WHERE person = ?",
                    ida.id().value(),
                    eve.id().value()));
    clock.advance(Duration.ofSeconds(60));
    assertProblem(Problem.UNAVAILABLE, () -> factors.logIn(ticket("eve"), code(secret, 0), HERE));
    assertThat(factors.logIn(ticket("ida"), code(secret, 0), HERE)).isNotEmpty();
  }

  @Test
  void whatAnEarlierVersionStoredIsSealedAtTheStart() {
    Person ida = person("ida");
    String secret = enrol(ida);
    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE second_factor SET secret = ?", secret));
    assertThat(node().secondFactors().sealAll()).isZero();
    assertThat(stored()).doesNotContain(secret);
    clock.advance(Duration.ofSeconds(60));
    assertThat(factors.logIn(ticket("ida"), code(secret, 0), HERE)).isNotEmpty();
    assertThat(SecondFactors.areSealed(database.jdbi())).isTrue();
  }

  @Test
  void withAnotherKeyRecoveryCodesAloneLetSomebodyIn() {
    Person ida = person("ida");
    Enrolment begun = factors.begin(ida, PASSWORD, HERE);
    List<String> codes = factors.confirm(ida, code(begun.secret(), 0), HERE);
    People other = node("ab".repeat(32));
    assertThat(other.secondFactors().sealAll()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(60));
    assertProblem(
        Problem.UNAVAILABLE,
        () -> other.secondFactors().logIn(ticket("ida"), code(begun.secret(), 0), HERE));
    assertThat(other.secondFactors().has(ida)).as("it is not silently gone").isTrue();
    assertThat(other.secondFactors().logIn(ticket("ida"), codes.get(0), HERE)).isNotEmpty();
    assertThat(factors.logIn(ticket("ida"), code(begun.secret(), 0), HERE))
        .as("once the key is back")
        .isNotEmpty();
  }

  private String stored() {
    return String.join(" ", rows("SELECT secret FROM second_factor"));
  }

  // Providers

  @Test
  void whoComesForTheFirstTimeGetsAnAccountAndThenTheSameOne() {
    Identity ida = identity("1", "Ida@example.org", true, "Ída <b>\u202E L.");
    Person first = arrived(ida);
    assertThat(first.email().value()).isEqualTo("ida@example.org");
    assertThat(first.name()).isEqualTo("Ída b L.");
    assertThat(arrived(identity("1", "new@example.org", true, "Else")).id())
        .as("whatever the provider says later")
        .isEqualTo(first.id());
    assertThat(people.accounts().hasPassword(first)).isFalse();
    assertProblem(Problem.UNAUTHORIZED, () -> people.accounts().logIn("ida@example.org", "", HERE));
    assertProblem(
        Problem.CONFLICT,
        () -> people.identities().logIn(identity("2", "ida@example.org", true, ""), HERE));
    assertThat(deeds())
        .containsExactly(
            Deed.LOG_IN_FAILED,
            Deed.LOGGED_IN,
            Deed.LOGGED_IN,
            Deed.IDENTITY_LINKED,
            Deed.SIGNED_UP);
  }

  @Test
  void anUnverifiedAddressMakesNoAccount() {
    assertProblem(
        Problem.FORBIDDEN,
        () -> people.identities().logIn(identity("1", "ida@example.org", false, "Ida"), HERE));
    assertProblem(
        Problem.FORBIDDEN, () -> people.identities().logIn(identity("1", "", true, "Ida"), HERE));
    assertThat(rows("SELECT email FROM person")).isEmpty();
  }

  @Test
  void anAccountWithAPasswordIsLinkedOnlyAfterItWasTyped() {
    Person ida = person("ida");
    Identity identity = identity("1", "ida@example.org", true, "Mallory");
    String ticket = passwordNeeded(identity);
    assertThat(people.identities().waitsFor(ticket).value()).isEqualTo("ida@example.org");
    assertProblem(
        Problem.UNAUTHORIZED, () -> people.identities().link(ticket, "another password", HERE));
    assertThat(rows("SELECT subject FROM person_identity")).isEmpty();
    LogIn linked = people.identities().link(ticket, PASSWORD, HERE);
    assertThat(people.bySession(((LogIn.Session) linked).secret()))
        .hasValueSatisfying(person -> assertThat(person.name()).isEqualTo("ida"));
    assertThat(arrived(identity).id()).isEqualTo(ida.id());
    assertProblem(Problem.NOT_FOUND, () -> people.identities().link(ticket, PASSWORD, HERE));
    String late = passwordNeeded(identity("2", "ida@example.org", true, ""));
    clock.advance(Duration.ofMinutes(11));
    assertProblem(Problem.NOT_FOUND, () -> people.identities().link(late, PASSWORD, HERE));
  }

  @Test
  void passwordsForLinksAreThrottledLikeLogIns() {
    person("ida");
    String ticket = passwordNeeded(identity("1", "ida@example.org", true, ""));
    for (int i = 0; i < 10; i++) {
      assertProblem(
          Problem.UNAUTHORIZED, () -> people.identities().link(ticket, "another password", HERE));
    }
    assertProblem(Problem.TOO_MANY, () -> people.identities().link(ticket, PASSWORD, HERE));
  }

  @Test
  void aProviderIsNoWayAroundTheSecondFactor() {
    Person ida = arrived(identity("1", "ida@example.org", true, "Ida"));
    Enrolment begun = factors.begin(ida, "", HERE);
    factors.confirm(ida, code(begun.secret(), 0), HERE);
    Arrival arrival =
        people.identities().logIn(identity("1", "ida@example.org", true, "Ida"), HERE);
    assertThat(((Arrival.Known) arrival).logIn()).isInstanceOf(LogIn.CodeNeeded.class);
    assertProblem(Problem.UNAUTHORIZED, () -> factors.remove(ida, "", HERE));
    clock.advance(Duration.ofSeconds(30));
    factors.remove(ida, code(begun.secret(), 0), HERE);
    assertThat(factors.has(ida)).isFalse();
  }

  @Test
  void aProviderIsUnlinkedWhereAPasswordStillLetsTheOwnerIn() {
    Person ida = person("ida");
    Identity identity = identity("1", "ida@example.org", true, "Ida");
    people.identities().link(passwordNeeded(identity), PASSWORD, HERE);
    String session = people.accounts().logIn("ida@example.org", PASSWORD, HERE);
    assertThat(people.identities().of(ida))
        .singleElement()
        .satisfies(
            linked -> {
              assertThat(linked.issuer()).isEqualTo(ISSUER);
              assertThat(linked.subject()).isEqualTo("1");
              assertThat(linked.linkedAt()).isEqualTo(clock.instant());
            });
    Person eve = person("eve");
    assertProblem(Problem.NOT_FOUND, () -> people.identities().unlink(eve, ISSUER, "1", HERE));
    people.identities().unlink(ida, ISSUER, "1", HERE);
    assertProblem(Problem.NOT_FOUND, () -> people.identities().unlink(ida, ISSUER, "1", HERE));
    assertThat(people.identities().of(ida)).isEmpty();
    assertThat(people.bySession(session)).as("ends nothing else").isPresent();
    assertThat(deeds()).containsOnlyOnce(Deed.IDENTITY_UNLINKED);
    assertThat(people.identities().logIn(identity, HERE))
        .as("the password is asked for again")
        .isInstanceOf(Arrival.PasswordNeeded.class);

    Person bob = arrived(identity("2", "bob@example.org", true, "Bob"));
    assertProblem(Problem.CONFLICT, () -> people.identities().unlink(bob, ISSUER, "2", HERE));
    assertThat(people.identities().of(bob)).hasSize(1);
  }

  @Test
  void manyFirstArrivalsAtOnceAreOneAccount() throws Exception {
    List<Person> arrived = atOnce(8, () -> arrived(identity("1", "ida@example.org", true, "Ida")));
    assertThat(arrived).extracting(Person::id).containsOnly(arrived.get(0).id());
    assertThat(rows("SELECT email FROM person")).hasSize(1);
  }

  private static Identity identity(String subject, String email, boolean verified, String name) {
    return new Identity(ISSUER, subject, email, verified, name);
  }

  private Person arrived(Identity identity) {
    Arrival arrival = people.identities().logIn(identity, HERE);
    LogIn logIn = ((Arrival.Known) arrival).logIn();
    return people.bySession(((LogIn.Session) logIn).secret()).orElseThrow();
  }

  private String passwordNeeded(Identity identity) {
    return ((Arrival.PasswordNeeded) people.identities().logIn(identity, HERE)).ticket();
  }

  private String enrol(Person person) {
    Enrolment begun = factors.begin(person, PASSWORD, HERE);
    factors.confirm(person, code(begun.secret(), 0), HERE);
    return begun.secret();
  }

  private String ticket(String name) {
    LogIn begun = people.accounts().beginLogIn(name + "@example.org", PASSWORD, "test");
    return ((LogIn.CodeNeeded) begun).ticket();
  }

  private Person person(String name) {
    String email = name + "@example.org";
    people.accounts().signUp(email, name, PASSWORD, "");
    return people.bySession(people.accounts().logIn(email, PASSWORD, "test")).orElseThrow();
  }

  /** As an app computes it that has never seen ours; so many steps from now. */
  private String code(String base32, int steps) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < base32.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      bits.append(Integer.toBinaryString(32 + value).substring(1));
    }
    byte[] secret = new byte[bits.length() / 8];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      long step = clock.instant().getEpochSecond() / 30 + steps;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int bitsOfCode = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", bitsOfCode % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> rows(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private String journal() {
    return people.journal(root(), "", Long.MAX_VALUE).toString();
  }

  /** The newest first. */
  private List<Deed> deeds() {
    return people.journal(root(), "", Long.MAX_VALUE).stream()
        .map(line -> line.entry().deed())
        .toList();
  }

  private static Person root() {
    return new Person(new PersonId(1), Email.of("root@example.org"), "Root", true, Set.of());
  }

  private static void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
