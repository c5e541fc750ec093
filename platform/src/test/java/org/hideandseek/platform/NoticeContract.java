package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hideandseek.platform.AtOnce.atOnce;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.mail.JdbiMailStore;
import org.hideandseek.platform.mail.Mail;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.MailException;
import org.hideandseek.platform.mail.MailServer;
import org.hideandseek.platform.mail.Postman;
import org.hideandseek.platform.mail.SmtpConfig;
import org.hideandseek.platform.mail.SmtpServer;
import org.hideandseek.platform.notice.Herald;
import org.hideandseek.platform.notice.Notice;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.steering.JdbiSteeringStore;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.Team;
import org.hideandseek.sandbox.ImageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are told, in the site and by mail through a real server, on every database. */
abstract class NoticeContract {
  private static final String CHALLENGE = "mayo-pbc";
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "192.0.2.7";
  private static final Pattern LINK =
      Pattern.compile("https://privacy\\.example/reset\\?token=(hsr_[0-9a-f]{64})");

  private final SettableClock clock = new SettableClock();
  private final SecureRandom random = new SecureRandom();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Database database;
  private JdbiChallengeStore challenges;
  private MailConfig config;
  private People people;
  private int images;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void open() {
    server.start();
    database = database();
    challenges = new JdbiChallengeStore(database.jdbi());
    config =
        new MailConfig(
            SmtpConfig.of(
                "smtp://127.0.0.1:" + server.getSmtp().getPort(), "", "no-reply@privacy.example"),
            URI.create("https://privacy.example/"));
    people = node();
    open(
        """
        phases:
          - {name: trial, starts: 2026-02-27T00:00Z, ends: 2026-03-02T00:00Z, splits: 1}
          - name: final
            starts: 2026-03-02T00:00Z
            ends: 2026-03-09T00:00Z
            visibility: {boards: hidden, own_scores: hidden}
        """);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private People node() {
    return People.open(
        database.jdbi(),
        new People.Guards(
            new Passwords(new Cost(64, 1, 1), random, 4, Duration.ofSeconds(10)),
            new Tokens(random),
            Vault.of("5e".repeat(32), random)),
        clock,
        Optional.of(config));
  }

  private void open(String more) {
    OpenedChallenges.add(challenges, CHALLENGE, more, clock.instant());
  }

  // Mail

  @Test
  void aForgottenPasswordIsSetWithTheLinkInTheMail() throws Exception {
    Person ida = person("ida");
    people.forgotten().ask(" Ida@example.org", HERE);
    assertThat(rows("SELECT subject || body FROM mail")).as("no link is kept").containsExactly("");
    postman().sendAll();
    MimeMessage mail = received().get(0);
    assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("ida@example.org");
    assertThat(mail.getFrom()[0].toString()).contains("no-reply@privacy.example");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    String token = found(LINK, text(mail));
    people.accounts().resetPassword(token, "another long password", HERE);
    assertThat(people.accounts().logIn("ida@example.org", "another long password", HERE))
        .isNotEmpty();
    assertProblem(
        Problem.NOT_FOUND,
        () -> people.accounts().resetPassword(token, "a third long password", HERE));
    postman().sendAll();
    assertThat(received()).hasSize(1);
    assertThat(deeds(ida)).contains(Deed.RESET_LINK_MADE, Deed.PASSWORD_CHANGED);
  }

  @Test
  void whetherAnAddressHasAnAccountIsInNoAnswerAndNobodyElseGetsMail() {
    person("ida");
    people.forgotten().ask("ida@example.org", HERE);
    people.forgotten().ask("nobody@example.org", HERE);
    assertThat(rows("SELECT kind || state FROM mail"))
        .containsExactly("resetwaiting", "resetwaiting");
    postman().sendAll();
    assertThat(received()).hasSize(1);
    assertThat(rows("SELECT state FROM mail ORDER BY id")).containsExactly("sent", "dropped");
    for (String address : List.of("ida@example.org", "nobody@example.org")) {
      people.forgotten().ask(address, HERE);
      people.forgotten().ask(address, HERE);
      assertProblem(Problem.TOO_MANY, () -> people.forgotten().ask(address, "203.0.113.1"));
    }
    assertProblem(Problem.INVALID, () -> people.forgotten().ask("ida@example.org\r\nx", HERE));
  }

  @Test
  void oneAddressCanAskForManyAccountsOnlySoOften() {
    for (int i = 0; i < 30; i++) {
      people.forgotten().ask("nobody" + i + "@example.org", HERE);
    }
    assertProblem(Problem.TOO_MANY, () -> people.forgotten().ask("ida@example.org", HERE));
    clock.advance(Duration.ofMinutes(16));
    people.forgotten().ask("ida@example.org", HERE);
  }

  @Test
  void nothingInASubjectOrTextBecomesAHeader() throws Exception {
    new SmtpServer(config.smtp(), clock)
        .send(
            "hs-1",
            new Mail(
                Email.of("ida@example.org"),
                "Hello\r\nBcc: eve@example.org\r\n\r\nbody\u2028\u202E",
                "line\r\n.\r\nRCPT TO:<eve@example.org>\r\nend\u0000"));
    MimeMessage mail = received().get(0);
    assertThat(received()).hasSize(1);
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).startsWith("Hello  Bcc: eve@example.org").doesNotContain("\n");
    assertThat(text(mail)).contains("RCPT TO").contains("end\uFFFD");
    assertThat(mail.getMessageID()).isEqualTo("<hs-1@privacy.example>");
  }

