package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Quotas.Quota;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.Entered;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.submission.UploadId;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamStore;
import org.hideandseek.platform.upload.JdbiUploadStore;
import org.hideandseek.platform.upload.PendingUpload;
import org.hideandseek.platform.upload.UploadStore;
import org.hideandseek.platform.upload.UploadStore.Begun;
import org.hideandseek.sandbox.ImageId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for uploads that can be resumed. */
abstract class UploadContract {
  private static final String CHALLENGE = "mayo-pbc";
  private static final BlobId BLOB = new BlobId("ab".repeat(32));
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Upload FILE = Upload.image(BLOB, new ImageId("sha256:" + "cd".repeat(32)));

  private final SettableClock clock = new SettableClock();
  private UploadStore uploads;
  private SubmissionStore submissions;
  private Team team;
  private Team other;
  private int drawn;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void openChallenge() {
    Database database = database();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO challenge
                      (name, definition, overview, secret_seed, public_patients, private_patients, opened_at)
                    VALUES (?, ?, '', ?, 62, 250, ?)
                    """,
                    CHALLENGE,
                    Bundle.find(CHALLENGE).yaml(),
                    "00".repeat(32),
                    clock.instant()));
    TeamStore teams = new JdbiTeamStore(database.jdbi(), clock);
    team = teams.add("Lethe", false, "11".repeat(32)).orElseThrow();
    other = teams.add("Charon", false, "22".repeat(32)).orElseThrow();
    uploads = new JdbiUploadStore(database.jdbi(), clock);
    submissions = new JdbiSubmissionStore(database.jdbi(), clock);
  }

  @Test
  void anUploadIsReadAsItWasBegun() {
    Statement statement =
        new Statement(
            "A river\nof <patients>",
            Map.of("method", "It \"flows\"."),
            Optional.of(new Agreement("Ada", clock.instant(), "ee".repeat(32))));
    PendingUpload whole =
        upload(
            new Entry(
                CHALLENGE,
                team.id(),
                PlayerRole.SEEKER,
                "river",
                statement,
                new Ticket(2, new Quota(Optional.of(3), Optional.of(9)))),
            Optional.of(BLOB));
    PendingUpload bare = upload(entry(team, "lake"), Optional.empty());
    assertThat(uploads.begin(whole, 5)).isEqualTo(Begun.BEGUN);
    assertThat(uploads.begin(bare, 5)).isEqualTo(Begun.BEGUN);
    assertThat(uploads.find(whole.id())).contains(whole);
    assertThat(uploads.find(bare.id())).contains(bare);
    assertThat(uploads.unfinished(CHALLENGE, team.id())).containsExactlyInAnyOrder(whole, bare);
    assertThat(uploads.unfinished(CHALLENGE, other.id())).isEmpty();
  }

  @Test
  void namesAndNumbersAreLimited() {
    assertThat(begin(team, "a")).isEqualTo(Begun.BEGUN);
    assertThat(begin(team, "a")).isEqualTo(Begun.UNDER_WAY);
    assertThat(begin(other, "a")).isEqualTo(Begun.NAME_TAKEN);
    assertThat(begin(team, "b")).isEqualTo(Begun.BEGUN);
    assertThat(begin(team, "c")).isEqualTo(Begun.TOO_MANY);
    submissions.enter(entry(other, "taken"), FILE);
    assertThat(begin(other, "taken")).isEqualTo(Begun.NAME_TAKEN);
    clock.advance(Duration.ofDays(2));
    assertThat(begin(other, "a")).isEqualTo(Begun.BEGUN);
  }

  @Test
  void manyThatBeginAtOnceAreAsManyAsTheLimit() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(40);
    List<Future<Begun>> sent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        PendingUpload one = upload(entry(team, "n" + i), Optional.empty());
        sent.add(
            clients.submit(
                () -> {
                  start.await();
                  return uploads.begin(one, 3);
                }));
      }
      start.countDown();
      int begun = 0;
      for (Future<Begun> one : sent) {
        begun += one.get() == Begun.BEGUN ? 1 : 0;
      }
      assertThat(begun).isEqualTo(3);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void oneWriterHoldsTheLeaseUntilItGivesItBackOrIsSilent() {
    UploadId id = begun("a");
    assertThat(uploads.take(id, "one", LEASE)).isTrue();
    assertThat(uploads.take(id, "two", LEASE)).isFalse();
    clock.advance(LEASE.minusMillis(1));
    assertThat(uploads.renew(id, "one", 40, LEASE)).isTrue();
    clock.advance(LEASE.minusMillis(1));
    assertThat(uploads.take(id, "two", LEASE)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(uploads.take(id, "two", LEASE)).isTrue();
    assertThat(uploads.renew(id, "one", 60, LEASE)).isFalse();
    assertThat(uploads.release(id, "one", 60)).isFalse();
    assertThat(received(id)).isEqualTo(40);
    assertThat(uploads.release(id, "two", 50)).isTrue();
    assertThat(received(id)).isEqualTo(50);
    assertThat(uploads.take(id, "three", LEASE)).isTrue();
  }

  @Test
  void whatHasEndedIsNotWrittenToAndIsForgottenInTheEnd() {
    UploadId refused = begun("refused");
    UploadId finished = begun("finished");
    UploadId held = begun("held");
    uploads.refuse(refused, "It is no image. ".repeat(100));
    PendingUpload upload = uploads.find(finished).orElseThrow();
    SubmissionId submission = submissions.finish(finished, upload.entry(), FILE).id().orElseThrow();
    assertThat(uploads.take(refused, "x", LEASE)).isFalse();
    assertThat(uploads.take(finished, "x", LEASE)).isFalse();
    assertThat(uploads.find(refused).orElseThrow().refusal()).startsWith("It is no image.");
    assertThat(uploads.find(finished).orElseThrow().submission()).contains(submission);
    uploads.seal(held, BLOB);
    assertThat(uploads.find(held).orElseThrow().archive()).contains(BLOB);
    assertThat(uploads.unfinished(CHALLENGE, team.id()))
        .extracting(PendingUpload::id)
        .containsExactly(held);
    assertThat(uploads.expired()).isEmpty();
    clock.advance(Duration.ofDays(2).minusSeconds(1));
    uploads.hold(held, Duration.ofHours(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(uploads.take(held, "x", LEASE)).isFalse();
    assertThat(uploads.expired()).containsExactlyInAnyOrder(refused, finished);
    uploads.hold(held, Duration.ZERO);
    assertThat(uploads.expired()).contains(held);
    uploads.delete(held);
    assertThat(uploads.find(held)).isEmpty();
  }

  @Test
  void anUploadBecomesOneSubmissionHoweverOftenItIsFinished() throws Exception {
    UploadId id = begun("a");
    Entry entry = uploads.find(id).orElseThrow().entry();
    ExecutorService tabs = Executors.newFixedThreadPool(8);
    List<Future<Entered>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        answers.add(tabs.submit(() -> submissions.finish(id, entry, FILE)));
      }
      for (Future<Entered> answer : answers) {
        assertThat(answer.get().id()).isEqualTo(answers.get(0).get().id()).isPresent();
      }
    } finally {
      tabs.shutdownNow();
    }
    assertThat(submissions.all(CHALLENGE)).hasSize(1);
  }

  @Test
  void whatIsSaidOfASubmissionIsKeptWithIt() {
    Statement statement =
        new Statement(
            "It flows.",
            Map.of("paper", "https://example.org"),
            Optional.of(new Agreement("Ada", clock.instant(), "ee".repeat(32))));
    Entry said = new Entry(CHALLENGE, team.id(), PlayerRole.HIDER, "said", statement, Ticket.FREE);
    SubmissionId id = submissions.enter(said, FILE).id().orElseThrow();
    assertThat(submissions.statement(id)).isEqualTo(statement);
    SubmissionId silent = submissions.enter(entry(team, "silent"), FILE).id().orElseThrow();
    assertThat(submissions.statement(silent)).isEqualTo(Statement.NONE);
  }

  private long received(UploadId id) {
    return uploads.find(id).orElseThrow().received();
  }

  private UploadId begun(String name) {
    PendingUpload one = upload(entry(team, name), Optional.empty());
    assertThat(uploads.begin(one, 5)).isEqualTo(Begun.BEGUN);
    return one.id();
  }

  private Begun begin(Team owner, String name) {
    return uploads.begin(upload(entry(owner, name), Optional.empty()), 2);
  }

  private static Entry entry(Team owner, String name) {
    return new Entry(CHALLENGE, owner.id(), PlayerRole.HIDER, name, Statement.NONE, Ticket.FREE);
  }

  private PendingUpload upload(Entry entry, Optional<BlobId> announced) {
    Instant now = clock.instant();
    return PendingUpload.begin(
        new UploadId("%032d".formatted(++drawn)),
        entry,
        announced,
        100,
        now,
        now.plus(Duration.ofDays(2)));
  }
}
