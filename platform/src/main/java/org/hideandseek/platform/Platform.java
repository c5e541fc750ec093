package org.hideandseek.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.hideandseek.platform.audience.OperatorDesk;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.PublicView;
import org.hideandseek.platform.audience.TeamDesk;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.audit.LeakAudit;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.JdbiRunStore;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.Workers;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.team.Tokens;
import org.hideandseek.sandbox.Sandbox;

/** One node of the competition, put together. */
public final class Platform implements AutoCloseable {
  private final NodeFolder folder;
  private final Database database;
  private final Teams teams;
  private final Challenges challenges;
  private final Visitors visitors;
  private final Participants participants;
  private final Operators operators;
  private final Workers workers;

  private Platform(
      PlatformConfig config,
      NodeFolder folder,
      Database database,
      Sandbox sandbox,
      Clock clock,
      SecureRandom random)
      throws IOException {
    this.folder = folder;
    this.database = database;
    PatientFolders patients = new PatientFolders(config.data().resolve("challenges"));
    BlobStore blobs = BlobStore.open(config.data().resolve("blobs"));
    SubmissionStore submissions = new JdbiSubmissionStore(database.jdbi(), clock);
    RunStore runs = new JdbiRunStore(database.jdbi(), clock);
    News news = new News();
    Path work = config.data().resolve("work");
    Folders.delete(work);
    Referee referee = new Referee(sandbox, Folders.createPrivate(work), new Gpus(config.gpus()));

    Tokens tokens = new Tokens(random);
    teams = new Teams(new JdbiTeamStore(database.jdbi(), clock), tokens);
    operators = OperatorDesk.open(config.data(), teams, runs, tokens);
    challenges =
        new Challenges(
            new JdbiChallengeStore(database.jdbi()), patients, new LeakAudit(work), clock);
    workers =
        new Workers(
            new Workers.Node(folder.name(), config.slots(), sandbox, referee),
            new Workers.Stores(challenges, patients, submissions, runs, blobs),
            news);
    visitors = new PublicView(challenges, patients, submissions, runs, news, clock);
    participants =
        new TeamDesk(teams, challenges, submissions, runs, blobs, sandbox, workers::wake);
  }

  /**
   * Opens a node's folder and database. Nothing is played before {@link #start}.
   *
   * @throws ProblemException UNAVAILABLE if the folder or database is in use or can't be opened
   */
  public static Platform open(
      PlatformConfig config, Sandbox sandbox, Clock clock, SecureRandom random) throws IOException {
    NodeFolder folder = NodeFolder.lock(config.data());
    try {
      Database database = Database.open(config.database());
      try {
        return new Platform(config, folder, database, sandbox, clock, random);
      } catch (IOException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Begins to play. */
  public void start() {
    workers.start();
  }

  public Visitors visitors() {
    return visitors;
  }

  public Participants participants() {
    return participants;
  }

  public Operators operators() {
    return operators;
  }

  public Teams teams() {
    return teams;
  }

  public Challenges challenges() {
    return challenges;
  }

  /**
   * Ends the runs under way, which start again with the next life of this node, and closes
   * everything.
   */
  @Override
  public void close() throws IOException {
    workers.close();
    database.close();
    folder.close();
  }
}