  @Test
  void twoNodesSendEachMailOnce() throws Exception {
    Person ida = person("ida");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    for (int i = 0; i < 100; i++) {
      people.notices().toParticipants(CHALLENGE, "n" + i, "Number " + i, "text");
    }
    atOnce(
        4,
        () -> {
          postman().sendAll();
          return true;
        });
    assertThat(received()).extracting(MimeMessage::getSubject).hasSize(100).doesNotHaveDuplicates();
    assertThat(rows("SELECT DISTINCT state || subject || body FROM mail")).containsExactly("sent");
  }

  @Test
  void aServerThatIsAwayIsTriedAgainLaterAndLaterUntilTheMailExpires() {
    person("ida");
    people.forgotten().ask("ida@example.org", HERE);
    List<Instant> tries = new ArrayList<>();
    Postman failing =
        postman(
            (id, mail) -> {
              tries.add(clock.instant());
              throw new MailException("away", false, new IOException());
            });
    for (int minute = 0; minute < 180; minute++) {
      failing.sendAll();
      clock.advance(Duration.ofMinutes(1));
    }
    List<Long> minutes =
        tries.stream().map(at -> Duration.between(tries.get(0), at).toMinutes()).toList();
    assertThat(minutes).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L);
    assertThat(rows("SELECT state || problem FROM mail")).containsExactly("given-upaway");
  }

  @Test
  void mailSurvivesTheNodeThatHadIt() {
    person("ida");
    people.forgotten().ask("ida@example.org", HERE);
    Postman dying =
        postman(
            (id, mail) -> {
              throw new IllegalStateException("this node dies");
            });
    assertThatThrownBy(dying::sendAll).hasMessage("this node dies");
    postman().sendAll();
    assertThat(received()).as("still held").isEmpty();
    clock.advance(Duration.ofMinutes(6));
    postman().sendAll();
    assertThat(received()).hasSize(1);
  }

  @Test
  void anAddressThatTheServerRefusesIsGivenUpAtOnce() {
    person("ida");
    people.forgotten().ask("ida@example.org", HERE);
    postman(
            (id, mail) -> {
              throw new MailException("550 no such user", true, new IOException());
            })
        .sendAll();
    assertThat(rows("SELECT state FROM mail")).containsExactly("given-up");
  }

  // Notices

  @Test
  void peopleAreToldOnceWhatBecameOfTheirSubmissions() throws Exception {
    Person ida = person("ida");
    Person bob = person("bob");
    Person eve = person("eve");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    Team team = people.teams().roster(ida.id(), CHALLENGE).orElseThrow().team();
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    people.teams().make(eve, CHALLENGE, "Styx", HERE);
    tellAll();
    assertThat(subjects(ida))
        .containsExactly("Phase 'trial' of mayo-pbc has begun", "bob joined Lethe");
    assertThat(subjects(bob)).containsExactly("Phase 'trial' of mayo-pbc has begun");

    SubmissionId first = submit(team, "river");
    SubmissionId second = submit(team, "stream");
    tellAll();
    assertThat(subjects(bob)).hasSize(1);
    become(first, "playing", "");
    become(second, "refused", "The container refused: no\r\nBcc: eve@example.org");
    atOnce(
        4,
        () -> {
          tellAll();
          return true;
        });
    become(first, "ranked", "");
    tellAll();
    become(first, "playing", "");
    tellAll();
    become(first, "ranked", "");
    tellAll();
    become(first, "disqualified", "It opened a socket.");
    tellAll();
    tellAll();
    assertThat(subjects(bob))
        .containsExactly(
            "'river' was disqualified in mayo-pbc",
            "'river' has been played in mayo-pbc",
            "'stream' was refused in mayo-pbc",
            "'river' passed its check in mayo-pbc",
            "Phase 'trial' of mayo-pbc has begun");
    assertThat(subjects(eve)).containsExactly("Phase 'trial' of mayo-pbc has begun");
    assertThat(people.notices().of(bob, Long.MAX_VALUE).get(0))
        .satisfies(
            notice -> {
              assertThat(notice.text()).isEqualTo("The reason: It opened a socket.");
              assertThat(notice.link()).isEqualTo("/submissions/" + first.value());
              assertThat(notice.read()).isFalse();
            });
    postman().sendAll();
    assertThat(received()).as("5 + 6 + 1").hasSize(12);
    MimeMessage refused =
        received().stream()
            .filter(mail -> subject(mail).contains("refused"))
            .findFirst()
            .orElseThrow();
    assertThat(refused.getHeader("Bcc")).isNull();
    assertThat(text(refused))
        .contains("https://privacy.example/submissions/" + second.value())
        .contains("https://privacy.example/account/notices");
  }

  @Test
  void noticesAreReadOneByOneAndMailCanBeTurnedOff() {
    Person ida = person("ida");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.notices().setMail(ida, false, HERE);
    people.notices().setMail(ida, false, HERE);
    assertThat(people.notices().wantsMail(ida)).isFalse();
    assertThat(people.notices().toParticipants(CHALLENGE, "1", "One", "text")).hasValue(1);
    assertThat(node().notices().toParticipants(CHALLENGE, "1", "One", "text")).isEmpty();
    assertThat(people.notices().toParticipants(CHALLENGE, "2", "Two", "x".repeat(10_000)))
        .hasValue(1);
    assertThat(people.notices().unread(ida)).isEqualTo(2);
    Notice newest = people.notices().of(ida, Long.MAX_VALUE).get(0);
    people.notices().toParticipants(CHALLENGE, "3", "Three", "text");
    people.notices().markRead(ida, newest.id());
    assertThat(people.notices().unread(ida)).as("what came since").isEqualTo(1);
    assertThat(people.notices().of(ida, newest.id()))
        .extracting(Notice::subject)
        .containsExactly("One");
    postman().sendAll();
    assertThat(received()).isEmpty();
    people.notices().setMail(ida, true, HERE);
    people.notices().toParticipants(CHALLENGE, "4", "Four", "text");
    postman().sendAll();
    assertThat(received()).extracting(NoticeContract::subject).containsExactly("Four");
    assertThat(deeds(ida))
        .filteredOn(deed -> deed.name().startsWith("NOTICE"))
        .containsExactly(Deed.NOTICE_MAIL_TURNED_ON, Deed.NOTICE_MAIL_TURNED_OFF);
  }

  @Test
  void aPhaseIsAnnouncedWhenItBeginsAndADayBeforeItEnds() {
    Person ida = person("ida");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    List<String> told = new ArrayList<>();
    for (int hour = 0; hour < 24 * 12; hour++) {
      int before = subjects(ida).size();
      tellAll();
      if (subjects(ida).size() > before) {
        told.add(clock.instant().toString().substring(0, 13) + " " + subjects(ida).get(0));
      }
      clock.advance(Duration.ofHours(1));
    }
    assertThat(told)
        .containsExactly(
            "2026-02-28T23 Phase 'trial' of mayo-pbc has begun",
            "2026-03-01T00 Phase 'trial' of mayo-pbc ends soon",
            "2026-03-02T00 Phase 'final' of mayo-pbc has begun",
            "2026-03-08T00 Phase 'final' of mayo-pbc ends soon");
  }

  @Test
  void whoeverHasLeftIsToldNoMore() {
    Person ida = person("ida");
    Person bob = person("bob");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    people.teams().leave(bob, CHALLENGE, HERE);
    tellAll();
    people.notices().toParticipants(CHALLENGE, "1", "One", "text");
    assertThat(subjects(ida)).containsSubsequence("One", "bob left Lethe", "bob joined Lethe");
    assertThat(subjects(bob)).isEmpty();
  }

  @Test
  void whatOrganisersAnnounceIsToldOnceToWhoPlaysThere() {
    Person ida = person("ida");
    Person eve = person("eve");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    tellAll();
    new JdbiSteeringStore(database.jdbi(), clock)
        .announce(
            CHALLENGE,
            "Two hours more\nfor everybody.",
            Actor.operator().did(Deed.ANNOUNCED, CHALLENGE, "Two hours more"));
    tellAll();
    tellAll();
    assertThat(people.notices().of(ida, Long.MAX_VALUE))
        .filteredOn(notice -> notice.subject().equals("mayo-pbc: Two hours more"))
        .extracting(Notice::text)
        .containsExactly("Two hours more\nfor everybody.");
    assertThat(subjects(eve)).isEmpty();
  }

  @Test
  void whoeverIsTakenOutOfATeamIsToldAndSoAreTheOthers() {
    Person ida = person("ida");
    Person bob = person("bob");
    Person eve = person("eve");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    String link = people.teams().invite(ida, CHALLENGE, 2, HERE);
    people.teams().join(bob, link, HERE);
    people.teams().join(eve, link, HERE);
    people.teams().remove(ida, CHALLENGE, bob.id(), HERE);
    tellAll();
    tellAll();
    assertThat(subjects(bob)).contains("You are no longer in Lethe").doesNotHaveDuplicates();
    assertThat(subjects(eve)).contains("bob left Lethe");
    assertThat(subjects(ida)).doesNotContain("bob left Lethe");
  }

  private void tellAll() {
    new Herald(node().notices(), challenges::all, new JdbiPhaseStore(database.jdbi(), clock))
        .tellAll();
  }

  private Postman postman() {
    return postman(new SmtpServer(config.smtp(), clock));
  }

  private Postman postman(MailServer to) {
    return new Postman(new JdbiMailStore(database.jdbi()), to, people::write, clock);
  }

  private List<MimeMessage> received() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) throws IOException, MessagingException {
    return mail.getContent().toString();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private List<String> subjects(Person person) {
    return people.notices().of(person, Long.MAX_VALUE).stream().map(Notice::subject).toList();
  }

  /** Somebody whose address is known to be theirs. */
  private Person person(String name) {
    String email = name + "@example.org";
    people.accounts().signUp(email, name, PASSWORD, "");
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("UPDATE person SET verified_at = created_at");
              handle.execute("DELETE FROM mail WHERE kind = 'verify'");
            });
    return people.bySession(people.accounts().logIn(email, PASSWORD, "test")).orElseThrow();
  }

  private SubmissionId submit(Team team, String name) {
    images++;
    return new JdbiSubmissionStore(database.jdbi(), clock)
        .add(
            CHALLENGE,
            team.id(),
            PlayerRole.HIDER,
            name,
            Upload.image(
                new BlobId("ab".repeat(32)), new ImageId("sha256:" + "0".repeat(63) + images)))
        .orElseThrow();
  }

  private void become(SubmissionId submission, String state, String reason) {
    clock.advance(Duration.ofMillis(1));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE submission SET state = ?, reason = ?, changed_at = ? WHERE id = ?",
                    state,
                    reason,
                    clock.instant(),
                    submission.value()));
  }

  private List<String> rows(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  /** The newest first. */
  private List<Deed> deeds(Person person) {
    Person root = new Person(person.id(), person.email(), "Root", true, Set.of());
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
