package org.hideandseek.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.Desks;
import org.hideandseek.platform.audience.OperatorDesk;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.OrganiserDesk;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.audience.Reception;
import org.hideandseek.platform.audience.TeamDesk;
import org.hideandseek.platform.audience.TeamFiles;
import org.hideandseek.platform.audience.UploadDesk;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.dump.BoardDocuments;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.mail.JdbiMailStore;
import org.hideandseek.platform.mail.Postman;
import org.hideandseek.platform.mail.SmtpServer;
import org.hideandseek.platform.notice.Herald;
import org.hideandseek.platform.overview.JdbiOverviewStore;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.repeat.JdbiRepeatStore;
import org.hideandseek.platform.repeat.Repeats;
import org.hideandseek.platform.run.Workers;
import org.hideandseek.platform.team.Entrants;
import org.hideandseek.platform.team.JdbiMembershipStore;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.upload.UploadSweep;
import org.hideandseek.platform.watch.JdbiRunFigureStore;
import org.hideandseek.platform.watch.Readiness;
import org.hideandseek.platform.watch.RunGauge;
import org.hideandseek.sandbox.Sandbox;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the competition, put together. */
public final class Platform implements AutoCloseable {
  /** Each takes 19 MiB and a core. */
  private static final int HASHES = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Logger log = LoggerFactory.getLogger(Platform.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PlatformFolder folder;
  private final People people;
  private final Teams teams;
  private final Participants participants;
  private final Operators operators;
  private final Organisers organisers;
  private final Workers workers;
  private final UploadSweep uploadSweep;
  private final Herald herald;
  private final Optional<Postman> postman;
  private final Readiness readiness;

  private Platform(
      PlatformConfig config,
      PlatformFolder folder,
      Sandbox sandbox,
      Clock clock,
      SecureRandom random)
      throws IOException {
    this.folder = folder;
    Path work = config.data().resolve("work");
    Folders.delete(work);
    Referee referee = new Referee(sandbox, Folders.createPrivate(work), new Gpus(config.gpus()));

    Jdbi jdbi = folder.database().jdbi();
    Tokens tokens = new Tokens(random);
    teams = new Teams(new JdbiTeamStore(jdbi, clock), tokens);
    people =
        People.open(
            jdbi,
            new People.Guards(
                new Passwords(Cost.USUAL, random, HASHES, PATIENCE),
                tokens,
                VaultKey.open(
                    config.data(),
                    config.secondFactorKey(),
                    SecondFactors.areSealed(jdbi),
                    random)),
            clock,
            config.mail());
    long unreadable = people.secondFactors().sealAll();
    if (unreadable > 0) {
      log.warn(
          "{} second factors were sealed under another key than this node's; nobody can log in with their codes until it is back, or they are reset",
          unreadable);
    }
    herald = new Herald(people.notices(), folder.challenges()::all, folder.phases());
    postman =
        config
            .mail()
            .map(
                mail ->
                    new Postman(
                        new JdbiMailStore(jdbi),
                        new SmtpServer(mail.smtp(), clock),
                        people::write,
                        clock));
    readiness =
        new Readiness(
            Map.of(
                "database", folder.database()::answers,
                "disk", folder.blobs()::hasRoom,
                "engine", sandbox::answers));
    operators =
        OperatorDesk.open(
            config.data(),
            new OperatorDesk.Tools(
                teams,
                people.accounts(),
                people.secondFactors(),
                new JdbiJournal(jdbi, clock),
                folder.hosting(),
                folder.runs(),
                folder.endings(),
                new RunGauge(new JdbiRunFigureStore(jdbi), clock),
                readiness),
            tokens);
    workers =
        new Workers(
            new Workers.Node(folder.nodeName(), config.slots(), sandbox, referee),
            folder.stores(),
            folder.news(),
            () -> folder.rescores().step(folder.nodeName()),
            clock);
    organisers =
        new OrganiserDesk(
            new OrganiserDesk.Tools(
                folder.challenges(),
                folder.submissions(),
                folder.endings(),
                folder.steering(),
                folder.rescores(),
                folder.drafts(),
                people.notices(),
                new JdbiOverviewStore(jdbi),
                folder.visitors(),
                config.slots(),
                workers::wake),
            clock);
    Reception.Stores stores =
        new Reception.Stores(
            folder.challenges(),
            folder.submissions(),
            folder.runs(),
            folder.phases(),
            folder.blobs());
    Reception reception = new Reception(stores, sandbox, clock, workers::wake);
    participants =
        new TeamDesk(
            new Entrants(
                teams, people.visits(), new JdbiMembershipStore(jdbi), people.verifications()),
            reception,
            new UploadDesk(
                reception,
                new UploadDesk.Stores(
                    folder.challenges(), folder.submissions(), folder.uploads(), folder.blobs()),
                tokens,
                clock),
            stores,
            folder.endings(),
            folder::visitors,
            new TeamFiles(folder.challenges(), folder.submissions(), folder.runs(), folder.blobs()),
            new Repeats(new JdbiRepeatStore(jdbi), clock));
    uploadSweep = new UploadSweep(folder.uploads(), folder.blobs().partial(), clock);
  }

  /**
   * Opens a node's folder and database. Nothing is played before {@link #start}.
   *
   * @param documents what dumps hold of the boards
   * @throws ProblemException UNAVAILABLE if the folder or database is in use or can't be opened
   */
  public static Platform open(
      PlatformConfig config,
      Sandbox sandbox,
      BoardDocuments documents,
      Clock clock,
      SecureRandom random)
      throws IOException {
    PlatformFolder folder = PlatformFolder.open(config, documents, clock, random);
    try {
      return new Platform(config, folder, sandbox, clock, random);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Begins to play, and to tell people about it. */
  public void start() {
    workers.start();
    uploadSweep.start();
    herald.start();
    postman.ifPresent(Postman::start);
  }

  /** What a server needs. */
  public Desks desks() {
    return new Desks(visitors(), participants, operators, people, organisers);
  }

  /** Tells of every SQL statement before it is executed, in the thread that asks for it. */
  public void watchStatements(Runnable watcher) {
    folder.database().watchStatements(watcher);
  }

  public Visitors visitors() {
    return folder.visitors();
  }

  public Participants participants() {
    return participants;
  }

  public People people() {
    return people;
  }

  public Operators operators() {
    return operators;
  }

  public Organisers organisers() {
    return organisers;
  }

  public Hosting hosting() {
    return folder.hosting();
  }

  public Teams teams() {
    return teams;
  }

  public Challenges challenges() {
    return folder.challenges();
  }

  /**
   * Ends the runs under way, which start again with the next life of this node, and closes
   * everything.
   */
  @Override
  public void close() throws IOException {
    uploadSweep.close();
    herald.close();
    postman.ifPresent(Postman::close);
    workers.close();
    readiness.close();
    folder.close();
  }
}
