package org.hideandseek.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.FactSheetField;
import org.hideandseek.challenges.bundle.Freeze;
import org.hideandseek.challenges.bundle.GivenKnowledge;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.bundle.PageFile;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.bundle.PublicPatients;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.bundle.RankingRules;
import org.hideandseek.challenges.bundle.Releases;
import org.hideandseek.challenges.bundle.Teams;
import org.hideandseek.challenges.bundle.Visibility;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.commitment.Commitment;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.EntryLog;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.ChallengeSummary;
import org.hideandseek.platform.audience.Collection;
import org.hideandseek.platform.audience.Desks;
import org.hideandseek.platform.audience.Download;
import org.hideandseek.platform.audience.Downloads;
import org.hideandseek.platform.audience.Edition;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.Gate;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.Leaderboards.Ranking2020;
import org.hideandseek.platform.audience.Leaderboards.Ranks;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.OwnSubmission;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.audience.ReleaseDetails;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.StatementDetails;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.SubmissionDetails.Choice;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.audience.Uploads;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.mail.JdbiMailStore;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.Postman;
import org.hideandseek.platform.mail.SmtpServer;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.repeat.Repeats;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Intervention;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.platform.watch.NodeCheck;
import org.hideandseek.platform.watch.RunFigures;
import org.hideandseek.platform.watch.TimeHistogram;

/**
 * A platform of made-up boards for the tests of the pages: {@code mayo-liver} under way, {@code
 * mayo-pbc} where nobody has entered, and {@code icu-nutrition} whose players have hostile names.
 */
public final class InMemoryPlatform implements Visitors, Participants, Operators, AutoCloseable {
  public static final String TOKEN = "a-team-token";
  public static final String ARCHIVE = "what was sent, to the byte";
  public static final String OPERATOR_TOKEN = "an-operator-token";

  private static final Entrant CHARON =
      challenge -> Optional.of(new Team(new TeamId(1), "Charon", false));
  public static final String SCRIPT = "<script>alert(1)</script>";
  public static final String QUOTES = "O'Hara \"the\" <b>&amp;";
  public static final String BACKWARDS = "evil\u202Etxt.exe\u202C\u200F\u0007";
  public static final String FORMULA = "=HYPERLINK(\"http://example.org\";\"x\")";

  private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant COMPUTED = Instant.parse("2026-03-04T09:26:53Z");
  private static final int SPLITS = 3;
  private static final Salt SALT = Salt.parse("5a".repeat(32));
  private static final String SEED_TEXT = "11".repeat(32) + "\n";
  private static final Commitments COMMITTED =
      new Commitments(
          List.of(
              Commitment.to(Items.SEED, SALT, SEED_TEXT.getBytes(UTF_8)),
              Commitment.to(Items.PRIVATE_PATIENTS, SALT, new byte[] {1})));
  private static final Page PAGE =
      new Page("Rules", "rules", "# Fair play\n\nNo " + SCRIPT + " here.\n");

  private final Map<String, ChallengeDetails> challenges = new LinkedHashMap<>();
  private static final List<Intervention> HISTORY =
      List.of(
          new Intervention.PlayedAgain(OPENED, new SubmissionId(3), "A disk <failed>."),
          new Intervention.ScoredAnew(
              COMPUTED, "scorer 2026.0\n", "scorer 2026.1\nhipparchus 4\n"));

  private final Map<String, Leaderboards> boards = new LinkedHashMap<>();
  private final Map<Long, SubmissionDetails> submissions = new ConcurrentHashMap<>();
  private final Map<Long, MatchDetails> matchDetails = new ConcurrentHashMap<>();
  private final Map<Long, ReleaseDetails> releaseDetails = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicReference<String> dumped = new AtomicReference<>("");
  private final AtomicLong nextId = new AtomicLong(1);
  private final Random random = new Random(20260301);
  private final InMemoryUploads uploads = new InMemoryUploads(this);
  private final TestPeople people;
  private final TestOrganisers organisers = new TestOrganisers(this);
  private volatile boolean broken;

  private record Listener(String challenge, Consumer<ChallengeChanged> consumer) {}

  private record Hider(String name, String team, double leak, double utility, boolean open) {}

  private record Seeker(String name, String team, double strength) {}

  public InMemoryPlatform() {
    this(Optional.empty());
  }

  InMemoryPlatform(Optional<MailConfig> mail) {
    people = new TestPeople(mail);
    List<Hider> hiders =
        List.of(
            new Hider("var", "Organisers", 0.02, 0.71, false),
            new Hider("lethe-diffusion", "Lethe", 0.05, 0.78, false),
            new Hider("timevae", "Nightingale", 0.09, 0.64, false),
            new Hider("noise-0.3", "Organisers", 0.21, 0.58, false),
            new Hider("noise-0.1", "Organisers", 0.37, 0.83, false),
            new Hider("bootstrap", "Organisers", 0.43, 0.96, false),
            new Hider("copy", "Organisers", 0.49, 1, false),
            new Hider("constant", "Organisers", 0, -0.412, false),
            new Hider("quiet-river", "Charon", 0.06, 0.69, true),
            new Hider("row-shuffle", "Organisers", 0.03, 0.183, false));
    List<Seeker> seekers =
        List.of(
            new Seeker("domias-kde", "Lethe", 1.0),
            new Seeker("nearest", "Organisers", 0.9),
            new Seeker("achilles", "Charon", 0.62),
            new Seeker("random", "Organisers", 0.0));
    add("mayo-liver", "Mayo liver", 10_364, hiders, seekers, new Progress(41, 2, 133, 96));
    add("mayo-pbc", "Mayo PBC", 312, List.of(), List.of(), new Progress(0, 0, 0, 0));
    add(
        "icu-nutrition",
        "ICU nutrition",
        2_000,
        List.of(
            new Hider(SCRIPT, QUOTES, 0.03, 0.8, false),
            new Hider(QUOTES, SCRIPT, 0.1, 0.7, false),
            new Hider(BACKWARDS, "Charon", 0.2, 0.6, false)),
        List.of(new Seeker(FORMULA, "+1", 1.0), new Seeker("random", "Organisers", 0)),
        new Progress(0, 0, 21, 18));
    nextId.set(900);
  }

