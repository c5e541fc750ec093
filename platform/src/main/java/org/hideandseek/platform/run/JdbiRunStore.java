package org.hideandseek.platform.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.sandbox.ImageId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The queue in the database. */
public final class JdbiRunStore implements RunStore {
  /** How often a run is started before it is given up as lost. */
  private static final int ATTEMPTS = 5;

  /**
   * How often the process may end while it plays a run before the run is taken for the cause. It is
   * many, as whoever restarts a platform several times in a row must lose nothing by that.
   */
  private static final int LIVES = 20;

  private static final int LONGEST_REASON = 1000;

  /** More runs than are claimed and ended while one transaction ends a run. */
  private static final int FEW = 16;

  /** How often a claim is tried again that others beat, or whose team turns out to be idle. */
  private static final int CLAIMS = 1000;

  private static final String STOPPED_THE_PLATFORM =
      "The platform stopped every time it played this run.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SELECT =
      """
      SELECT r.id, r.challenge, r.kind, r.split, r.hider_image, r.seeker_image, r.attempt, r.state, r.reason, r.actor,
             r.queued_at, r.started_at, r.finished_at, r.duration_ms, r.cpu_ms, r.peak_bytes, r.log,
             e.values_blob, e.times_blob, e.lengths_blob, e.statics_blob, e.returned_data_blob, e.returned_mask_blob,
             e.utility, e.utility_low, e.utility_high, e.facets, e.gate_2020, e.scorer AS release_scorer,
             e.claim_blob, e.claim,
             m.scores_blob, m.members, m.non_members, m.auc, m.auc_low, m.auc_high, m.auc_variance, m.tpr_at_fpr_0001,
             m.tpr_at_fpr_001, m.tpr_at_fpr_01, m.accuracy, m.balanced_accuracy, m.scorer AS match_scorer
      FROM run r LEFT JOIN release_result e ON e.run = r.id LEFT JOIN match_result m ON m.run = r.id
      """;

  /** What boards are made of. */
  private static final String SELECT_ON_BOARDS =
      """
      SELECT r.id, r.kind, r.split, r.hider_image, r.seeker_image, r.attempt, r.state, r.reason, r.queued_at,
             r.finished_at, m.auc, m.auc_low, m.auc_high, m.auc_variance, m.tpr_at_fpr_0001, m.tpr_at_fpr_001,
             m.tpr_at_fpr_01, m.accuracy, m.balanced_accuracy, m.members, m.non_members, m.scores_blob,
             m.scorer AS match_scorer,
             e.values_blob, e.times_blob, e.lengths_blob, e.statics_blob, e.returned_data_blob, e.returned_mask_blob,
             e.utility, e.utility_low, e.utility_high, e.facets, e.gate_2020, e.scorer AS release_scorer,
             e.claim_blob, e.claim
      FROM run r LEFT JOIN release_result e ON e.run = r.id LEFT JOIN match_result m ON m.run = r.id
      WHERE r.challenge = :challenge ORDER BY r.id
      """;

  /** How many rows a driver holds at a time. */
  private static final int ROWS = 5000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final JdbiQueueStore queue;
  private final JdbiForecastStore forecasts;
  private final JdbiReruns reruns;

