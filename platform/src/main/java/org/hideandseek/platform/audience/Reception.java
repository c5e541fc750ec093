package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.commitment.Sha256;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.Entered;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.QuotaUse;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.platform.zip.ZipArchive;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;

/**
 * The one way in: lets an entry begin, and makes a submission of it when its file has arrived,
 * whichever way it came.
 */
public final class Reception {
  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;
  private final PhaseStore phases;
  private final BlobStore blobs;
  private final Sandbox sandbox;
  private final Clock clock;
  private final Runnable queued;

  /** Where things are kept. */
  public record Stores(
      Challenges challenges,
      SubmissionStore submissions,
      RunStore runs,
      PhaseStore phases,
      BlobStore blobs) {}

  /**
   * A reception.
   *
   * @param queued called after something was queued
   */
  public Reception(Stores stores, Sandbox sandbox, Clock clock, Runnable queued) {
    this.challenges = stores.challenges();
    this.submissions = stores.submissions();
    this.runs = stores.runs();
    this.phases = stores.phases();
    this.blobs = stores.blobs();
    this.sandbox = sandbox;
    this.clock = clock;
    this.queued = queued;
  }

  /**
   * Lets an entry begin, or says why not before gigabytes are read; the store has the last word.
   * What counts for phase and quota is this moment.
   *
   * @throws ProblemException FORBIDDEN without a team or a confirmed address, NOT_FOUND, INVALID,
   *     CONFLICT, LIMIT_REACHED
   */
  Entry admit(Entrant entrant, String challenge, EntryForm form) {
    requireOpen(challenge);
    entrant.requireMayEnter();
    Team team = entrant.needIn(challenge);
    Ticket ticket = team.baseline() ? Ticket.FREE : ticket(challenge, form.role());
    requireName(form.name());
    Entry entry =
        new Entry(
            challenge,
            team.id(),
            form.role(),
            form.name(),
            statement(entrant, team, challenge, form),
            ticket);
    requireFree(entry);
    requireSlot(entry);
    return entry;
  }