  /** Makes every call fail in a way that nobody foresaw. */
  public void breakDown() {
    broken = true;
  }

  /** Tells everybody who listens. */
  public void change(String challenge, String sentence, Progress progress) {
    ChallengeChanged changed = new ChallengeChanged(challenge, sentence, progress);
    listeners.stream()
        .filter(listener -> listener.challenge().equals(challenge))
        .forEach(listener -> listener.consumer().accept(changed));
  }

  public int listeners() {
    return listeners.size();
  }

  /** How long the last archive was. */
  public long bytesReceived() {
    return bytesReceived.get();
  }

  /** Takes all challenges away. */
  public void clear() {
    challenges.clear();
  }

  @Override
  public List<ChallengeSummary> challenges() {
    check();
    return challenges.values().stream().map(ChallengeDetails::summary).toList();
  }

  @Override
  public ChallengeDetails challenge(String name) {
    check();
    return Optional.ofNullable(challenges.get(name)).orElseThrow(() -> noChallenge(name));
  }

  @Override
  public Bulletin bulletin(String challenge) {
    return organisers.bulletin(challenge(challenge).summary().name());
  }

  /** Organisers of made-up challenges. */
  public TestOrganisers organisers() {
    return organisers;
  }

  @Override
  public Page page(String challenge, String slug) {
    if (!slug.equals(PAGE.slug())) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no page called '" + slug + "'.");
    }
    return PAGE;
  }

  @Override
  public Leaderboards leaderboards(String challenge) {
    check();
    return Optional.ofNullable(boards.get(challenge)).orElseThrow(() -> noChallenge(challenge));
  }

  @Override
  public Leaderboards leaderboards(String challenge, String phase) {
    return Optional.of(leaderboards(challenge))
        .filter(found -> found.view().phases().contains(phase))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no phase '" + phase + "'."));
  }

  /** Makes matches of a challenge up, as many as asked for. */
  public void play(String challenge, int count) {
    Leaderboards found = boards.get(challenge);
    MatchScores scores = new MatchScores(0.5, 0.25, 0.75, 0.001, 0.01, 0.1, 0.5, 0.5);
    List<MatchRow> many =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new MatchRow(
                        1_000_000L + i,
                        1,
                        "hider",
                        2,
                        "seeker",
                        i + 1,
                        RunState.SUCCEEDED,
                        "",
                        true,
                        Optional.of(scores)))
            .toList();
    boards.put(
        challenge,
        new Leaderboards(
            found.challenge(),
            found.computedAt(),
            found.scorer(),
            found.gate(),
            found.progress(),
            found.hiders(),
            found.seekers(),
            many,
            found.ratingBases(),
            found.ranking2020(),
            found.view()));
  }

  @Override
  public Visitors now() {
    return this;
  }

  @Override
  public Edition edition(String challenge) {
    Leaderboards found = leaderboards(challenge);
    return new Edition(
        Tokens.hash(challenge(challenge).toString() + found.hashCode() + submissions),
        found.progress().queued() > 0);
  }

  @Override
  public Edition edition(String challenge, String phase) {
    leaderboards(challenge, phase);
    return edition(challenge);
  }

  @Override
  public Edition editionOf(long submission) {
    return edition(submission(submission).challenge());
  }

  @Override
  public Entrant byToken(String token, Scope needed) {
    if (!token.equals(TOKEN)) {
      throw new ProblemException(Problem.UNAUTHORIZED, "No team has this token.");
    }
    return CHARON;
  }

  @Override
  public Entrant reading(Visit visit) {
    String name = visit.person().name();
    return challenge -> CHARON.in(challenge).filter(team -> name.equals(team.name()));
  }

  @Override
  public Entrant acting(Visit visit) {
    return reading(visit);
  }

  @Override
  public Visitors view(Entrant entrant) {
    return (Visitors)
        Proxy.newProxyInstance(
            Visitors.class.getClassLoader(),
            new Class<?>[] {Visitors.class},
            (proxy, method, arguments) -> {
              try {
                if (method.getName().equals("now")) {
                  return proxy;
                }
                if (method.getName().equals("own")) {
                  return own((String) arguments[0], entrant);
                }
                Object answer = method.invoke(this, arguments);
                return answer instanceof SubmissionDetails details
                    ? seen(details, entrant)
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<OwnSubmission> own(String name, Entrant entrant) {
    return challenge(name).submissions().stream()
        .filter(one -> entrant.in(name).filter(own -> own.name().equals(one.team())).isPresent())
        .map(
            one ->
                new OwnSubmission(
                    one,
                    Optional.ofNullable(submissions.get(one.id()))
                        .flatMap(SubmissionDetails::choice)))
        .toList();
  }

  private static SubmissionDetails seen(SubmissionDetails details, Entrant entrant) {
    return new SubmissionDetails(
        details.challenge(),
        details.phase(),
        details.phases(),
        details.choice(),
        details.summary(),
        entrant
            .in(details.challenge())
            .filter(team -> team.name().equals(details.summary().team()))
            .isPresent(),
        details.archive(),
        details.format(),
        details.image(),
        details.statement(),
        details.queue(),
        details.checkLog(),
        details.history(),
        details.runs());
  }

  @Override
  public ChallengeCommitments commitments(String name) {
    ChallengeDetails challenge = challenge(name);
    return new ChallengeCommitments(
        name,
        challenge.openedAt(),
        challenge.closedAt(),
        challenge.revealedAt(),
        COMMITTED,
        EntryLog.of(COMMITTED.root(), List.of("1\t2026-03-01T12:00:00.000Z\thider")),
        challenge.revealedAt().isPresent()
            ? Map.of(Items.SEED, new ChallengeCommitments.Opening(SALT.hex(), SEED_TEXT))
            : Map.of());
  }

  /** Closes a challenge, and reveals it. */
  public void end(String name) {
    challenges.computeIfPresent(
        name,
        (key, open) ->
            new ChallengeDetails(
                open.summary(),
                open.definition(),
                open.schema(),
                open.overview(),
                open.publicPatients(),
                open.privatePatients(),
                open.openedAt(),
                Optional.of(COMPUTED),
                Optional.of(COMPUTED.plusSeconds(60)),
                open.root(),
                open.stage(),
                open.submissions()));
  }

  @Override
  public MatchDetails match(long run) {
    check();
    return Optional.ofNullable(matchDetails.get(run))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no match " + run + "."));
  }

  @Override
  public ReleaseDetails release(long run) {
    check();
    return Optional.ofNullable(releaseDetails.get(run))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no release " + run + "."));
  }

  @Override
  public List<NearCopy> nearCopies(String operatorToken, long run) {
    requireOperator(operatorToken);
    release(run);
    return List.of(new NearCopy(3, 17, 0.25));
  }

  @Override
  public SubmissionDetails submission(long id) {
    check();
    return Optional.ofNullable(submissions.get(id))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no submission " + id + "."));
  }

  @Override
  public Download practice(String challenge) {
    if (challenge(challenge).definition().publicPatients() == PublicPatients.NONE) {
      throw new ProblemException(Problem.NOT_FOUND, "Nothing is given away here.");
    }
    return file(challenge + "-practice.zip", "the public patients");
  }

  @Override
  public List<OwnSubmission> own(String challenge) {
    challenge(challenge);
    return List.of();
  }

  @Override
  public RunFigures runFigures(String operatorToken) {
    requireOperator(operatorToken);
    check();
    List<Long> counts = new ArrayList<>(Collections.nCopies(TimeHistogram.BOUNDS.size() + 1, 0L));
    counts.set(0, 2L);
    counts.set(3, 1L);
    return new RunFigures(
        List.of(
            new RunFigures.Waiting(RunKind.CHECK, 0, Duration.ZERO),
            new RunFigures.Waiting(RunKind.MATCH, 41, Duration.ofMillis(90_500))),
        List.of(
            new RunFigures.Count(RunKind.MATCH, RunState.QUEUED, 41),
            new RunFigures.Count(RunKind.MATCH, RunState.TIMED_OUT, 3)),
        Map.of(RunKind.MATCH, new TimeHistogram(counts, 8.25)),
        Map.of(RunKind.MATCH, new TimeHistogram(counts, 9.5)));
  }

  @Override
  public List<NodeCheck> checks() {
    return List.of(
        new NodeCheck("database", !broken),
        new NodeCheck("disk", true),
        new NodeCheck("engine", !broken));
  }

  @Override
  public Subscription subscribe(String challenge, Consumer<ChallengeChanged> consumer) {
    Listener listener = new Listener(challenge, consumer);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public long submit(Entrant entrant, String challenge, EntryForm form, InputStream archive) {
    PlayerRole role = form.role();
    String name = form.name();
    challenge(challenge);
    entrant.needIn(challenge);
    if (submissions.values().stream()
        .anyMatch(
            other ->
                other.challenge().equals(challenge)
                    && other.summary().role() == role
                    && other.summary().name().equals(name))) {
      throw new ProblemException(
          Problem.CONFLICT, "There is a " + role.word() + " called " + name + " already.");
    }
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    Format format;
    try {
      byte[] magic = archive.readNBytes(2);
      length += magic.length;
      boolean zip = magic.length == 2 && magic[0] == 'P' && magic[1] == 'K';
      format = zip ? Format.ZIP_2020 : Format.IMAGE;
      for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
        length += n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytesReceived.set(length);
    long id = nextId.getAndIncrement();
    SubmissionSummary summary =
        new SubmissionSummary(
            id,
            role,
            name,
            "Charon",
            false,
            SubmissionState.CHECKING,
            "",
            Optional.empty(),
            COMPUTED,
            COMPUTED);
    list(challenge, summary);
    submissions.put(
        id,
        new SubmissionDetails(
            challenge,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            summary,
            false,
            "9f".repeat(32),
            format,
            "sha256:" + "4e".repeat(32),
            Optional.of(said(form)),
            Optional.of(new QueuePlace(new RunId(id), 2, Optional.of(Duration.ofSeconds(90)))),
            Optional.empty(),
            List.of(),
            List.of()));
    return id;
  }

  private static StatementDetails said(EntryForm form) {
    return new StatementDetails(
        form.description(),
        form.answers().entrySet().stream()
            .map(
                answer ->
                    new StatementDetails.Answer(
                        answer.getKey(), "What about " + answer.getKey() + "?", answer.getValue()))
            .toList(),
        form.agrees()
            ? Optional.of(new Agreement("Charon", COMPUTED, "7e".repeat(32)))
            : Optional.empty());
  }

  @Override
  public Uploads uploads() {
    return uploads;
  }

  private void list(String challenge, SubmissionSummary added) {
    challenges.computeIfPresent(
        challenge,
        (key, open) ->
            new ChallengeDetails(
                open.summary(),
                open.definition(),
                open.schema(),
                open.overview(),
                open.publicPatients(),
                open.privatePatients(),
                open.openedAt(),
                open.closedAt(),
                open.revealedAt(),
                open.root(),
                open.stage(),
                Stream.concat(Stream.of(added), open.submissions().stream()).toList()));
  }

  @Override
  public void cancel(Entrant entrant, long submission) {
    endAsTeam(entrant, submission, SubmissionState.CANCELLED, "Its team cancelled it.");
  }

  @Override
  public void withdraw(Entrant entrant, long submission) {
    endAsTeam(entrant, submission, SubmissionState.WITHDRAWN, "Its team withdrew it.");
  }

  @Override
  public void disqualify(String operatorToken, long submission, String reason) {
    requireOperator(operatorToken);
    if (reason.isBlank()) {
      throw new ProblemException(Problem.INVALID, "Give a reason.");
    }
    end(submission, SubmissionState.DISQUALIFIED, EndedBy.OPERATOR, reason);
  }

  @Override
  public void raise(String operatorToken, long submission) {
    requireOperator(operatorToken);
    if (!submission(submission).summary().state().canEnd()) {
      throw new ProblemException(Problem.CONFLICT, "It has ended.");
    }
  }

  private void endAsTeam(Entrant entrant, long submission, SubmissionState state, String reason) {
    SubmissionSummary summary = submission(submission).summary();
    Optional<Team> team = entrant.in(submission(submission).challenge());
    if (team.filter(one -> one.name().equals(summary.team())).isEmpty()) {
      throw new ProblemException(Problem.NOT_FOUND, "Your team has no such submission.");
    }
    if (state == SubmissionState.CANCELLED && summary.state() == SubmissionState.RANKED) {
      throw new ProblemException(Problem.CONFLICT, "It has played all; withdraw it.");
    }
    end(submission, state, EndedBy.TEAM, reason);
  }

  private void end(long submission, SubmissionState state, EndedBy actor, String reason) {
    SubmissionDetails before = submission(submission);
    SubmissionSummary summary = before.summary();
    if (!summary.state().canEnd()) {
      throw new ProblemException(Problem.CONFLICT, "It has ended.");
    }
    submissions.put(
        submission,
        new SubmissionDetails(
            before.challenge(),
            before.phase(),
            before.phases(),
            before.choice(),
            new SubmissionSummary(
                summary.id(),
                summary.role(),
                summary.name(),
                summary.team(),
                summary.baseline(),
                state,
                reason,
                Optional.of(actor),
                summary.createdAt(),
                COMPUTED),
            before.own(),
            before.archive(),
            before.format(),
            before.image(),
            before.statement(),
            Optional.empty(),
            Optional.empty(),
            before.history(),
            before.runs()));
  }

  @Override
  public void choose(Entrant entrant, long submission, boolean chosen) {
    SubmissionDetails details = seen(submission(submission), entrant);
    if (!details.own()) {
      throw new ProblemException(Problem.NOT_FOUND, "Your team has no such submission.");
    }
    submissions.put(
        submission,
        new SubmissionDetails(
            details.challenge(),
            Optional.of("trial"),
            List.of("trial"),
            Optional.of(new Choice("final", COMPUTED, 2, chosen)),
            details.summary(),
            false,
            details.archive(),
            details.format(),
            details.image(),
            details.statement(),
            details.queue(),
            Optional.empty(),
            details.history(),
            details.runs()));
  }

  @Override
  public String checkLog(Entrant entrant, long submission) {
    submission(submission);
    return printed();
  }

  @Override
  public Optional<String> checkLog(SubmissionDetails own) {
    return own.runs().stream()
        .filter(run -> run.kind() == RunKind.CHECK && run.finishedAt().isPresent())
        .map(run -> printed())
        .findFirst();
  }

  private String printed() {
    return "epoch 1 <b>loss</b> 0.693\nread " + bytesReceived.get() + " bytes\n";
  }

  @Override
  public Repeats repeats() {
    return people.repeats();
  }

  @Override
  public Downloads downloads() {
    return new Downloads() {
      @Override
      public Offer offer(ChallengeDetails challenge, SubmissionDetails own) {
        return own.own() && own.summary().role() == PlayerRole.HIDER
            ? new Offer(List.of(1), "")
            : new Offer(List.of(), "");
      }

      private Optional<SubmissionDetails> own(Entrant entrant, long id) {
        return Optional.of(seen(submission(id), entrant)).filter(SubmissionDetails::own);
      }

      @Override
      public Download upload(Entrant entrant, long id) {
        return own(entrant, id)
            .map(own -> file("submission-" + id + ".tar", ARCHIVE))
            .orElseThrow(() -> noSubmission(id));
      }

      @Override
      public Download release(Entrant entrant, long id, int split) {
        return own(entrant, id)
            .filter(own -> own.summary().role() == PlayerRole.HIDER && split == 1)
            .map(own -> file("submission-" + id + "-release-split-" + split + ".npz", "PK"))
            .orElseThrow(() -> noSubmission(id));
      }

      @Override
      public Collection releases(Entrant entrant, String challenge) {
        challenge(challenge);
        if (!challenge.equals("mayo-liver")) {
          throw new ProblemException(Problem.FORBIDDEN, "This challenge gives no releases away.");
        }
        return new Collection(
            challenge + "-releases.zip", target -> target.write("PK".getBytes(UTF_8)));
      }
    };
  }

  private static Download file(String name, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Download(
        name,
        Tokens.hash(text),
        bytes.length,
        (from, count, target) -> target.write(bytes, (int) from, (int) count));
  }

  private static ProblemException noSubmission(long id) {
    return new ProblemException(Problem.NOT_FOUND, "Your team has no submission " + id + ".");
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException("SELECT secret_seed FROM challenge: connection refused");
    }
  }

  private static ProblemException noChallenge(String name) {
    return new ProblemException(
        Problem.NOT_FOUND, "There is no challenge '" + name + "' on this server.");
  }

  private void add(
      String name,
      String title,
      int patients,
      List<Hider> hiders,
      List<Seeker> seekers,
      Progress progress) {
    long firstHider = nextId.getAndAdd(hiders.size());
    long firstSeeker = nextId.getAndAdd(seekers.size());
    List<MatchRow> matches = new ArrayList<>();
    List<HiderRow> hiderRows = new ArrayList<>();
    long run = firstHider * 100;
    int rank = 1;
    for (int h = 0; h < hiders.size(); h++) {
      Hider hider = hiders.get(h);
      double worst = Double.NEGATIVE_INFINITY;
      String strongest = "";
      for (int s = 0; s < seekers.size(); s++) {
        Seeker seeker = seekers.get(s);
        double sum = 0;
        for (int split = 1; split <= SPLITS; split++) {
          boolean waits = hider.open() && (split > 1 || s > 1);
          boolean failed = h == 2 && s == 2 && split == 2;
          double auc =
              Math.max(
                  0.4,
                  Math.min(
                      1, 0.5 + hider.leak() * seeker.strength() + 0.012 * random.nextGaussian()));
          sum += auc;
          matches.add(
              new MatchRow(
                  run++,
                  firstHider + h,
                  hider.name(),
                  firstSeeker + s,
                  seeker.name(),
                  split,
                  waits ? RunState.QUEUED : failed ? RunState.TIMED_OUT : RunState.SUCCEEDED,
                  failed ? "It ran longer than the 120 seconds that a seeker has." : "",
                  !hider.team().equals(seeker.team()),
                  waits || failed ? Optional.empty() : Optional.of(scores(auc))));
        }
        if (sum / SPLITS > worst) {
          worst = sum / SPLITS;
          strongest = seeker.name();
        }
      }
      boolean passed = hider.utility() >= 0.5;
      hiderRows.add(
          new HiderRow(
              firstHider + h,
              hider.name(),
              hider.team(),
              hider.team().equals("Organisers"),
              passed && !hider.open() ? OptionalInt.of(rank++) : OptionalInt.empty(),
              passed && !hider.open() ? Optional.of(new Ranks(rank - 1, rank)) : Optional.empty(),
              hider.open() ? Gate.OPEN : passed ? Gate.PASSED : Gate.FAILED,
              hider.open() ? OptionalDouble.empty() : OptionalDouble.of(worst),
              hider.open() ? OptionalDouble.empty() : OptionalDouble.of(worst - 0.021),
              hider.open() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, worst + 0.024)),
              hider.open() ? Optional.empty() : Optional.of(strongest),
              hider.open() ? OptionalDouble.empty() : OptionalDouble.of(0.5 + (worst - 0.5) * 0.6),
              hider.open() ? OptionalDouble.empty() : OptionalDouble.of(hider.utility()),
              facets(hider),
              hider.open() ? Optional.empty() : Optional.of(rating(worst - 0.62, 0)),
              hider.open() ? Optional.empty() : Reports.claim(hider.name()),
              name.equals("icu-nutrition") && hider.name().equals(BACKWARDS)
                  ? Optional.of(
                      "not matched: its run on public patients (shadow 2) ran out of memory")
                  : Optional.empty()));
    }
    matches.sort(
        Comparator.comparing(MatchRow::hider)
            .thenComparing(MatchRow::seeker)
            .thenComparing(MatchRow::split));
    List<SeekerRow> seekerRows = new ArrayList<>();
    for (int s = 0; s < seekers.size(); s++) {
      Seeker seeker = seekers.get(s);
      seekerRows.add(
          new SeekerRow(
              firstSeeker + s,
              seeker.name(),
              seeker.team(),
              seeker.team().equals("Organisers"),
              OptionalInt.of(s + 1),
              Optional.of(new Ranks(s + 1, s + 1)),
              OptionalDouble.of(0.5 + 0.27 * seeker.strength()),
              OptionalDouble.of(0.503 + 0.49 * seeker.strength()),
              OptionalDouble.of(0.494 + 0.02 * seeker.strength()),
              Optional.of(rating(0.27 * seeker.strength() - 0.12, 0))));
    }
    matches.forEach(match -> matchDetails.put(match.run(), Reports.details(name, match)));
    List<SubmissionSummary> summaries = new ArrayList<>();
    for (int h = 0; h < hiders.size(); h++) {
      Hider hider = hiders.get(h);
      summaries.add(
          summary(firstHider + h, PlayerRole.HIDER, hider.name(), hider.team(), hider.open()));
    }
    for (int s = 0; s < seekers.size(); s++) {
      Seeker seeker = seekers.get(s);
      summaries.add(
          summary(firstSeeker + s, PlayerRole.SEEKER, seeker.name(), seeker.team(), false));
    }
    if (name.equals("mayo-liver")) {
      long id = nextId.getAndIncrement();
      summaries.add(
          new SubmissionSummary(
              id,
              PlayerRole.HIDER,
              "lethe-gan",
              "Lethe",
              false,
              SubmissionState.REFUSED,
              "/out/release/values.npy has shape 1000 x 40 x 5; the schema asks for 1000 x 40 x 4.",
              Optional.of(EndedBy.PLAYER),
              COMPUTED.minus(Duration.ofHours(30)),
              COMPUTED.minus(Duration.ofHours(29))));
    }
    for (int h = 0; h < hiders.size(); h++) {
      for (int split = 1; split <= SPLITS; split++) {
        long number = releaseRun(firstHider + h, split);
        releaseDetails.put(
            number,
            Reports.details(
                name, number, summaries.get(h), split, hiders.get(h).open(), hiders.get(h).leak()));
      }
    }
    summaries.forEach(one -> submissions.put(one.id(), details(name, one, matches)));
    List<SubmissionSummary> newest = new ArrayList<>(summaries);
    Collections.reverse(newest);
    ChallengeSummary summary =
        new ChallengeSummary(
            name,
            title,
            "Which of " + patients + " people were the synthetic ones learnt from?",
            hiders.size(),
            seekers.size(),
            progress);
    int published = patients / 2;
    challenges.put(
        name,
        new ChallengeDetails(
            summary,
            new Challenge(
                name,
                title,
                summary.summary(),
                new Challenge.Data(name, null, null),
                0.5,
                new Challenge.Splits(SPLITS, new SplitSizes(100, 20, 30)),
                name.equals("icu-nutrition")
                    ? GivenKnowledge.of(Knowledge.REFERENCE, Knowledge.SHADOWS)
                    : GivenKnowledge.NONE,
                name.equals("icu-nutrition") ? Optional.of(3) : Optional.empty(),
                List.of(Facet.values()),
                0.5,
                new PlayerLimits(600, 2048, 1, 0),
                new PlayerLimits(120, 1024, 1.5, 0),
                List.of(
                    new Phase(
                        "final",
                        Instant.parse("2027-01-01T00:00:00Z"),
                        Instant.parse("2027-02-01T12:30:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        new Visibility(
                            Visibility.Boards.PARTICIPANTS,
                            Visibility.OwnScores.HIDDEN,
                            Optional.of(new Freeze.At(Instant.parse("2027-01-20T00:00:00Z")))),
                        Optional.empty())),
                Quotas.NONE,
                new Teams(Optional.empty(), Optional.empty()),
                name.equals("icu-nutrition")
                    ? new RankingRules(
                        RankingRules.Rule.MEAN, RankingRules.Profile.HIDE_AND_SEEK_2020)
                    : RankingRules.USUAL,
                List.of(
                    new FactSheetField(
                        "data",
                        "Trained on <other> patients?",
                        FactSheetField.Kind.CHOICE,
                        true,
                        List.of("yes", "no"))),
                List.of(new PageFile(PAGE.title(), "pages/rules.md")),
                Optional.empty(),
                Optional.empty(),
                name.equals("mayo-liver") ? Releases.OWN : Releases.NONE,
                name.equals("mayo-liver") ? PublicPatients.EVERYBODY : PublicPatients.NONE,
                Optional.of(512)),
            schema(),
            OVERVIEW,
            published,
            patients - published,
            OPENED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(COMMITTED.root()),
            Stage.unphased(),
            newest));
    boards.put(
        name,
        new Leaderboards(
            name,
            COMPUTED,
            "2026.1",
            0.5,
            progress,
            ranked(hiderRows),
            seekerRows,
            matches,
            List.of(0.62),
            ranking2020(hiderRows, seekerRows),
            Leaderboards.View.whole(SPLITS)));
  }

  private static List<HiderRow> ranked(List<HiderRow> rows) {
    return Stream.concat(
            rows.stream().filter(row -> row.rank().isPresent()),
            rows.stream()
                .filter(row -> row.rank().isEmpty())
                .sorted(Comparator.comparing(HiderRow::name)))
        .toList();
  }

  private static Rating rating(double effect, int part) {
    return new Rating(effect, effect - 0.03, effect + 0.03, part);
  }

  private static Ranking2020 ranking2020(List<HiderRow> hiders, List<SeekerRow> seekers) {
    return new Ranking2020(
        true,
        hiders.stream()
            .map(
                row ->
                    new Row2020(
                        row.submission(),
                        row.name(),
                        row.team(),
                        row.baseline(),
                        row.rank(),
                        row.name().equals("constant") ? Gate.FAILED : row.gate(),
                        row.meanAccuracy()))
            .toList(),
        seekers.stream()
            .map(
                row ->
                    new Row2020(
                        row.submission(),
                        row.name(),
                        row.team(),
                        row.baseline(),
                        row.rank(),
                        Gate.PASSED,
                        row.meanAuc()))
            .toList());
  }

  /** The number of a release's run. */
  public static long releaseRun(long hider, int split) {
    return 100_000 + hider * 10 + split;
  }

  private static Map<String, Double> facets(Hider hider) {
    if (hider.open()) {
      return Map.of();
    }
    Map<String, Double> facets = new LinkedHashMap<>();
    facets.put("marginals", Math.min(1, hider.utility() + 0.2));
    facets.put("one-step-ahead", hider.utility());
    facets.put("temporal-structure", Math.min(1, hider.utility() + 0.08));
    facets.put("missingness", Math.min(1, hider.utility() + 0.14));
    return facets;
  }

  private static MatchScores scores(double auc) {
    double excess = Math.max(0, auc - 0.5);
    return new MatchScores(
        auc,
        auc - 0.028,
        Math.min(1, auc + 0.028),
        excess * 0.2,
        0.01 + excess * 0.6,
        0.1 + excess * 1.6,
        0.5 + excess * 0.7,
        0.5 + excess * 0.69);
  }

  private static SubmissionSummary summary(
      long id, PlayerRole role, String name, String team, boolean open) {
    return new SubmissionSummary(
        id,
        role,
        name,
        team,
        team.equals("Organisers"),
        open ? SubmissionState.PLAYING : SubmissionState.RANKED,
        "",
        open ? Optional.empty() : Optional.of(EndedBy.PLATFORM),
        OPENED.plus(Duration.ofMinutes(7 * id)),
        OPENED.plus(Duration.ofMinutes(7 * id + 60)));
  }

  private static SubmissionDetails details(
      String challenge, SubmissionSummary summary, List<MatchRow> matches) {
    List<RunSummary> runs = new ArrayList<>();
    boolean refused = summary.state() == SubmissionState.REFUSED;
    runs.add(
        new RunSummary(
            summary.id() * 100,
            RunKind.CHECK,
            OptionalInt.empty(),
            Optional.empty(),
            refused ? RunState.OUTPUT_REFUSED : RunState.SUCCEEDED,
            refused ? summary.reason() : "",
            Optional.of(EndedBy.PLAYER),
            1,
            summary.createdAt(),
            Optional.of(summary.createdAt().plusSeconds(36)),
            Optional.of(summary.createdAt().plusSeconds(40)),
            Optional.of(Duration.ofMillis(3_412)),
            Optional.of(Duration.ofMillis(2_950)),
            OptionalLong.of(141_230_080),
            OptionalDouble.empty(),
            OptionalInt.empty()));
    for (int split = 1;
        split <= SPLITS && summary.role() == PlayerRole.HIDER && !refused;
        split++) {
      runs.add(
          new RunSummary(
              releaseRun(summary.id(), split),
              RunKind.RELEASE,
              OptionalInt.of(split),
              Optional.empty(),
              RunState.SUCCEEDED,
              "",
              Optional.of(EndedBy.PLAYER),
              1,
              summary.createdAt().plusSeconds(60),
              Optional.of(summary.createdAt().plusSeconds(62)),
              Optional.of(summary.createdAt().plusSeconds(80)),
              Optional.of(Duration.ofSeconds(18)),
              Optional.of(Duration.ofSeconds(17)),
              OptionalLong.of(805_306_368L),
              OptionalDouble.of(0.71),
              OptionalInt.empty()));
    }
    if (challenge.equals("icu-nutrition") && summary.role() == PlayerRole.HIDER && !refused) {
      runs.add(
          new RunSummary(
              summary.id() * 100 + 50,
              RunKind.SHADOW,
              OptionalInt.of(2),
              Optional.empty(),
              RunState.OUT_OF_MEMORY,
              "The container used more than 2048 MiB of memory.",
              Optional.of(EndedBy.PLAYER),
              1,
              summary.createdAt().plusSeconds(60),
              Optional.of(summary.createdAt().plusSeconds(62)),
              Optional.of(summary.createdAt().plusSeconds(80)),
              Optional.of(Duration.ofSeconds(5)),
              Optional.of(Duration.ofSeconds(4)),
              OptionalLong.of(2_147_483_648L),
              OptionalDouble.empty(),
              OptionalInt.empty()));
    }
    int waiting = 0;
    for (MatchRow match : matches) {
      boolean hider = match.hiderSubmission() == summary.id();
      if (refused || (!hider && match.seekerSubmission() != summary.id())) {
        continue;
      }
      boolean queued = match.state() == RunState.QUEUED;
      runs.add(
          new RunSummary(
              match.run(),
              RunKind.MATCH,
              OptionalInt.of(match.split()),
              Optional.of(hider ? match.seeker() : match.hider()),
              match.state(),
              match.reason(),
              queued ? Optional.empty() : Optional.of(EndedBy.PLAYER),
              match.state() == RunState.TIMED_OUT ? 2 : 1,
              summary.createdAt().plusSeconds(90),
              queued ? Optional.empty() : Optional.of(summary.createdAt().plusSeconds(226)),
              queued ? Optional.empty() : Optional.of(summary.createdAt().plusSeconds(300)),
              queued ? Optional.empty() : Optional.of(Duration.ofSeconds(74)),
              queued ? Optional.empty() : Optional.of(Duration.ofSeconds(71)),
              queued ? OptionalLong.empty() : OptionalLong.of(1_610_612_736L),
              match.scores().isPresent()
                  ? OptionalDouble.of(match.scores().get().auc())
                  : OptionalDouble.empty(),
              queued ? OptionalInt.of(waiting++) : OptionalInt.empty()));
    }
    return new SubmissionDetails(
        challenge,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        summary,
        false,
        "9f".repeat(32),
        Format.IMAGE,
        "sha256:" + "4e".repeat(32),
        Optional.of(new StatementDetails("", List.of(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        summary.id() == 3 ? HISTORY : List.of(),
        runs);
  }

  private static Schema schema() {
    return new Schema(
        "years",
        40,
        25,
        List.of(
            Variable.numeric("hdl", "mg/dL", 5, 200),
            Variable.numeric("sbp", "mmHg", 50, 280),
            Variable.numeric("fib4", "", 0, 20.5),
            Variable.binary("smoke")),
        List.of(
            Variable.categorical("sex", List.of("female", "male")),
            Variable.numeric("age", "years", 18, 100),
            Variable.binary("event").asOutcome()));
  }

  private static final String OVERVIEW =
      """
      # Where the data come from

      People in **Olmsted County**, Minnesota; see [the paper](https://example.org/paper) and
      [this](javascript:alert(1)). <img src=x onerror=alert(1)>

      | measurement | people |
      | --- | ---: |
      | hdl | 9,120 |
      | fib4 | 6,401 |

      ![a picture](https://example.org/tracker.png)

      ## What to mind

      - Times are years since the first measurement.
      - Impossible values are `missing`.
      """;

  @Override
  public String createTeam(String operatorToken, String name, boolean baseline) {
    requireOperator(operatorToken);
    return name + (baseline ? "-baseline" : "") + "-token";
  }

  @Override
  public String renewToken(String operatorToken, String name) {
    return createTeam(operatorToken, name, false) + "-2";
  }

  @Override
  public void createAdministrator(
      String operatorToken, String email, String name, String password) {
    requireOperator(operatorToken);
    people.get().accounts().createAdministrator(Actor.operator(), email, name, password);
  }

  @Override
  public String makePasswordReset(String operatorToken, String email) {
    requireOperator(operatorToken);
    return people.get().accounts().makeReset(Actor.operator(), email);
  }

  @Override
  public void removeSecondFactor(String operatorToken, String email) {
    requireOperator(operatorToken);
    people.get().secondFactors().remove(Actor.operator(), email);
  }

  @Override
  public void changeRole(
      String operatorToken, String email, Role role, String challenge, boolean held) {
    requireOperator(operatorToken);
    if (held) {
      people.get().accounts().give(Actor.operator(), email, role, challenge);
    } else {
      people.get().accounts().take(Actor.operator(), email, role, challenge);
    }
  }

  /** All that is kept of requests with a key, as text. */
  public String keptOfRequests() {
    return people.keptOfRequests();
  }

  /** Sends the mail that waits. */
  void sendMail(MailConfig mail) {
    try (Postman postman =
        new Postman(
            new JdbiMailStore(people.database().jdbi()),
            new SmtpServer(mail.smtp(), Clock.systemUTC()),
            people.get()::write,
            Clock.systemUTC())) {
      postman.sendAll();
    }
  }

  /** What a server needs. */
  public Desks desks() {
    return new Desks(this, this, this, people(), organisers());
  }

  /** Real people, in a database of their own. */
  public People people() {
    return people.get();
  }

  @Override
  public void close() {
    people.close();
  }

  @Override
  public ChallengeCommitments openChallenge(String operatorToken, String bundle) {
    requireOperator(operatorToken);
    return commitments(bundle);
  }

  @Override
  public Closing closeChallenge(String operatorToken, String name) {
    requireOperator(operatorToken);
    challenge(name);
    end(name);
    return new Closing(
        COMPUTED, challenge(name).revealedAt(), challenge(name).summary().progress());
  }

  @Override
  public void dumpChallenge(String operatorToken, String name, Path folder) {
    requireOperator(operatorToken);
    challenge(name);
    dumped.set(folder.toString());
  }

  /** The folder of the last dump, or an empty text. */
  public String dumped() {
    return dumped.get();
  }

  private static void requireOperator(String token) {
    if (!token.equals(OPERATOR_TOKEN)) {
      throw new ProblemException(Problem.UNAUTHORIZED, "This needs the operator's token.");
    }
  }
}
