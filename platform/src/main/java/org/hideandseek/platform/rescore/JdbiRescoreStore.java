package org.hideandseek.platform.rescore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Re-scores in the database. */
public final class JdbiRescoreStore implements RescoreStore {
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_PROBLEM = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SELECT =
      """
      SELECT id, challenge, state, edition_from, edition_to, started_at, started_by, ended_at, ended_by FROM rescore
      """;

  /** Runs with a result of the scorer before, and without a new one of what they have. */
  private static final String LEFT =
      """
      FROM run r LEFT JOIN match_result m ON m.run = r.id LEFT JOIN release_result e ON e.run = r.id
      WHERE r.challenge = :challenge AND r.state = 'succeeded' AND (m.run IS NOT NULL OR e.run IS NOT NULL)
        AND (r.finished_at <= :started OR COALESCE(m.scorer, e.scorer) <> :scorer)
        AND NOT EXISTS (
          SELECT 1 FROM rescore_match x WHERE x.rescore = :rescore AND x.run = r.id AND x.scores_blob = m.scores_blob)
        AND NOT EXISTS (
          SELECT 1 FROM rescore_release x WHERE x.rescore = :rescore AND x.run = r.id AND x.values_blob = e.values_blob)
      """;

  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiRescoreStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public boolean start(String challenge, String from, String to, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, challenge);
          int started =
              handle
                  .createUpdate(
                      """
                      INSERT INTO rescore (challenge, state, edition_from, edition_to, started_at, started_by)
                      SELECT c.name, 'computing', CAST(:from AS TEXT), CAST(:to AS TEXT),
                        CAST(:now AS TIMESTAMP(3) WITH TIME ZONE), CAST(:by AS VARCHAR(254))
                      FROM challenge c WHERE c.name = :challenge AND c.revealed_at IS NULL AND NOT EXISTS (
                        SELECT 1 FROM rescore r WHERE r.challenge = c.name AND r.state IN ('computing', 'computed'))
                      """)
                  .bind("challenge", challenge)
                  .bind("from", from)
                  .bind("to", to)
                  .bind("now", clock.instant())
                  .bind("by", entry.actor().name())
                  .execute();
          if (started == 1) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return started == 1;
        });
  }

  private static void lock(Handle handle, String challenge) {
    handle
        .createQuery("SELECT name FROM challenge WHERE name = :challenge FOR UPDATE")
        .bind("challenge", challenge)
        .mapTo(String.class)
        .one();
  }

  @Override
  public Optional<Rescore> current(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT + "WHERE challenge = :challenge AND state IN ('computing', 'computed')")
                .bind("challenge", challenge)
                .map(JdbiRescoreStore::rescore)
                .findOne());
  }

  @Override
  public List<Rescore> applied(String challenge) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT + "WHERE challenge = :challenge AND state = 'applied' ORDER BY id")
                .bind("challenge", challenge)
                .map(JdbiRescoreStore::rescore)
                .list());
  }

  @Override
  public Map<String, Integer> scorers(String challenge) {
    Map<String, Integer> scorers = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT scorer, COUNT(*) AS results FROM (
                      SELECT m.scorer FROM run r JOIN match_result m ON m.run = r.id WHERE r.challenge = :challenge
                      UNION ALL
                      SELECT e.scorer FROM run r JOIN release_result e ON e.run = r.id WHERE r.challenge = :challenge) s
                    GROUP BY scorer
                    """)
                .bind("challenge", challenge)
                .map((row, context) -> Map.entry(row.getString("scorer"), row.getInt("results")))
                .forEach(entry -> scorers.put(entry.getKey(), entry.getValue())));
    return scorers;
  }

  @Override
  public Optional<Rescore> lease(String node, Duration lease) {
    Optional<Rescore> free =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        SELECT
                            + """
                            WHERE state = 'computing' AND (leased_by IS NULL OR leased_by = :node OR lease_until < :now)
                            ORDER BY id LIMIT 1
                            """)
                    .bind("node", node)
                    .bind("now", clock.instant())
                    .map(JdbiRescoreStore::rescore)
                    .findOne());
    return free.filter(
        one ->
            jdbi.withHandle(
                handle ->
                    handle
                            .createUpdate(
                                """
                                UPDATE rescore SET leased_by = :node, lease_until = :until
                                WHERE id = :id AND state = 'computing'
                                  AND (leased_by IS NULL OR leased_by = :node OR lease_until < :now)
                                """)
                            .bind("node", node)
                            .bind("until", clock.instant().plus(lease))
                            .bind("id", one.id())
                            .bind("now", clock.instant())
                            .execute()
                        == 1));
  }

  @Override
  public void restart(Rescore rescore, String to) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE rescore SET edition_to = :to, started_at = :now WHERE id = :id AND state = 'computing'
                  """)
              .bind("to", to)
              .bind("now", clock.instant())
              .bind("id", rescore.id())
              .execute();
          forget(handle, rescore);
        });
  }

  private static void forget(Handle handle, Rescore rescore) {
    for (String table : new String[] {"rescore_match", "rescore_release"}) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE rescore = :id")
          .bind("id", rescore.id())
          .execute();
    }
  }

  @Override
  public Optional<RunId> next(Rescore rescore, String scorer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT r.id " + LEFT + "ORDER BY r.kind, r.split, r.id LIMIT 1")
                .bind("challenge", rescore.challenge())
                .bind("started", rescore.startedAt())
                .bind("scorer", scorer)
                .bind("rescore", rescore.id())
                .map((row, context) -> new RunId(row.getLong("id")))
                .findOne());
  }

  @Override
  public void put(Rescore rescore, RunRecord record, ScoredMatch scored) {
    MatchResult match = scored.result();
    jdbi.useTransaction(
        handle -> {
          if (!replaces(handle, rescore, record, "rescore_match")) {
            return;
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO rescore_match
                    (rescore, run, scores_blob, members, non_members, auc, auc_low, auc_high, auc_variance, tpr_at_fpr_0001,
                     tpr_at_fpr_001, tpr_at_fpr_01, accuracy, balanced_accuracy, scorer, report)
                  VALUES (:rescore, :run, :scores, :members, :nonMembers, :auc, :aucLow, :aucHigh, :aucVariance, :tpr0001,
                     :tpr001, :tpr01, :accuracy, :balancedAccuracy, :scorer, :report)
                  """)
              .bind("rescore", rescore.id())
              .bind("run", record.run().id().value())
              .bind("scores", source(record))
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
        });
  }

  @Override
  public void put(Rescore rescore, RunRecord record, ScoredRelease scored) {
    ReleaseResult release = scored.result();
    jdbi.useTransaction(
        handle -> {
          if (!replaces(handle, rescore, record, "rescore_release")) {
            return;
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO rescore_release
                    (rescore, run, values_blob, utility, utility_low, utility_high, facets, gate_2020, scorer, report,
                     near_copies)
                  VALUES (:rescore, :run, :values, :utility, :utilityLow, :utilityHigh, :facets, :gate2020, :scorer,
                    :report, :nearCopies)
                  """)
              .bind("rescore", rescore.id())
              .bind("run", record.run().id().value())
              .bind("values", source(record))
              .bind("utility", release.utility())
              .bind("utilityLow", release.utilityLow())
              .bind("utilityHigh", release.utilityHigh())
              .bind("facets", writeFacets(release.facets()))
              .bind("gate2020", release.gate2020().orElse(null))
              .bind("scorer", release.scorer())
              .bind("report", ReportJson.write(scored.report()).toString())
              .bind("nearCopies", ReportJson.write(scored.nearCopies()).toString())
              .execute();
        });
  }

  @Override
  public void putProblem(Rescore rescore, RunRecord record, String problem) {
    boolean match = record.match().isPresent();
    String table = match ? "rescore_match" : "rescore_release";
    jdbi.useTransaction(
        handle -> {
          if (!replaces(handle, rescore, record, table)) {
            return;
          }
          handle
              .createUpdate(
                  "INSERT INTO "
                      + table
                      + " (rescore, run, "
                      + (match ? "scores_blob" : "values_blob")
                      + ", problem) VALUES (:rescore, :run, :source, :problem)")
              .bind("rescore", rescore.id())
              .bind("run", record.run().id().value())
              .bind("source", source(record))
              .bind(
                  "problem",
                  problem.length() <= LONGEST_PROBLEM
                      ? problem
                      : problem.substring(0, LONGEST_PROBLEM))
              .execute();
        });
  }

  /**
   * Makes room for a run's new result, one at a time in a re-score; false if it is over, and there
   * is nothing to compute any more.
   */
  private static boolean replaces(Handle handle, Rescore rescore, RunRecord record, String table) {
    boolean computing =
        handle
            .createQuery("SELECT state FROM rescore WHERE id = :id FOR UPDATE")
            .bind("id", rescore.id())
            .mapTo(String.class)
            .one()
            .equals("computing");
    if (computing) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE rescore = :id AND run = :run")
          .bind("id", rescore.id())
          .bind("run", record.run().id().value())
          .execute();
    }
    return computing;
  }

  /** What a run's result was computed from. */
  private static String source(RunRecord record) {
    return record
        .match()
        .map(match -> match.scores().sha256())
        .orElseGet(() -> record.release().orElseThrow().files().get(CohortFiles.VALUES).sha256());
  }

  @Override
  public void computed(Rescore rescore) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE rescore SET state = 'computed', leased_by = NULL, lease_until = NULL
                    WHERE id = :id AND state = 'computing'
                    """)
                .bind("id", rescore.id())
                .execute());
  }

  @Override
  public RescoreProgress progress(Rescore rescore, String scorer) {
    return jdbi.withHandle(
        handle ->
            new RescoreProgress(
                handle
                    .createQuery(
                        """
                        SELECT (SELECT COUNT(*) FROM rescore_match WHERE rescore = :id)
                          + (SELECT COUNT(*) FROM rescore_release WHERE rescore = :id) AS done
                        """)
                    .bind("id", rescore.id())
                    .mapTo(Integer.class)
                    .one(),
                left(handle, rescore, scorer),
                problems(handle, rescore)));
  }

  private static int left(Handle handle, Rescore rescore, String scorer) {
    return handle
        .createQuery("SELECT COUNT(*) " + LEFT)
        .bind("challenge", rescore.challenge())
        .bind("started", rescore.startedAt())
        .bind("scorer", scorer)
        .bind("rescore", rescore.id())
        .mapTo(Integer.class)
        .one();
  }

  private static List<RescoreProgress.Problem> problems(Handle handle, Rescore rescore) {
    return handle
        .createQuery(
            """
            SELECT run, problem FROM rescore_match WHERE rescore = :id AND problem IS NOT NULL
            UNION ALL
            SELECT run, problem FROM rescore_release WHERE rescore = :id AND problem IS NOT NULL
            ORDER BY run LIMIT :most
            """)
        .bind("id", rescore.id())
        .bind("most", MOST_PROBLEMS)
        .map(
            (row, context) ->
                new RescoreProgress.Problem(row.getLong("run"), row.getString("problem")))
        .list();
  }

  @Override
  public Rescored results(Rescore rescore) {
    Map<RunId, MatchResult> matches = new HashMap<>();
    Map<RunId, ReleaseResult> releases = new HashMap<>();
    jdbi.useHandle(
        handle -> {
          handle
              .createQuery(
                  """
                  SELECT x.* FROM rescore_match x JOIN match_result m ON m.run = x.run AND m.scores_blob = x.scores_blob
                  WHERE x.rescore = :id AND x.problem IS NULL
                  """)
              .bind("id", rescore.id())
              .map((row, context) -> Map.entry(new RunId(row.getLong("run")), match(row)))
              .forEach(entry -> matches.put(entry.getKey(), entry.getValue()));
          handle
              .createQuery(
                  """
                  SELECT x.* FROM rescore_release x JOIN release_result e ON e.run = x.run AND e.values_blob = x.values_blob
                  WHERE x.rescore = :id AND x.problem IS NULL
                  """)
              .bind("id", rescore.id())
              .map((row, context) -> Map.entry(new RunId(row.getLong("run")), release(row)))
              .forEach(entry -> releases.put(entry.getKey(), entry.getValue()));
        });
    return new Rescored(releases, matches);
  }

  private static MatchResult match(ResultSet row) throws SQLException {
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
        row.getString("scorer"));
  }

  private static ReleaseResult release(ResultSet row) throws SQLException {
    boolean gate = row.getBoolean("gate_2020");
    Optional<Boolean> gate2020 = row.wasNull() ? Optional.empty() : Optional.of(gate);
    return new ReleaseResult(
        Map.of(),
        row.getDouble("utility"),
        row.getDouble("utility_low"),
        row.getDouble("utility_high"),
        readFacets(row.getString("facets")),
        gate2020,
        row.getString("scorer"),
        Optional.empty());
  }

  @Override
  public boolean apply(Rescore rescore, String scorer, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, rescore.challenge());
          int applied =
              handle
                  .createUpdate(
                      """
                      UPDATE rescore SET state = 'applied', ended_at = :now, ended_by = :by
                      WHERE id = :id AND state = 'computed'
                        AND EXISTS (SELECT 1 FROM challenge c WHERE c.name = rescore.challenge AND c.revealed_at IS NULL)
                        AND NOT EXISTS (SELECT 1 FROM rescore_match m WHERE m.rescore = rescore.id AND m.problem IS NOT NULL)
                        AND NOT EXISTS (
                          SELECT 1 FROM rescore_release e WHERE e.rescore = rescore.id AND e.problem IS NOT NULL)
                      """)
                  .bind("now", clock.instant())
                  .bind("by", entry.actor().name())
                  .bind("id", rescore.id())
                  .execute();
          if (applied == 0 || left(handle, rescore, scorer) > 0) {
            handle.rollback();
            return false;
          }
          applyMatches(handle, rescore);
          applyReleases(handle, rescore);
          forget(handle, rescore);
          JdbiJournal.add(handle, entry, clock.instant());
          JdbiBoardStore.entered(handle, rescore.challenge());
          return true;
        });
  }

  private static void applyMatches(Handle handle, Rescore rescore) {
    handle
        .createUpdate(
            """
            DELETE FROM rescore_match WHERE rescore = :id AND NOT EXISTS (
              SELECT 1 FROM match_result m WHERE m.run = rescore_match.run AND m.scores_blob = rescore_match.scores_blob)
            """)
        .bind("id", rescore.id())
        .execute();
    handle
        .createUpdate(
            "DELETE FROM match_result WHERE run IN (SELECT run FROM rescore_match WHERE rescore = :id)")
        .bind("id", rescore.id())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO match_result
              (run, scores_blob, members, non_members, auc, auc_low, auc_high, auc_variance, tpr_at_fpr_0001,
               tpr_at_fpr_001, tpr_at_fpr_01, accuracy, balanced_accuracy, scorer, report)
            SELECT run, scores_blob, members, non_members, auc, auc_low, auc_high, auc_variance, tpr_at_fpr_0001,
               tpr_at_fpr_001, tpr_at_fpr_01, accuracy, balanced_accuracy, scorer, report
            FROM rescore_match WHERE rescore = :id
            """)
        .bind("id", rescore.id())
        .execute();
  }

  private static void applyReleases(Handle handle, Rescore rescore) {
    StringBuilder columns = new StringBuilder();
    for (String column :
        new String[] {
          "utility",
          "utility_low",
          "utility_high",
          "facets",
          "gate_2020",
          "scorer",
          "report",
          "near_copies"
        }) {
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append(column)
          .append(" = (SELECT x.")
          .append(column)
          .append(" FROM rescore_release x WHERE x.rescore = :id AND x.run = release_result.run)");
    }
    handle
        .createUpdate(
            "UPDATE release_result SET "
                + columns
                + """
                 WHERE EXISTS (
                  SELECT 1 FROM rescore_release x WHERE x.rescore = :id AND x.run = release_result.run
                    AND x.values_blob = release_result.values_blob)
                """)
        .bind("id", rescore.id())
        .execute();
  }

  @Override
  public boolean drop(Rescore rescore, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int dropped =
              handle
                  .createUpdate(
                      """
                      UPDATE rescore SET state = 'dropped', ended_at = :now, ended_by = :by
                      WHERE id = :id AND state IN ('computing', 'computed')
                      """)
                  .bind("now", clock.instant())
                  .bind("by", entry.actor().name())
                  .bind("id", rescore.id())
                  .execute();
          if (dropped == 1) {
            forget(handle, rescore);
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return dropped == 1;
        });
  }

  private static Rescore rescore(ResultSet row, StatementContext context) throws SQLException {
    return new Rescore(
        row.getLong("id"),
        row.getString("challenge"),
        RescoreState.of(row.getString("state")),
        row.getString("edition_from"),
        row.getString("edition_to"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getString("started_by"),
        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString("ended_by")));
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
}
