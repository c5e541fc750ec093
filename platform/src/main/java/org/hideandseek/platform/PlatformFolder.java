package org.hideandseek.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.hideandseek.platform.audience.PublicView;
import org.hideandseek.platform.audience.Steered;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.audit.LeakAudit;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.board.JdbiBoardStore;
import org.hideandseek.platform.bundle.Drafts;
import org.hideandseek.platform.bundle.JdbiDraftStore;
import org.hideandseek.platform.bundle.Machine;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.closing.Closings;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.dump.BoardDocuments;
import org.hideandseek.platform.dump.DumpWriter;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.phase.JdbiPhaseStore;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.rescore.JdbiRescoreStore;
import org.hideandseek.platform.rescore.RescoreStore;
import org.hideandseek.platform.rescore.Rescores;
import org.hideandseek.platform.run.CurrentScoring;
import org.hideandseek.platform.run.JdbiRunStore;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.Workers;
import org.hideandseek.platform.steering.JdbiSteeringStore;
import org.hideandseek.platform.steering.Steering;
import org.hideandseek.platform.steering.SteeringStore;
import org.hideandseek.platform.submission.JdbiSubmissionStore;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.upload.JdbiUploadStore;
import org.hideandseek.platform.upload.UploadStore;

/**
 * What a node keeps: its folder and database, with what can be done without an engine. A {@link
 * Platform} plays on one; the operator's commands use one while no platform runs.
 */
public final class PlatformFolder implements AutoCloseable {
  private final NodeFolder folder;
  private final Database database;
  private final PatientFolders patients;
  private final BlobStore blobs;
  private final SubmissionStore submissions;
  private final UploadStore uploads;
  private final RunStore runs;
  private final News news = new News();
  private final Challenges challenges;
  private final PhaseStore phases;
  private final PublicView visitors;
  private final Hosting hosting;
  private final Endings endings;
  private final Steering steering;
  private final Rescores rescores;
  private final Drafts drafts;

  private PlatformFolder(
      PlatformConfig config,
      NodeFolder folder,
      Database database,
      BoardDocuments documents,
      Clock clock,
      SecureRandom random)
      throws IOException {
    this.folder = folder;
    this.database = database;
    patients = new PatientFolders(config.data().resolve("challenges"));
    blobs = BlobStore.open(config.data().resolve("blobs"));
    submissions = new JdbiSubmissionStore(database.jdbi(), clock);
    uploads = new JdbiUploadStore(database.jdbi(), clock);
    runs = new JdbiRunStore(database.jdbi(), clock);
    challenges =
        new Challenges(
            new JdbiChallengeStore(database.jdbi()),
            patients,
            new LeakAudit(config.data().resolve("audit")),
            clock,
            random);
    phases = new JdbiPhaseStore(database.jdbi(), clock);
    SteeringStore steered = new JdbiSteeringStore(database.jdbi(), clock);
    RescoreStore rescored = new JdbiRescoreStore(database.jdbi(), clock);
    visitors =
        new PublicView(
            challenges,
            patients,
            submissions,
            runs,
            phases,
            new Steered(steered, rescored),
            new JdbiBoardStore(database.jdbi()),
            news,
            clock);
    DumpWriter dumps =
        new DumpWriter(
            new DumpWriter.Stores(challenges, patients, submissions, runs, blobs),
            visitors,
            documents);
    endings = new Endings(challenges, submissions, runs, news);
    steering = new Steering(steered, challenges, runs, news, clock);
    drafts =
        Drafts.open(
            new JdbiDraftStore(database.jdbi(), clock),
            challenges,
            config.data().resolve("bundles"),
            Machine.here(config.gpus().size()));
    Path scratch = config.data().resolve("rescore");
    Folders.delete(scratch);
    rescores =
        new Rescores(
            new Rescores.Stores(rescored, challenges, phases, submissions, runs),
            new CurrentScoring(stores(), scratch),
            news,
            clock);
    hosting = new Hosting(challenges, new Closings(challenges, runs, news), dumps, visitors);
  }

  /**
   * Opens a node's folder and database.
   *
   * @param documents what dumps hold of the boards
   * @throws ProblemException UNAVAILABLE if the folder or database is in use or can't be opened
   */
  public static PlatformFolder open(
      PlatformConfig config, BoardDocuments documents, Clock clock, SecureRandom random)
      throws IOException {
    NodeFolder folder = NodeFolder.lock(config.data());
    try {
      Database database = Database.open(config.database());
      try {
        return new PlatformFolder(config, folder, database, documents, clock, random);
      } catch (IOException | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** What is played, and where results go. */
  Workers.Stores stores() {
    return new Workers.Stores(challenges, patients, submissions, runs, blobs);
  }

  /** Names this node's leases and containers. */
  String nodeName() {
    return folder.name();
  }

  Database database() {
    return database;
  }

  PatientFolders patients() {
    return patients;
  }

  BlobStore blobs() {
    return blobs;
  }

  SubmissionStore submissions() {
    return submissions;
  }

  UploadStore uploads() {
    return uploads;
  }

  RunStore runs() {
    return runs;
  }

  News news() {
    return news;
  }

  Challenges challenges() {
    return challenges;
  }

  PhaseStore phases() {
    return phases;
  }

  public Visitors visitors() {
    return visitors;
  }

  /** What a team sees. */
  public Visitors visitors(Entrant entrant) {
    return visitors.seenBy(entrant);
  }

  public Hosting hosting() {
    return hosting;
  }

  Endings endings() {
    return endings;
  }

  Steering steering() {
    return steering;
  }

  Drafts drafts() {
    return drafts;
  }

  Rescores rescores() {
    return rescores;
  }

  @Override
  public void close() throws IOException {
    database.close();
    folder.close();
  }
}