  private Statement statement(Entrant entrant, Team team, String challenge, EntryForm form) {
    Challenge definition = challenges.find(challenge).definition();
    String terms =
        definition.terms().isPresent()
            ? challenges.page(challenge, Challenge.TERMS).markdown()
            : "";
    return new StatementCheck(definition, !team.baseline())
        .of(
            form,
            new Agreement(
                entrant.person().orElse(team.name()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Sha256.of(terms.getBytes(UTF_8))));
  }

  /**
   * Makes a submission of an entry whose file has arrived. Where it can't be one, the file stays as
   * it is.
   *
   * @param file on disk, in the blobs' folder
   * @param id the SHA-256 of its content
   * @param store puts it into the store
   * @return the submission's number
   * @throws ProblemException CONFLICT or LIMIT_REACHED if it might have been taken at another time
   * @throws ImageRefusedException if this file never is
   */
  long enter(Entry entry, Path file, BlobId id, Function<Upload, Entered> store)
      throws IOException, ImageRefusedException {
    Upload upload = inspect(file, id, entry.role());
    // Once more, so that no blob is kept of what the store would refuse.
    requireOpen(entry.challenge());
    requireFree(entry);
    requireSlot(entry);
    blobs.keep(file, id);
    Entered entered = store.apply(upload);
    entered
        .exhausted()
        .ifPresent(
            exhausted -> {
              throw refusal(entry, exhausted, use(entry));
            });
    long number =
        entered
            .id()
            .orElseThrow(
                () -> {
                  requireOpen(entry.challenge());
                  return taken(entry);
                })
            .value();
    // An equal image may have passed its check already.
    runs.plan(challenges.find(entry.challenge()).definition());
    queued.run();
    return number;
  }

  private Upload inspect(Path file, BlobId id, PlayerRole role)
      throws IOException, ImageRefusedException {
    if (Zip2020.is(file)) {
      ZipArchive.check(file, role);
      return Upload.zip(id);
    }
    return Upload.image(id, sandbox.inspect(file).id());
  }

  /** How long an upload may be. */
  long largestArchive(String challenge) {
    return challenges.find(challenge).definition().largestArchiveBytes();
  }

  /** What a team may submit now. */
  Allowance allowance(Entrant entrant, String challenge) {
    Challenge definition = challenges.find(challenge).definition();
    Team team = entrant.needIn(challenge);
    Stage stage = phases.stage(definition);
    String closed = closedSentence(challenge).orElse("");
    boolean takes = closed.isEmpty() && (team.baseline() || stage.takesSubmissions());
    Map<PlayerRole, Allowance.Slots> slots = new EnumMap<>(PlayerRole.class);
    if (takes) {
      for (PlayerRole role : PlayerRole.values()) {
        Ticket ticket = team.baseline() ? Ticket.FREE : ticket(challenge, role);
        QuotaUse use = submissions.use(challenge, team.id(), role, ticket.phase());
        slots.put(role, Allowance.Slots.of(ticket.quota(), use, role, stage));
      }
    }
    return new Allowance(
        team.name(),
        !team.baseline(),
        takes,
        closed.isEmpty() ? (stage.phased() ? stage.sentence() : "") : closed,
        slots,
        definition.largestArchiveBytes());
  }

  private void requireOpen(String challenge) {
    closedSentence(challenge)
        .ifPresent(
            sentence -> {
              throw new ProblemException(Problem.CONFLICT, sentence);
            });
  }

  private Optional<String> closedSentence(String challenge) {
    OpenChallenge open = challenges.find(challenge);
    return open.closedAt()
        .map(
            closed ->
                "This challenge was closed on "
                    + Stage.moment(closed)
                    + " and takes no more submissions.")
        .or(
            () ->
                open.pause()
                    .map(
                        pause ->
                            "This challenge has been paused since "
                                + Stage.moment(pause.since())
                                + " and takes no submissions until it goes on; its organisers say: "
                                + pause.reason()));
  }

  /** With what right a team begins to upload: outside of a phase it is sent away. */
  private Ticket ticket(String challenge, PlayerRole role) {
    Challenge definition = challenges.find(challenge).definition();
    Stage stage = phases.stage(definition);
    if (!stage.takesSubmissions()) {
      throw new ProblemException(Problem.CONFLICT, stage.sentence());
    }
    Quotas quotas = stage.current().map(definition::quotas).orElse(definition.quotas());
    return new Ticket(stage.number(), quotas.of(role));
  }

  private static void requireName(String name) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw new ProblemException(
          Problem.INVALID,
          "A submission's name has 1 to 60 letters, digits, spaces, '.', '_' and '-', and begins with a letter or digit.");
    }
  }

  private void requireFree(Entry entry) {
    boolean free =
        submissions.all(entry.challenge()).stream()
            .noneMatch(
                submission ->
                    submission.role() == entry.role() && submission.name().equals(entry.name()));
    if (!free) {
      throw taken(entry);
    }
  }

  static ProblemException taken(Entry entry) {
    return new ProblemException(
        Problem.CONFLICT,
        "This challenge has a "
            + entry.role().word()
            + " called '"
            + entry.name()
            + "' already; choose another name.");
  }

  private void requireSlot(Entry entry) {
    QuotaUse use = use(entry);
    use.exhausted(entry.ticket().quota())
        .ifPresent(
            exhausted -> {
              throw refusal(entry, exhausted, use);
            });
  }

  private QuotaUse use(Entry entry) {
    return submissions.use(entry.challenge(), entry.team(), entry.role(), entry.ticket().phase());
  }

  private ProblemException refusal(Entry entry, Exhausted exhausted, QuotaUse use) {
    Stage then =
        Stage.during(challenges.find(entry.challenge()).definition(), entry.ticket().phase());
    return new ProblemException(
        Problem.LIMIT_REACHED, QuotaSentence.of(exhausted, use, entry.role(), then));
  }
}
