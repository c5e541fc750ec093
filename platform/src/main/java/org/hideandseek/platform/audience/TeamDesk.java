package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Entered;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.Entrants;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.platform.zip.ZipArchive;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;

/** Serves {@link Participants} from the database, the blobs and the sandbox. */
public final class TeamDesk implements Participants {
  private static final long LARGEST_ARCHIVE = 10L << 30;

  private final Entrants entrants;
  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final Endings endings;
  private final BlobStore blobs;
  private final Sandbox sandbox;
  private final PhaseStore phases;
  private final Function<Entrant, Visitors> views;
  private final Runnable queued;

  /**
   * A desk.
   *
   * @param views what a team sees
   * @param queued called after something was queued
   */
  public TeamDesk(
      Entrants entrants,
      Challenges challenges,
      SubmissionStore submissions,
      RunStore runs,
      Endings endings,
      BlobStore blobs,
      Sandbox sandbox,
      PhaseStore phases,
      Function<Entrant, Visitors> views,
      Runnable queued) {
    this.entrants = entrants;
    this.endings = endings;
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
    this.blobs = blobs;
    this.sandbox = sandbox;
    this.phases = phases;
    this.views = views;
    this.queued = queued;
  }

  @Override
  public Entrant byToken(String token, Scope needed) {
    return entrants.byToken(token, needed);
  }

  @Override
  public Entrant of(Person person) {
    return entrants.of(person);
  }

  @Override
  public long submit(
      Entrant entrant, String challenge, PlayerRole role, String name, InputStream archive) {
    requireOpen(challenge);
    Team team = entrant.needIn(challenge);
    Optional<Desk> desk = team.baseline() ? Optional.empty() : Optional.of(desk(challenge, role));
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw new ProblemException(
          Problem.INVALID,
          "A submission's name has 1 to 60 letters, digits, spaces, '.', '_' and '-', and begins with a letter or digit.");
    }
    requireFree(challenge, role, name);
    desk.ifPresent(one -> one.requireSlot(challenge, team, role));
    try {
      BlobId blob = blobs.put(archive, LARGEST_ARCHIVE);
      Upload upload = inspect(blob, role);
      long id =
          desk.map(one -> one.enter(challenge, team, role, name, upload))
              .orElseGet(() -> submissions.add(challenge, team.id(), role, name, upload))
              .orElseThrow(
                  () -> {
                    requireOpen(challenge);
                    return taken(role, name);
                  })
              .value();
      // An equal image may have passed its check already.
      runs.plan(challenges.find(challenge).definition());
      queued.run();
      return id;
    } catch (ImageRefusedException e) {
      throw new ProblemException(Problem.INVALID, e.getMessage(), e);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The upload broke off or could not be stored, and nothing was kept of it; send it again.",
          e);
    }
  }

  private Upload inspect(BlobId blob, PlayerRole role) throws IOException, ImageRefusedException {
    Path file = blobs.path(blob);
    if (Zip2020.is(file)) {
      ZipArchive.check(file, role);
      return Upload.zip(blob);
    }
    return Upload.image(blob, sandbox.inspect(file).id());
  }

  private void requireOpen(String challenge) {
    challenges
        .find(challenge)
        .closedAt()
        .ifPresent(
            closed -> {
              throw new ProblemException(
                  Problem.CONFLICT,
                  "This challenge was closed on "
                      + Stage.moment(closed)
                      + " and takes no more submissions.");
            });
  }

  /** Where a team stands when it begins to upload: outside of a phase it is sent away. */
  private Desk desk(String challenge, PlayerRole role) {
    Challenge definition = challenges.find(challenge).definition();
    Stage stage = phases.stage(definition);
    if (!stage.takesSubmissions()) {
      throw new ProblemException(Problem.CONFLICT, stage.sentence());
    }
    Quotas quotas = stage.current().map(definition::quotas).orElse(definition.quotas());
    return new Desk(stage, new Ticket(stage.number(), quotas.of(role)));
  }

  /** Takes the entries of one phase within its quota. */
  private final class Desk {
    private final Stage stage;
    private final Ticket ticket;

    Desk(Stage stage, Ticket ticket) {
      this.stage = stage;
      this.ticket = ticket;
    }

    /** Said before gigabytes are read; the store has the last word. */
    void requireSlot(String challenge, Team team, PlayerRole role) {
      QuotaUse use = submissions.use(challenge, team.id(), role, ticket.phase());
      use.exhausted(ticket.quota())
          .ifPresent(
              exhausted -> {
                throw refusal(exhausted, use, role);
              });
    }

    Optional<SubmissionId> enter(
        String challenge, Team team, PlayerRole role, String name, Upload upload) {
      Entered entered = submissions.enter(challenge, team.id(), role, name, upload, ticket);
      entered
          .exhausted()
          .ifPresent(
              exhausted -> {
                throw refusal(
                    exhausted, submissions.use(challenge, team.id(), role, ticket.phase()), role);
              });
      return entered.id();
    }

    private ProblemException refusal(Exhausted exhausted, QuotaUse use, PlayerRole role) {
      return new ProblemException(
          Problem.LIMIT_REACHED, QuotaSentence.of(exhausted, use, role, stage));
    }
  }

  @Override
  public Visitors view(Entrant entrant) {
    return views.apply(entrant);
  }

  /** Said before gigabytes are read; the store has the last word. */
  private void requireFree(String challenge, PlayerRole role, String name) {
    boolean free =
        submissions.all(challenge).stream()
            .noneMatch(submission -> submission.role() == role && submission.name().equals(name));
    if (!free) {
      throw taken(role, name);
    }
  }

  private static ProblemException taken(PlayerRole role, String name) {
    return new ProblemException(
        Problem.CONFLICT,
        "This challenge has a "
            + role.word()
            + " called '"
            + name
            + "' already; choose another name.");
  }

  @Override
  public void cancel(Entrant entrant, long submission) {
    endings.cancel(own(entrant, submission));
  }

  @Override
  public void withdraw(Entrant entrant, long submission) {
    endings.withdraw(own(entrant, submission));
  }

  private Submission own(Entrant entrant, long submission) {
    return submissions
        .find(new SubmissionId(submission))
        .filter(
            found ->
                entrant
                    .in(found.challenge())
                    .filter(team -> team.id().equals(found.team().id()))
                    .isPresent())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "Your team has no submission number " + submission + "."));
  }

  @Override
  public String checkLog(Entrant entrant, long submission) {
    Submission own = own(entrant, submission);
    BlobId log =
        runs.ofImage(own.challenge(), own.image()).stream()
            .filter(run -> run.run().kind() == RunKind.CHECK)
            .filter(run -> (own.role() == PlayerRole.HIDER) == run.run().hider().isPresent())
            .findFirst()
            .flatMap(RunRecord::log)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "Submission "
                            + submission
                            + " has not been checked yet; ask again when it has."));
    try {
      return Files.readString(blobs.path(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