  public JdbiRunStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.queue = new JdbiQueueStore(clock);
    this.forecasts = new JdbiForecastStore(jdbi);
    this.reruns = new JdbiReruns(clock, queue);
  }

  @Override
  public Optional<Run> claim(String node, Duration lease) {
    // What is raised is rare: whether there is any is seen on the way, and not asked first.
    Look look = Look.TURNS;
    for (int attempt = 1; attempt <= CLAIMS && look != Look.NO_MORE; attempt++) {
      Look now = look;
      Claim claim = jdbi.inTransaction(handle -> tryToClaim(handle, node, lease, now));
      if (claim.run().isPresent()) {
        return claim.run();
      }
      look = claim.next();
    }
    return Optional.empty();
  }

  /** Where to look for a run. */
  private enum Look {
    TURNS,
    /** Something that is raised goes first. */
    RAISED,
    /** No team has anything that waits for its turn. */
    ONLY_RAISED,
    NO_MORE
  }

  /** What came of looking for a run, and where to look next if nothing did. */
  private record Claim(Optional<Run> run, Look next) {
    static Claim none(Look next) {
      return new Claim(Optional.empty(), next);
    }
  }

  /** A waiting run of a team, and whether anything raised waits anywhere. */
  private record Candidate(Run run, boolean somethingIsRaised) {}

  private Claim tryToClaim(Handle handle, String node, Duration lease, Look look) {
    Optional<Long> team = look == Look.TURNS ? queue.nextTeam(handle) : queue.raisedTeam(handle);
    if (team.isEmpty()) {
      return Claim.none(
          switch (look) {
            case TURNS -> Look.ONLY_RAISED;
            case RAISED -> Look.TURNS;
            case ONLY_RAISED, NO_MORE -> Look.NO_MORE;
          });
    }
    List<Candidate> candidates =
        handle
            .createQuery(
                """
                SELECT r.id, r.challenge, r.kind, r.split, r.hider_image, r.seeker_image, r.attempt + 1 AS attempt,
                  EXISTS (SELECT 1 FROM queue_entry x WHERE x.raised = TRUE) AS something_is_raised
                FROM queue_entry q JOIN run r ON r.id = q.run
                WHERE q.team = :team ORDER BY q.raised DESC, q.kind, q.run LIMIT 2
                """)
            .bind("team", team.get())
            .map(
                (row, context) ->
                    new Candidate(run(row, context), row.getBoolean("something_is_raised")))
            .list();
    if (candidates.isEmpty()) {
      queue.idle(handle, team.get());
      return Claim.none(look);
    }
    if (candidates.get(0).somethingIsRaised() && look == Look.TURNS) {
      return Claim.none(Look.RAISED);
    }
    Run next = candidates.get(0).run();
    int claimed =
        handle
            .createUpdate(
                """
                UPDATE run SET state = 'running', attempt = :attempt, leased_by = :node, lease_until = :until,
                  started_at = :now, turn_of = :team
                WHERE id = :id AND state = 'queued'
                """)
            .bind("attempt", next.attempt())
            .bind("node", node)
            .bind("until", clock.instant().plus(lease))
            .bind("now", clock.instant())
            .bind("team", team.get())
            .bind("id", next.id().value())
            .execute();
    if (claimed == 0) {
      // In another team's turn, a moment ago.
      queue.unlist(handle, next.id());
      return Claim.none(look);
    }
    queue.taken(handle, team.get(), next.id(), candidates.size() > 1);
    JdbiBoardStore.played(handle, next.challenge(), next.id().value());
    return new Claim(Optional.of(next), Look.NO_MORE);
  }

  @Override
  public List<Run> held(String node) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, challenge, kind, split, hider_image, seeker_image, attempt
                    FROM run WHERE state = 'running' AND leased_by = :node
                    """)
                .bind("node", node)
                .map(JdbiRunStore::run)
                .list());
  }

  @Override
  public void renew(String node, Duration lease) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE run SET lease_until = :until WHERE leased_by = :node AND state = 'running'")
                .bind("until", clock.instant().plus(lease))
                .bind("node", node)
                .execute());
  }

  @Override
  public boolean finish(String node, Run run, RunOutcome outcome, Challenge definition) {
    return jdbi.inTransaction(
        handle -> {
          boolean somethingFollows = run.kind() != RunKind.MATCH || isAmongTheLast(handle, run);
          if (somethingFollows) {
            lock(handle, run.challenge());
          }
          int ended =
              handle
                  .createUpdate(
                      """
                      UPDATE run SET state = :state, reason = :reason, actor = 'player', finished_at = :now,
                        leased_by = NULL, lease_until = NULL, exit_code = :exitCode, duration_ms = :duration, cpu_ms = :cpu,
                        peak_bytes = :peak, log = :log
                      WHERE id = :id AND state = 'running' AND leased_by = :node AND attempt = :attempt
                      """)
                  .bind("state", outcome.state().word())
                  .bind("reason", shorten(outcome.reason()))
                  .bind("now", clock.instant())
                  .bind(
                      "exitCode",
                      outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null)
                  .bind("duration", outcome.duration().toMillis())
                  .bind("cpu", outcome.cpuTime().toMillis())
                  .bind("peak", outcome.peakMemoryBytes())
                  .bind("log", outcome.log().sha256())
                  .bind("id", run.id().value())
                  .bind("node", node)
                  .bind("attempt", run.attempt())
                  .execute();
          if (ended == 0) {
            return false;
          }
          outcome.release().ifPresent(release -> insert(handle, run, release));
          outcome.shadow().ifPresent(shadow -> insert(handle, run, shadow));
          outcome.match().ifPresent(match -> insert(handle, run, match));
          if (run.kind() != RunKind.MATCH) {
            planLocked(handle, definition);
          } else if (somethingFollows) {
            int closed =
                closeSubmissionsOf(
                        handle, run.challenge(), PlayerRole.HIDER, run.hider().orElseThrow())
                    + closeSubmissionsOf(
                        handle, run.challenge(), PlayerRole.SEEKER, run.seeker().orElseThrow());
            if (closed > 0) {
              JdbiBoardStore.entered(handle, run.challenge());
            }
          }
          queue.over(handle, run.id());
          JdbiBoardStore.played(handle, run.challenge(), run.id().value());
          return true;
        });
  }

  /**
   * Whether one of its players has little left to play, so that this end may be the last that
   * closes a submission and must be told from others under way. While more is left than can be
   * claimed and ended before this transaction is over, a later end will.
   */
  private static boolean isAmongTheLast(Handle handle, Run match) {
    return handle
            .createQuery(
                """
                SELECT CASE WHEN (SELECT COUNT(*) FROM (
                    SELECT r.id FROM run r WHERE r.challenge = :challenge AND r.hider_image = :hider
                      AND r.state = 'queued' LIMIT :few) h) < :few
                  OR (SELECT COUNT(*) FROM (
                    SELECT r.id FROM run r WHERE r.challenge = :challenge AND r.seeker_image = :seeker
                      AND r.state = 'queued' LIMIT :few) s) < :few
                  THEN 1 ELSE 0 END
                """)
            .bind("challenge", match.challenge())
            .bind("hider", match.hider().orElseThrow().value())
            .bind("seeker", match.seeker().orElseThrow().value())
            .bind("few", FEW)
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /**
   * One at a time in a challenge: two plans side by side would each miss the pair that the other's
   * news makes possible.
   */
  private static void lock(Handle handle, String challenge) {
    handle
        .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
        .bind("challenge", challenge)
        .mapTo(String.class)
        .one();
  }

  private static void insert(Handle handle, Run run, ScoredRelease scored) {
    ReleaseResult release = scored.result();
    handle
        .createUpdate(
            """
            INSERT INTO release_result
              (run, values_blob, times_blob, lengths_blob, statics_blob, returned_data_blob, returned_mask_blob,
               utility, utility_low, utility_high, facets, gate_2020, scorer, claim_blob, claim, report,
               near_copies)
            VALUES (:run, :values, :times, :lengths, :statics, :returnedData, :returnedMask,
              :utility, :utilityLow, :utilityHigh, :facets, :gate2020, :scorer, :claimBlob, :claim, :report, :nearCopies)
            """)
        .bind("run", run.id().value())
        .bind("values", release.files().get(CohortFiles.VALUES).sha256())
        .bind("times", release.files().get(CohortFiles.TIMES).sha256())
        .bind("lengths", release.files().get(CohortFiles.LENGTHS).sha256())
        .bind("statics", release.files().get(CohortFiles.STATICS).sha256())
        .bind("returnedData", sha256(release, ReturnedArrays.DATA))
        .bind("returnedMask", sha256(release, ReturnedArrays.MASK))
        .bind("utility", release.utility())
        .bind("utilityLow", release.utilityLow())
        .bind("utilityHigh", release.utilityHigh())
        .bind("facets", writeFacets(release.facets()))
        .bind("gate2020", release.gate2020().orElse(null))
        .bind("scorer", release.scorer())
        .bind("claimBlob", sha256(release, PrivacyClaim.FILE))
        .bind("claim", release.claim().map(claim -> ReportJson.write(claim).toString()))
        .bind("report", ReportJson.write(scored.report()).toString())
        .bind("nearCopies", ReportJson.write(scored.nearCopies()).toString())
        .execute();
  }

  private static void insert(Handle handle, Run run, ShadowRelease shadow) {
    handle
        .createUpdate(
            """
            INSERT INTO shadow_result (run, values_blob, times_blob, lengths_blob, statics_blob)
            VALUES (:run, :values, :times, :lengths, :statics)
            """)
        .bind("run", run.id().value())
        .bind("values", shadow.files().get(CohortFiles.VALUES).sha256())
        .bind("times", shadow.files().get(CohortFiles.TIMES).sha256())
        .bind("lengths", shadow.files().get(CohortFiles.LENGTHS).sha256())
        .bind("statics", shadow.files().get(CohortFiles.STATICS).sha256())
        .execute();
  }

  private static Optional<String> sha256(ReleaseResult release, String file) {
    return Optional.ofNullable(release.files().get(file)).map(BlobId::sha256);
  }

  private static void insert(Handle handle, Run run, ScoredMatch scored) {
    MatchResult match = scored.result();
    handle
        .createUpdate(
            """
            INSERT INTO match_result
              (run, scores_blob, members, non_members, auc, auc_low, auc_high, auc_variance, tpr_at_fpr_0001,
               tpr_at_fpr_001, tpr_at_fpr_01, accuracy, balanced_accuracy, scorer, report)
            VALUES (:run, :scores, :members, :nonMembers, :auc, :aucLow, :aucHigh, :aucVariance, :tpr0001,
               :tpr001, :tpr01, :accuracy, :balancedAccuracy, :scorer, :report)
            """)
        .bind("run", run.id().value())
        .bind("scores", match.scores().sha256())
        .bind("members", match.members())
        .bind("nonMembers", match.nonMembers())
        .bind("auc", match.auc())
        .bind("aucLow", match.aucLow())
        .bind("aucHigh", match.aucHigh())
        .bind("aucVariance", match.aucVariance())
        .bind("tpr0001", match.tprAtFpr0001())
        .bind("tpr001", match.tprAtFpr001())
        .bind("tpr01", match.tprAtFpr01())
        .bind("accuracy", match.accuracy())
        .bind("balancedAccuracy", match.balancedAccuracy())
        .bind("scorer", match.scorer())
        .bind("report", ReportJson.write(scored.report()).toString())
        .execute();
  }

  @Override
  public void lose(String node, Run run, String reason) {
    jdbi.useTransaction(
        handle -> {
          int given =
              handle
                  .createUpdate(
                      """
                      UPDATE run SET state = CASE WHEN attempt >= :attempts THEN 'lost' ELSE 'queued' END,
                        actor = CASE WHEN attempt >= :attempts THEN 'platform' END,
                        finished_at = CASE WHEN attempt >= :attempts THEN CAST(:now AS TIMESTAMP(3) WITH TIME ZONE) END,
                        reason = :reason, leased_by = NULL, lease_until = NULL
                      WHERE id = :id AND state = 'running' AND leased_by = :node AND attempt = :attempt
                      """)
                  .bind("attempts", ATTEMPTS)
                  .bind("now", clock.instant())
                  .bind("reason", shorten(reason))
                  .bind("id", run.id().value())
                  .bind("node", node)
                  .bind("attempt", run.attempt())
                  .execute();
          if (given == 1) {
            queue.list(handle, run);
            queue.over(handle, run.id());
            JdbiBoardStore.played(handle, run.challenge(), run.id().value());
          }
        });
  }

  @Override
  public int recover(String node) {
    return jdbi.inTransaction(
        handle -> {
          int revived =
              handle
                  .createUpdate(
                      """
                      UPDATE run SET state = 'queued', reason = 'The platform was restarted, so this run starts again.',
                        actor = NULL, finished_at = NULL, attempt = 0
                      WHERE state = 'lost' AND reason <> :stopped AND EXISTS (
                        SELECT 1 FROM challenge c WHERE c.name = run.challenge AND c.revealed_at IS NULL)
                      """)
                  .bind("stopped", STOPPED_THE_PLATFORM)
                  .execute();
          int own =
              handle
                  .createUpdate(
                      """
                      UPDATE run SET state = CASE WHEN attempt >= :attempts THEN 'lost' ELSE 'queued' END,
                        actor = CASE WHEN attempt >= :attempts THEN 'platform' END,
                        finished_at = CASE WHEN attempt >= :attempts THEN CAST(:now AS TIMESTAMP(3) WITH TIME ZONE) END,
                        reason = CASE WHEN attempt >= :attempts THEN :stopped
                          ELSE 'The platform was restarted, so this run starts again.' END,
                        leased_by = NULL, lease_until = NULL
                      WHERE state = 'running' AND leased_by = :node
                      """)
                  .bind("attempts", LIVES)
                  .bind("stopped", STOPPED_THE_PLATFORM)
                  .bind("now", clock.instant())
                  .bind("node", node)
                  .execute();
          listAgain(handle);
          if (revived + own > 0) {
            JdbiBoardStore.playedAnywhere(handle);
          }
          return revived + own;
        });
  }

  @Override
  public int expire() {
    return jdbi.inTransaction(
        handle -> {
          int expired =
              handle
                  .createUpdate(
                      """
                      UPDATE run SET state = CASE WHEN attempt >= :attempts THEN 'lost' ELSE 'queued' END,
                        actor = CASE WHEN attempt >= :attempts THEN 'platform' END,
                        finished_at = CASE WHEN attempt >= :attempts THEN CAST(:now AS TIMESTAMP(3) WITH TIME ZONE) END,
                        reason = 'The machine that played this run stopped answering.', leased_by = NULL, lease_until = NULL
                      WHERE state = 'running' AND lease_until < :now
                      """)
                  .bind("attempts", ATTEMPTS)
                  .bind("now", clock.instant())
                  .execute();
          if (expired > 0) {
            listAgain(handle);
          }
          queue.wakeTeams(handle);
          if (expired > 0) {
            JdbiBoardStore.playedAnywhere(handle);
          }
          return expired;
        });
  }

  /** After runs of any team and challenge were given back. */
  private void listAgain(Handle handle) {
    queue.recount(handle);
    handle
        .createQuery("SELECT name FROM challenge WHERE revealed_at IS NULL ORDER BY name")
        .mapTo(String.class)
        .forEach(challenge -> queue.list(handle, challenge));
  }

  @Override
  public void plan(Challenge definition) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, definition.name());
          planLocked(handle, definition);
        });
  }

  private void planLocked(Handle handle, Challenge definition) {
    String challenge = definition.name();
    int judged = judgeChecks(handle, challenge);
    long newest =
        handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM run").mapTo(Long.class).one();
    int queued = 0;
    for (Round round :
        JdbiPhaseStore.pass(handle, definition, clock.instant()).rounds(definition)) {
      queued +=
          queueRunsOfHiders(handle, challenge, RunKind.RELEASE, round, round.splits())
              + queueRunsOfHiders(
                  handle, challenge, RunKind.SHADOW, round, definition.shadowsPerHider())
              + queueMatches(handle, definition, round);
    }
    int revived = queue.revive(handle, challenge);
    if (revived > 0) {
      queue.list(handle, challenge);
    } else if (queued > 0) {
      // Nobody else queues runs of a challenge that is locked.
      queue.listAfter(handle, challenge, newest);
    }
    if (judged + queued + revived + closeSubmissions(handle, challenge) > 0) {
      JdbiBoardStore.entered(handle, challenge);
    }
  }

  @Override
  public boolean end(SubmissionId id, SubmissionState state, EndedBy actor, String reason) {
    return jdbi.inTransaction(handle -> end(handle, id, state, actor, reason));
  }

  @Override
  public boolean disqualify(SubmissionId id, EndedBy actor, String reason, JournalEntry entry) {
    return journalled(
        entry, handle -> end(handle, id, SubmissionState.DISQUALIFIED, actor, reason));
  }

  /** What is done, and its line in the journal if it was. */
  private boolean journalled(JournalEntry entry, Predicate<Handle> deed) {
    return jdbi.inTransaction(
        handle -> {
          boolean done = deed.test(handle);
          if (done) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return done;
        });
  }

  private boolean end(
      Handle handle, SubmissionId id, SubmissionState state, EndedBy actor, String reason) {
    String challenge =
        handle
            .createQuery("SELECT challenge FROM submission WHERE id = :id")
            .bind("id", id.value())
            .mapTo(String.class)
            .one();
    lock(handle, challenge);
    queue.lockTurns(handle);
    int ended =
        handle
            .createUpdate(
                """
                      UPDATE submission SET state = :state, actor = :actor, reason = :reason, changed_at = :now
                      WHERE id = :id AND (state IN ('checking', 'playing') OR (state = 'ranked' AND :state <> 'cancelled'))
                        AND EXISTS (
                          SELECT 1 FROM challenge c WHERE c.name = submission.challenge AND c.revealed_at IS NULL)
                      """)
            .bind("state", state.word())
            .bind("actor", actor.word())
            .bind("reason", shorten(reason))
            .bind("now", clock.instant())
            .bind("id", id.value())
            .execute();
    if (ended == 1) {
      cancelRuns(handle, challenge, actor, reason);
      closeSubmissions(handle, challenge);
      JdbiBoardStore.entered(handle, challenge);
    }
    return ended == 1;
  }

  /** Ends what nobody needs any more: runs with a player that no living submission has. */
  private void cancelRuns(Handle handle, String challenge, EndedBy actor, String reason) {
    handle
        .createUpdate(
            """
            UPDATE run SET state = 'cancelled', actor = :actor, reason = :reason, finished_at = :now,
              leased_by = NULL, lease_until = NULL
            WHERE challenge = :challenge AND state IN ('queued', 'running', 'lost')
              AND ((hider_image <> '' AND NOT EXISTS (
                  SELECT 1 FROM submission s WHERE s.challenge = run.challenge AND s.role = 'hider'
                    AND s.image = run.hider_image AND s.state IN ('checking', 'playing', 'ranked')))
                OR (seeker_image <> '' AND NOT EXISTS (
                  SELECT 1 FROM submission s WHERE s.challenge = run.challenge AND s.role = 'seeker'
                    AND s.image = run.seeker_image AND s.state IN ('checking', 'playing', 'ranked'))))
            """)
        .bind("actor", actor.word())
        .bind("reason", shorten(reason))
        .bind("now", clock.instant())
        .bind("challenge", challenge)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM queue_entry WHERE EXISTS (
              SELECT 1 FROM run r WHERE r.id = queue_entry.run AND r.challenge = :challenge
                AND NOT EXISTS (
                  SELECT 1 FROM submission s WHERE r.state = 'queued' AND s.challenge = r.challenge
                    AND s.role = r.owner_role AND s.image = r.owner_image AND s.team = queue_entry.team
                    AND s.state IN ('checking', 'playing', 'ranked')))
            """)
        .bind("challenge", challenge)
        .execute();
    queue.recount(handle);
  }

  @Override
  public boolean raise(SubmissionId id) {
    return jdbi.inTransaction(handle -> raise(handle, id));
  }

  @Override
  public boolean raise(SubmissionId id, JournalEntry entry) {
    return journalled(entry, handle -> raise(handle, id));
  }

  private boolean raise(Handle handle, SubmissionId id) {
    Optional<String> challenge =
        handle
            .createQuery(
                "SELECT challenge FROM submission WHERE id = :id AND state IN ('checking', 'playing', 'ranked')")
            .bind("id", id.value())
            .mapTo(String.class)
            .findOne();
    if (challenge.isEmpty()) {
      return false;
    }
    lock(handle, challenge.get());
    queue.lockTurns(handle);
    handle
        .createUpdate("UPDATE submission SET raised = TRUE WHERE id = :id")
        .bind("id", id.value())
        .execute();
    handle
        .createUpdate(
            """
                  UPDATE run SET state = 'queued', reason = '', actor = NULL, finished_at = NULL, attempt = 0
                  WHERE state = 'lost' AND EXISTS (
                    SELECT 1 FROM submission s WHERE s.id = :id AND s.challenge = run.challenge
                      AND ((s.role = 'hider' AND s.image = run.hider_image)
                        OR (s.role = 'seeker' AND s.image = run.seeker_image)))
                  """)
        .bind("id", id.value())
        .execute();
    handle
        .createUpdate(
            """
                  UPDATE queue_entry SET raised = TRUE WHERE EXISTS (
                    SELECT 1 FROM run r JOIN submission s
                      ON s.challenge = r.challenge AND s.role = r.owner_role AND s.image = r.owner_image
                    WHERE r.id = queue_entry.run AND s.id = :id AND s.team = queue_entry.team)
                  """)
        .bind("id", id.value())
        .execute();
    queue.list(handle, challenge.get());
    JdbiBoardStore.entered(handle, challenge.get());
    return true;
  }

  @Override
  public boolean rerun(SubmissionId id, String reason, JournalEntry entry) {
    return journalled(entry, handle -> reruns.rerun(handle, id, reason));
  }

  private int judgeChecks(Handle handle, String challenge) {
    int passed =
        handle
            .createUpdate(
                """
            UPDATE submission SET state = 'playing', changed_at = :now
            WHERE challenge = :challenge AND state = 'checking' AND EXISTS (
              SELECT 1 FROM run r WHERE r.challenge = :challenge AND r.kind = '1-check' AND r.state = 'succeeded'
                AND ((submission.role = 'hider' AND r.hider_image = submission.image)
                  OR (submission.role = 'seeker' AND r.seeker_image = submission.image)))
            """)
            .bind("challenge", challenge)
            .bind("now", clock.instant())
            .execute();
    return passed
        + handle
            .createUpdate(
                """
            UPDATE submission SET state = 'refused', actor = 'player', changed_at = :now, reason = (
              SELECT r.reason FROM run r WHERE r.challenge = :challenge AND r.kind = '1-check'
                AND ((submission.role = 'hider' AND r.hider_image = submission.image)
                  OR (submission.role = 'seeker' AND r.seeker_image = submission.image)))
            WHERE challenge = :challenge AND state = 'checking' AND EXISTS (
              SELECT 1 FROM run r WHERE r.challenge = :challenge AND r.kind = '1-check'
                AND r.state NOT IN ('queued', 'running', 'succeeded', 'lost', 'cancelled')
                AND ((submission.role = 'hider' AND r.hider_image = submission.image)
                  OR (submission.role = 'seeker' AND r.seeker_image = submission.image)))
            """)
            .bind("challenge", challenge)
            .bind("now", clock.instant())
            .execute();
  }

  private int queueRunsOfHiders(
      Handle handle, String challenge, RunKind kind, Round round, int count) {
    int queued = 0;
    for (int number = 1; number <= count; number++) {
      queued +=
          handle
              .createUpdate(
                  """
              INSERT INTO run
                (challenge, kind, split, hider_image, seeker_image, owner_role, owner_image, state, reason, attempt, queued_at)
              SELECT DISTINCT s.challenge, CAST(:kind AS VARCHAR(10)), CAST(:number AS INTEGER), s.image, '',
                'hider', s.image, 'queued', '', 0, CAST(:now AS TIMESTAMP(3) WITH TIME ZONE)
              FROM submission s
              WHERE s.challenge = :challenge AND s.role = 'hider' AND s.state IN ('playing', 'ranked')
                AND (s.phase = 0 OR :phase BETWEEN s.phase AND s.last_phase)
                AND NOT EXISTS (
                  SELECT 1 FROM run r WHERE r.challenge = s.challenge AND r.kind = :kind AND r.split = :number
                    AND r.hider_image = s.image AND r.seeker_image = '')
              """)
              .bind("challenge", challenge)
              .bind("kind", kind.key())
              .bind("number", number)
              .bind("phase", round.phase())
              .bind("now", clock.instant())
              .execute();
    }
    return queued;
  }

  private int queueMatches(Handle handle, Challenge definition, Round round) {
    return handle
        .createUpdate(
            """
            INSERT INTO run
              (challenge, kind, split, hider_image, seeker_image, owner_role, owner_image, state, reason, attempt, queued_at)
            SELECT n.challenge, '3-match', n.split, n.hider_image, n.seeker_image, n.newcomer,
              CASE WHEN n.newcomer = 'hider' THEN n.hider_image ELSE n.seeker_image END, 'queued', '', 0,
              CAST(:now AS TIMESTAMP(3) WITH TIME ZONE)
            FROM (
            SELECT e.challenge, e.split, e.hider_image, s.image AS seeker_image,
              CASE WHEN MIN(h.id) > MIN(s.id) THEN 'hider' ELSE 'seeker' END AS newcomer
            FROM run e JOIN submission s ON s.challenge = e.challenge
              JOIN submission h ON h.challenge = e.challenge AND h.role = 'hider' AND h.image = e.hider_image
            WHERE e.challenge = :challenge AND e.kind = '2-release' AND e.state = 'succeeded'
              AND e.split <= :splits
              AND h.state IN ('playing', 'ranked') AND (h.phase = 0 OR :phase BETWEEN h.phase AND h.last_phase)
              AND s.role = 'seeker' AND s.state IN ('playing', 'ranked')
              AND (s.phase = 0 OR :phase BETWEEN s.phase AND s.last_phase)
              AND :shadows <= (
                SELECT COUNT(*) FROM run h WHERE h.challenge = e.challenge AND h.kind = '2-shadow'
                  AND h.state = 'succeeded' AND h.hider_image = e.hider_image AND h.split <= :shadows)
              AND NOT EXISTS (
                SELECT 1 FROM run r WHERE r.challenge = e.challenge AND r.kind = '3-match' AND r.split = e.split
                  AND r.hider_image = e.hider_image AND r.seeker_image = s.image)
            GROUP BY e.challenge, e.split, e.hider_image, s.image) n
            """)
        .bind("challenge", definition.name())
        .bind("shadows", definition.shadowsPerHider())
        .bind("splits", round.splits())
        .bind("phase", round.phase())
        .bind("now", clock.instant())
        .execute();
  }

  private int closeSubmissions(Handle handle, String challenge) {
    int closed = 0;
    for (PlayerRole role : PlayerRole.values()) {
      closed +=
          handle
              .createUpdate(
                  """
              UPDATE submission SET state = 'ranked', actor = 'platform', changed_at = :now
              WHERE challenge = :challenge AND state = 'playing' AND role = :role
                AND EXISTS (
                  SELECT 1 FROM run r WHERE r.challenge = :challenge AND r.kind <> '1-check' AND r.PLAYER = submission.image)
                AND NOT EXISTS (
                  SELECT 1 FROM run r WHERE r.challenge = :challenge AND r.state IN ('queued', 'running', 'lost')
                    AND r.PLAYER = submission.image)
              """
                      .replace("PLAYER", column(role)))
              .bind("challenge", challenge)
              .bind("role", role.word())
              .bind("now", clock.instant())
              .execute();
    }
    return closed;
  }

  /** Of an image of which a match has just ended. */
  private int closeSubmissionsOf(Handle handle, String challenge, PlayerRole role, ImageId image) {
    boolean playsOn =
        handle
            .createQuery(
                """
                SELECT id FROM run WHERE challenge = :challenge AND PLAYER = :image
                  AND state IN ('queued', 'running', 'lost') LIMIT 1
                """
                    .replace("PLAYER", column(role)))
            .bind("challenge", challenge)
            .bind("image", image.value())
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (playsOn) {
      return 0;
    }
    return handle
        .createUpdate(
            """
              UPDATE submission SET state = 'ranked', actor = 'platform', changed_at = :now
              WHERE challenge = :challenge AND role = :role AND image = :image AND state = 'playing'
              """)
        .bind("challenge", challenge)
        .bind("role", role.word())
        .bind("image", image.value())
        .bind("now", clock.instant())
        .execute();
  }

  private static String column(PlayerRole role) {
    return role == PlayerRole.HIDER ? "hider_image" : "seeker_image";
  }

  @Override
  public Optional<QueuePlace> place(Submission submission) {
    return forecasts.place(submission);
  }

  @Override
  public Progress progress(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT COALESCE(SUM(CASE WHEN state = 'queued' THEN 1 ELSE 0 END), 0) AS queued,
                           COALESCE(SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END), 0) AS running,
                           COALESCE(SUM(CASE WHEN state NOT IN ('queued', 'running') THEN 1 ELSE 0 END), 0) AS finished,
                           COALESCE(SUM(CASE WHEN state = 'succeeded' AND kind = '3-match' THEN 1 ELSE 0 END), 0) AS matches
                    FROM run WHERE challenge = :challenge
                    """)
                .bind("challenge", challenge)
                .map(
                    (row, context) ->
                        new Progress(
                            row.getInt("queued"),
                            row.getInt("running"),
                            row.getInt("finished"),
                            row.getInt("matches")))
                .one());
  }

  @Override
  public List<RunRecord> all(String challenge) {
    return jdbi.withHandle(
        handle ->
            records(
                handle.createQuery(SELECT + "WHERE r.challenge = :challenge ORDER BY r.id"),
                challenge));
  }

  @Override
  public List<RunRecord> onBoards(String challenge) {
    // Images, reasons and scorers are few: each is held once. A driver holds few rows in a
    // transaction only.
    Map<String, String> words = new HashMap<>();
    Map<String, Optional<ImageId>> images = new HashMap<>();
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(SELECT_ON_BOARDS)
                .setFetchSize(ROWS)
                .bind("challenge", challenge)
                .map((row, context) -> onBoards(row, challenge, words, images))
                .list());
  }

  private static RunRecord onBoards(
      ResultSet row,
      String challenge,
      Map<String, String> words,
      Map<String, Optional<ImageId>> images)
      throws SQLException {
    String scorer = row.getString("match_scorer");
    RunKind kind = RunKind.ofKey(row.getString("kind"));
    return new RunRecord(
        new Run(
            new RunId(row.getLong("id")),
            challenge,
            kind,
            row.getInt("split"),
            images.computeIfAbsent(row.getString("hider_image"), JdbiRunStore::image),
            images.computeIfAbsent(row.getString("seeker_image"), JdbiRunStore::image),
            row.getInt("attempt")),
        RunState.of(row.getString("state")),
        words.computeIfAbsent(row.getString("reason"), word -> word),
        Optional.empty(),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        Optional.empty(),
        instant(row, "finished_at"),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        kind == RunKind.RELEASE ? release(row) : Optional.empty(),
        scorer == null
            ? Optional.empty()
            : Optional.of(match(row, words.computeIfAbsent(scorer, word -> word))));
  }

  @Override
  public List<RunRecord> ofImage(String challenge, ImageId image) {
    return jdbi.withHandle(
        handle ->
            records(
                handle
                    .createQuery(
                        SELECT
                            + "WHERE r.challenge = :challenge AND (r.hider_image = :image OR r.seeker_image = :image) ORDER BY r.id")
                    .bind("image", image.value()),
                challenge));
  }

  @Override
  public Optional<ReleaseResult> release(String challenge, int split, ImageId hider) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        SELECT
                            + """
                            WHERE r.challenge = :challenge AND r.kind = '2-release' AND r.split = :split
                              AND r.hider_image = :hider AND r.seeker_image = '' AND r.state = 'succeeded'
                            """)
                    .bind("challenge", challenge)
                    .bind("split", split)
                    .bind("hider", hider.value())
                    .map(JdbiRunStore::record)
                    .findOne())
        .flatMap(RunRecord::release);
  }

  @Override
  public Optional<ShadowRelease> shadow(String challenge, int number, ImageId hider) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT h.values_blob, h.times_blob, h.lengths_blob, h.statics_blob
                    FROM run r JOIN shadow_result h ON h.run = r.id
                    WHERE r.challenge = :challenge AND r.kind = '2-shadow' AND r.split = :number
                      AND r.hider_image = :hider AND r.seeker_image = '' AND r.state = 'succeeded'
                    """)
                .bind("challenge", challenge)
                .bind("number", number)
                .bind("hider", hider.value())
                .map((row, context) -> new ShadowRelease(arrays(row)))
                .findOne());
  }

  @Override
  public Optional<RunRecord> find(RunId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE r.id = :id")
                .bind("id", id.value())
                .map(JdbiRunStore::record)
                .findOne());
  }

  @Override
  public Optional<MatchReport> matchReport(RunId id) {
    return text("SELECT report FROM match_result WHERE run = :id AND report IS NOT NULL", id)
        .map(ReportJson::readMatch);
  }

  @Override
  public Optional<ReleaseReport> releaseReport(RunId id) {
    return text("SELECT report FROM release_result WHERE run = :id AND report IS NOT NULL", id)
        .map(ReportJson::readRelease);
  }

  @Override
  public Optional<List<NearCopy>> nearCopies(RunId id) {
    return text(
            "SELECT near_copies FROM release_result WHERE run = :id AND near_copies IS NOT NULL",
            id)
        .map(ReportJson::readNearCopies);
  }

  private Optional<String> text(String query, RunId id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("id", id.value()).mapTo(String.class).findOne());
  }

  private static List<RunRecord> records(Query query, String challenge) {
    return query.bind("challenge", challenge).map(JdbiRunStore::record).list();
  }

  private static RunRecord record(ResultSet row, StatementContext context) throws SQLException {
    return new RunRecord(
        run(row, context),
        RunState.of(row.getString("state")),
        row.getString("reason"),
        Optional.ofNullable(row.getString("actor")).map(EndedBy::of),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        duration(row, "duration_ms"),
        duration(row, "cpu_ms"),
        number(row, "peak_bytes"),
        Optional.ofNullable(row.getString("log")).map(BlobId::new),
        release(row),
        match(row));
  }

  private static Run run(ResultSet row, StatementContext context) throws SQLException {
    return new Run(
        new RunId(row.getLong("id")),
        row.getString("challenge"),
        RunKind.ofKey(row.getString("kind")),
        row.getInt("split"),
        image(row.getString("hider_image")),
        image(row.getString("seeker_image")),
        row.getInt("attempt"));
  }

  private static Optional<ImageId> image(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(new ImageId(value));
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Boolean> flag(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<Duration> duration(ResultSet row, String column) throws SQLException {
    OptionalLong millis = number(row, column);
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  private static Optional<ReleaseResult> release(ResultSet row) throws SQLException {
    if (row.getString("release_scorer") == null) {
      return Optional.empty();
    }
    Map<String, BlobId> files = arrays(row);
    if (row.getString("returned_data_blob") != null) {
      files.put(ReturnedArrays.DATA, new BlobId(row.getString("returned_data_blob")));
      files.put(ReturnedArrays.MASK, new BlobId(row.getString("returned_mask_blob")));
    }
    if (row.getString("claim_blob") != null) {
      files.put(PrivacyClaim.FILE, new BlobId(row.getString("claim_blob")));
    }
    return Optional.of(
        new ReleaseResult(
            files,
            row.getDouble("utility"),
            row.getDouble("utility_low"),
            row.getDouble("utility_high"),
            readFacets(row.getString("facets")),
            flag(row, "gate_2020"),
            row.getString("release_scorer"),
            Optional.ofNullable(row.getString("claim")).map(ReportJson::readClaim)));
  }

  private static Map<String, BlobId> arrays(ResultSet row) throws SQLException {
    Map<String, BlobId> files = new TreeMap<>();
    files.put(CohortFiles.VALUES, new BlobId(row.getString("values_blob")));
    files.put(CohortFiles.TIMES, new BlobId(row.getString("times_blob")));
    files.put(CohortFiles.LENGTHS, new BlobId(row.getString("lengths_blob")));
    files.put(CohortFiles.STATICS, new BlobId(row.getString("statics_blob")));
    return files;
  }

  private static Optional<MatchResult> match(ResultSet row) throws SQLException {
    String scorer = row.getString("match_scorer");
    return scorer == null ? Optional.empty() : Optional.of(match(row, scorer));
  }

  private static MatchResult match(ResultSet row, String scorer) throws SQLException {
    return new MatchResult(
        new BlobId(row.getString("scores_blob")),
        row.getInt("members"),
        row.getInt("non_members"),
        row.getDouble("auc"),
        row.getDouble("auc_low"),
        row.getDouble("auc_high"),
        row.getDouble("auc_variance"),
        row.getDouble("tpr_at_fpr_0001"),
        row.getDouble("tpr_at_fpr_001"),
        row.getDouble("tpr_at_fpr_01"),
        row.getDouble("accuracy"),
        row.getDouble("balanced_accuracy"),
        scorer);
  }

  private static String writeFacets(Map<String, Double> facets) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(facets));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Double> readFacets(String json) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, Double>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shorten(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }
}
