package org.hideandseek.app.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.Audited;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.scoring.audit.AuditReport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Fills a database with a whole competition in minutes: teams, challenges, submissions of every
 * state, and the runs between those that play, made by the database itself. Scores follow from the
 * numbers of the players, so that some hiders leak more and some seekers find more.
 */
final class JdbiCompetitionFiller {
  static final int SPLITS = 2;
  private static final String BLOB = "ab".repeat(32);
  private static final int CANDIDATES = 500;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Instant now;

  JdbiCompetitionFiller(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.now = clock.instant();
  }

  /**
   * A challenge to be.
   *
   * @param number from 1
   * @param hiders how many play
   * @param seekers how many play
   * @param others how many submissions were refused, withdrawn or cancelled
   * @param boards visibility of the boards in the phase under way; empty in a challenge without
   *     phases
   * @param waiting how many of its matches wait
   */
  record Plan(
      int number, int hiders, int seekers, int others, Optional<String> boards, int waiting) {
    String name() {
      return "bench-" + number;
    }

    int matches() {
      return hiders * seekers * SPLITS;
    }
  }

  /** The token of a team, from 1. */
  static String token(int team) {
    return "bench-token-" + team;
  }

  void teams(int count) {
    jdbi.useTransaction(
        handle -> {
          PreparedBatch rows =
              handle.prepareBatch(
                  "INSERT INTO team (name, baseline, token_hash, created_at) VALUES (:name, :baseline, :hash, :now)");
          for (int team = 1; team <= count; team++) {
            rows.bind("name", team == 1 ? "Organisers" : "Team " + team)
                .bind("baseline", team == 1)
                .bind("hash", Tokens.hash(token(team)))
                .bind("now", now)
                .add();
          }
          rows.execute();
          handle.execute(
              """
              INSERT INTO queue_team (team, baseline, waiting, running, served)
              SELECT t.id, t.baseline, FALSE, 0, 0 FROM team t
              WHERE NOT EXISTS (SELECT 1 FROM queue_team q WHERE q.team = t.id)
              """);
        });
  }

  void challenge(Plan plan, int teams) {
    add(plan);
    jdbi.useTransaction(handle -> submissions(handle, plan, teams));
    jdbi.useTransaction(handle -> runs(handle, plan));
    jdbi.useTransaction(handle -> results(handle, plan));
  }

  /** Brings the database's knowledge of its tables up to date, as it would be after days. */
  void settle() {
    jdbi.useHandle(handle -> handle.execute("ANALYZE"));
  }

  private void add(Plan plan) {
    String yaml = yaml(plan);
    OpenChallenge challenge =
        new OpenChallenge(
            Bundle.parse(yaml, "the bench's challenge"),
            "## What this is\n\nA challenge that was made for a measurement.\n",
            SecretSeed.guessable(plan.number()),
            62,
            250,
            now,
            Optional.empty(),
            Optional.empty());
    new JdbiChallengeStore(jdbi)
        .add(
            challenge,
            yaml,
            List.of(),
            new Audited(
                new AuditReport(List.of()),
                Optional.of("a measurement: its seed is no secret"),
                now));
    // Its phases began long ago, and somebody has noticed.
    Stage stage = new JdbiPhaseStore(jdbi, clock).stage(challenge.definition());
    if (stage.phased() != plan.boards().isPresent()) {
      throw new IllegalStateException("the phases of " + plan.name() + " are not as planned");
    }
  }

  private String yaml(Plan plan) {
    return """
        name: NAME
        title: Bench NUMBER
        summary: Made for a measurement.
        data: {importer: mayo-pbc}
        public_share: 0.5
        splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
        facets: [marginals, one-step-ahead, temporal-structure, missingness]
        gate: 0.4
        hiders: {seconds: 15, memory_mib: 256, cpus: 1}
        seekers: {seconds: 15, memory_mib: 256, cpus: 1}
        """
            .replace("NAME", plan.name())
            .replace("NUMBER", Integer.toString(plan.number()))
        + plan.boards().map(this::phases).orElse("");
  }

  private String phases(String boards) {
    return """
        phases:
          - {name: trial, starts: START, ends: MIDDLE}
          - name: final
            starts: MIDDLE
            ends: END
            visibility: {boards: BOARDS}
        """
        .replace("START", day(-30))
        .replace("MIDDLE", day(-10))
        .replace("END", day(30))
        .replace("BOARDS", boards);
  }

  private String day(int from) {
    return now.plus(Duration.ofDays(from)).toString().substring(0, 10) + "T00:00Z";
  }

