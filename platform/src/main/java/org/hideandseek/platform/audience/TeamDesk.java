package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.repeat.Repeats;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.team.Entrants;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.sandbox.ImageRefusedException;

/** Serves {@link Participants} from the database, the blobs and the sandbox. */
public final class TeamDesk implements Participants {
  private final Entrants entrants;
  private final Reception reception;
  private final Uploads uploads;
  private final Challenges challenges;
  private final PhaseStore phases;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final Endings endings;
  private final BlobStore blobs;
  private final Function<Entrant, Visitors> views;
  private final Downloads downloads;
  private final Repeats repeats;

  /**
   * A desk.
   *
   * @param views what a team sees
   * @param downloads what a team takes home
   * @param repeats knows requests that were sent before
   */
  public TeamDesk(
      Entrants entrants,
      Reception reception,
      Uploads uploads,
      Reception.Stores stores,
      Endings endings,
      Function<Entrant, Visitors> views,
      Downloads downloads,
      Repeats repeats) {
    this.entrants = entrants;
    this.reception = reception;
    this.uploads = uploads;
    this.challenges = stores.challenges();
    this.phases = stores.phases();
    this.submissions = stores.submissions();
    this.runs = stores.runs();
    this.blobs = stores.blobs();
    this.endings = endings;
    this.views = views;
    this.downloads = downloads;
    this.repeats = repeats;
  }

  @Override
  public Entrant byToken(String token, Scope needed) {
    return entrants.byToken(token, needed);
  }

  @Override
  public Entrant reading(Visit visit) {
    return entrants.reading(visit);
  }

  @Override
  public Entrant acting(Visit visit) {
    return entrants.acting(visit);
  }

  @Override
  public long submit(Entrant entrant, String challenge, EntryForm form, InputStream archive) {
    Entry entry = reception.admit(entrant, challenge, form);
    Optional<BlobId> announced = form.sha256().map(UploadDesk::sha256);
    try (BlobStore.Received received =
        blobs.receive(archive, reception.largestArchive(challenge))) {
      if (announced.filter(one -> !one.equals(received.id())).isPresent()) {
        throw new ProblemException(
            Problem.INVALID,
            "The SHA-256 of what arrived is "
                + received.id()
                + " and not "
                + announced.get()
                + " as announced, so it was damaged on its way; send it again.");
      }
      return reception.enter(
          entry, received.file(), received.id(), upload -> submissions.enter(entry, upload));
    } catch (ImageRefusedException e) {
      throw new ProblemException(Problem.INVALID, e.getMessage(), e);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The upload broke off or could not be stored, and nothing was kept of it; send it again.",
          e);
    }
  }

  @Override
  public Uploads uploads() {
    return uploads;
  }

  @Override
  public Visitors view(Entrant entrant) {
    return views.apply(entrant);
  }

  @Override
  public void cancel(Entrant entrant, long submission) {
    endings.cancel(own(entrant, submission));
  }

  @Override
  public void withdraw(Entrant entrant, long submission) {
    endings.withdraw(own(entrant, submission));
  }

  @Override
  public void choose(Entrant entrant, long submission, boolean chosen) {
    Submission own = own(entrant, submission);
    Challenge definition = challenges.find(own.challenge()).definition();
    Stage stage = phases.stage(definition);
    Phase next =
        stage
            .chosenFor()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.CONFLICT,
                        "There is nothing to choose now: no phase that plays chosen entries begins next."));
    if (!chosen) {
      submissions.unchoose(own, definition);
    } else if (!submissions.choose(own, definition)) {
      boolean playsBefore = own.lastPhase() == stage.entered() && own.state().canEnd();
      throw playsBefore
          ? new ProblemException(
              Problem.LIMIT_REACHED,
              "Your team has chosen as many as may go on as a %s into phase '%s', which is %d; take one back first."
                  .formatted(own.role().word(), next.name(), next.advance().orElseThrow()))
          : new ProblemException(
              Problem.CONFLICT,
              "Submission %d can't go on into phase '%s': it does not play in the phase before."
                  .formatted(submission, next.name()));
    }
  }

  private Submission own(Entrant entrant, long submission) {
    return submissions
        .find(new SubmissionId(submission))
        .filter(found -> TeamFiles.owns(entrant, found))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "Your team has no submission number " + submission + "."));
  }

  @Override
  public String checkLog(Entrant entrant, long submission) {
    Submission own = own(entrant, submission);
    BlobId log =
        PublicView.check(own, runs.ofImage(own.challenge(), own.image()))
            .flatMap(RunRecord::log)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "Submission "
                            + submission
                            + " has not been checked yet; ask again when it has."));
    return read(log);
  }

  @Override
  public Optional<String> checkLog(SubmissionDetails own) {
    return own.checkLog().map(this::read);
  }

  private String read(BlobId log) {
    try {
      return Files.readString(blobs.path(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Downloads downloads() {
    return downloads;
  }

  @Override
  public Repeats repeats() {
    return repeats;
  }
}