  private void submissions(Handle handle, Plan plan, int teams) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            INSERT INTO submission
              (challenge, team, role, name, archive, format, image, entrant, state, reason, actor, created_at,
               changed_at, phase, last_phase)
            VALUES (:challenge, :team, :role, :name, :blob, 'image', :image, :entrant, :state, :reason, :actor, :now,
               :now, :phase, :phase)
            """);
    List<String> states = List.of("refused", "refused", "withdrawn", "cancelled", "disqualified");
    List<Long> ids = handle.createQuery("SELECT id FROM team ORDER BY id").mapTo(Long.class).list();
    int entrant = 0;
    for (int number = 0; number < plan.hiders() + plan.seekers() + plan.others(); number++) {
      boolean plays = number < plan.hiders() + plan.seekers();
      boolean hides = plays ? number < plan.hiders() : number % 2 == 0;
      boolean baseline = plays && number % 50 == 0;
      String state = plays ? "ranked" : states.get(number % states.size());
      int team = baseline ? 0 : 1 + (plan.number() * 131 + number) % (teams - 1);
      entrant++;
      rows.bind("challenge", plan.name())
          .bind("team", ids.get(team))
          .bind("role", hides ? "hider" : "seeker")
          .bind("name", (hides ? "hider-" : "seeker-") + number)
          .bind("blob", BLOB)
          .bind("image", image(plan, number))
          .bind("entrant", entrant)
          .bind("state", state)
          .bind("reason", plays ? "" : "It was " + state + " for the measurement.")
          .bind("actor", plays ? "platform" : "team")
          .bind("now", now.minus(Duration.ofDays(5)).plusSeconds(number))
          .bind("phase", plan.boards().isEmpty() || baseline ? 0 : 2)
          .add();
    }
    rows.execute();
  }

  private static String image(Plan plan, int number) {
    return "sha256:" + String.format(Locale.ROOT, "%064x", plan.number() * 100_000L + number);
  }

  private void runs(Handle handle, Plan plan) {
    String columns =
        """
        INSERT INTO run
          (challenge, kind, split, hider_image, seeker_image, state, reason, actor, attempt, queued_at, started_at,
           finished_at, exit_code, duration_ms, cpu_ms, peak_bytes, log, owner_role, owner_image)
        """;
    String use = ", 0, 2500, 2100, 180000000, :blob, ";
    String times =
        "CAST(:queued AS TIMESTAMP(3) WITH TIME ZONE), CAST(:queued AS TIMESTAMP(3) WITH TIME ZONE),"
            + " CAST(:finished AS TIMESTAMP(3) WITH TIME ZONE)";
    List<String> inserts = new ArrayList<>();
    inserts.add(
        columns
            + """
            SELECT s.challenge, '1-check', 0, CASE WHEN s.role = 'hider' THEN s.image ELSE '' END,
              CASE WHEN s.role = 'seeker' THEN s.image ELSE '' END,
              CASE WHEN s.state = 'refused' THEN 'failed' ELSE 'succeeded' END, '', 'player', 1,\s"""
            + times
            + use
            + "s.role, s.image FROM submission s WHERE s.challenge = :challenge");
    inserts.add(
        columns
            + "SELECT s.challenge, '2-release', n.split, s.image, '', 'succeeded', '', 'player', 1, "
            + times
            + use
            + """
              'hider', s.image
            FROM submission s CROSS JOIN (VALUES (1), (2)) n (split)
            WHERE s.challenge = :challenge AND s.role = 'hider' AND s.state = 'ranked'
            """);
    inserts.add(
        columns
            + """
            SELECT h.challenge, '3-match', n.split, h.image, s.image,
              CASE WHEN MOD(h.id * 31 + s.id * 17 + n.split, 100) = 0 THEN 'timed-out' ELSE 'succeeded' END,
              CASE WHEN MOD(h.id * 31 + s.id * 17 + n.split, 100) = 0 THEN 'It ran longer than 15 seconds.' ELSE '' END,
              'player', 1,\s"""
            + times
            + use
            + """
              'seeker', s.image
            FROM submission h JOIN submission s ON s.challenge = h.challenge CROSS JOIN (VALUES (1), (2)) n (split)
            WHERE h.challenge = :challenge AND h.role = 'hider' AND h.state = 'ranked'
              AND s.role = 'seeker' AND s.state = 'ranked'
            """);
    for (String insert : inserts) {
      handle
          .createUpdate(insert)
          .bind("challenge", plan.name())
          .bind("queued", now.minus(Duration.ofDays(4)))
          .bind("finished", now.minus(Duration.ofDays(3)))
          .bind("blob", BLOB)
          .execute();
    }
    if (plan.waiting() > 0) {
      waiting(handle, plan);
    }
  }

  private static void waiting(Handle handle, Plan plan) {
    handle
        .createUpdate(
            """
            UPDATE run SET state = 'queued', reason = '', actor = NULL, attempt = 0, started_at = NULL,
              finished_at = NULL, exit_code = NULL, duration_ms = NULL, cpu_ms = NULL, peak_bytes = NULL, log = NULL
            WHERE id IN (SELECT id FROM run WHERE challenge = :challenge AND kind = '3-match' ORDER BY id LIMIT :count)
            """)
        .bind("challenge", plan.name())
        .bind("count", plan.waiting())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO queue_entry (run, team, kind, raised)
            SELECT DISTINCT r.id, s.team, r.kind, FALSE FROM run r JOIN submission s
              ON s.challenge = r.challenge AND s.role = r.owner_role AND s.image = r.owner_image
            WHERE r.challenge = :challenge AND r.state = 'queued'
            """)
        .bind("challenge", plan.name())
        .execute();
    handle.execute(
        "UPDATE queue_team SET waiting = TRUE WHERE EXISTS (SELECT 1 FROM queue_entry q WHERE q.team = queue_team.team)");
  }

  private void results(Handle handle, Plan plan) {
    handle
        .createUpdate(
            """
            INSERT INTO release_result
              (run, values_blob, times_blob, lengths_blob, statics_blob, utility, utility_low, utility_high, facets,
               gate_2020, scorer)
            SELECT r.id, :blob, :blob, :blob, :blob, CASE WHEN MOD(h.id, 10) = 0 THEN 0.2 ELSE 0.7 END,
              CASE WHEN MOD(h.id, 10) = 0 THEN 0.15 ELSE 0.65 END, CASE WHEN MOD(h.id, 10) = 0 THEN 0.25 ELSE 0.75 END,
              CASE WHEN MOD(h.id, 10) = 0 THEN
                '{"marginals":0.2,"missingness":0.9,"one-step-ahead":0.5,"temporal-structure":0.6}'
              ELSE '{"marginals":0.8,"missingness":0.9,"one-step-ahead":0.7,"temporal-structure":0.75}' END, TRUE, '2'
            FROM run r JOIN submission h ON h.challenge = r.challenge AND h.role = 'hider' AND h.image = r.hider_image
            WHERE r.challenge = :challenge AND r.kind = '2-release'
            """)
        .bind("challenge", plan.name())
        .bind("blob", BLOB)
        .execute();
    ScoredMatch sample = sample();
    handle
        .createUpdate(
            """
            INSERT INTO match_result
              (run, scores_blob, members, non_members, auc, auc_low, auc_high, auc_variance, tpr_at_fpr_0001,
               tpr_at_fpr_001, tpr_at_fpr_01, accuracy, balanced_accuracy, scorer, report)
            SELECT x.id, :blob, 250, 250, x.auc, x.auc - 0.03, LEAST(1, x.auc + 0.03), 0.00025, (x.auc - 0.45) / 10,
              (x.auc - 0.45) / 3, x.auc - 0.4, 0.5 + (x.auc - 0.5) * 0.8, 0.5 + (x.auc - 0.5) * 0.75, '2', :report
            FROM (
              SELECT r.id, 0.5 + 0.45 * (MOD(h.id * 7919, 1000) / 1000.0) * (MOD(s.id * 6007, 1000) / 1000.0)
                + 0.04 * (MOD(r.id * 7877, 1000) / 1000.0 - 0.5) AS auc
              FROM run r
                JOIN submission h ON h.challenge = r.challenge AND h.role = 'hider' AND h.image = r.hider_image
                JOIN submission s ON s.challenge = r.challenge AND s.role = 'seeker' AND s.image = r.seeker_image
              WHERE r.challenge = :challenge AND r.kind = '3-match' AND r.state = 'succeeded') x
            """)
        .bind("challenge", plan.name())
        .bind("blob", BLOB)
        .bind("report", ReportJson.write(sample.report()).toString())
        .execute();
  }

  /** A match of usual size: what is told about it is as long as about any. */
  private static ScoredMatch sample() {
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[CANDIDATES];
    boolean[] member = new boolean[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      member[i] = i % 2 == 0;
      scores[i] = (float) (random.nextDouble() + (member[i] ? 0.2 : 0));
    }
    return RunScorer.score(scores, member, Format.IMAGE, new BlobId(BLOB));
  }
}
