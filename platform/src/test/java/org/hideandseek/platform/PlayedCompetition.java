package org.hideandseek.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.blob.BlobStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.dump.BoardDocuments;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.run.MatchCandidates;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunOutcome;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;
import org.hideandseek.platform.run.ShadowRelease;
import org.hideandseek.platform.submission.Entry;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Statement;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.Ticket;
import org.hideandseek.platform.submission.Upload;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Team;
import org.hideandseek.sandbox.ImageId;

/**
 * A small competition on a data folder of its own whose runs are played right here, without
 * containers: hiders release members and others, seekers draw their scores.
 */
final class PlayedCompetition implements AutoCloseable {
  static final String CHALLENGE = "small-pbc";

  /** The boards as one text: enough to see that they are compared. */
  static final BoardDocuments DOCUMENTS =
      boards -> {
        SortedMap<String, byte[]> documents = new TreeMap<>();
        String text = boards.toString().replace("Row[", "Row[\n");
        documents.put("boards.txt", text.getBytes(StandardCharsets.UTF_8));
        return documents;
      };

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int FAILING_HIDER = 3;
  private static final int CLAIMING_HIDER = 2;

  /** What the second hider claims, though it noises nothing: its parts cost more. */
  static final PrivacyClaim CLAIM =
      new PrivacyClaim(Mechanism.DP_SGD, 2, 1e-5, List.of(new SubsampledGaussian(1, 0.01, 1000)));

  private static final String BUNDLE =
      """
      name: small-pbc
      title: Small
      summary: Few patients of mayo-pbc.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  private final Path scratch;
  private final PlatformFolder platform;
  private final SettableClock clock = new SettableClock();
  private final Team hiding;
  private final Team seeking;

  PlayedCompetition(Path folder) throws IOException {
    this(folder, "");
  }

  /**
   * A competition whose challenge says more.
   *
   * @param more lines of {@code challenge.yaml}
   */
  PlayedCompetition(Path folder, String more) throws IOException {
    scratch = Files.createDirectories(folder.resolve("scratch"));
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE + more);
    Path data = folder.resolve("data");
    platform =
        PlatformFolder.open(
            new PlatformConfig(data, DatabaseConfig.inFolder(data), 1, List.of()),
            DOCUMENTS,
            clock,
            random());
    platform.hosting().open(bundle.toString());
    JdbiTeamStore teams = new JdbiTeamStore(platform.database().jdbi(), clock);
    hiding = teams.add("Lethe", false, "00".repeat(32)).orElseThrow();
    seeking = teams.add("Charon", false, "11".repeat(32)).orElseThrow();
  }

  /** The same splits in every test, so that the audit's random tests never err here. */
  private static SecureRandom random() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(1);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  PlatformFolder platform() {
    return platform;
  }

  SettableClock clock() {
    return clock;
  }

  OpenChallenge challenge() {
    return platform.challenges().find(CHALLENGE);
  }

  /** Enters an image; the second hider makes a claim, the third fails on the second split. */
  SubmissionId enter(PlayerRole role, String name, int image) {
    clock.advance(Duration.ofSeconds(1));
    return platform
        .submissions()
        .add(
            CHALLENGE,
            (role == PlayerRole.HIDER ? hiding : seeking).id(),
            role,
            name,
            Upload.image(new BlobId("ab".repeat(32)), image(image)))
        .orElseThrow();
  }

  /** Enters an image for a phase, as a team that no quota binds. */
  SubmissionId enter(PlayerRole role, String name, int image, int phase) {
    return platform
        .submissions()
        .enter(
            new Entry(
                CHALLENGE,
                (role == PlayerRole.HIDER ? hiding : seeking).id(),
                role,
                name,
                Statement.NONE,
                new Ticket(phase, new Quotas.Quota(Optional.empty(), Optional.empty()))),
            Upload.image(new BlobId("ab".repeat(32)), image(image)))
        .id()
        .orElseThrow();
  }

  /** The team of all hiders. */
  Team hiding() {
    return hiding;
  }

  /** Plays what waits, and what follows from it, to the end. */
  void play() throws IOException {
    for (Optional<Run> next = claim(); next.isPresent(); next = claim()) {
      finish(next.get());
    }
  }

  /** Plays a run. */
  void finish(Run run) throws IOException {
    clock.advance(Duration.ofSeconds(1));
    platform.runs().finish("node", run, outcome(run), challenge().definition());
  }

  Optional<Run> claim() {
    return platform.runs().claim("node", LEASE);
  }

  private RunOutcome outcome(Run run) throws IOException {
    boolean fails =
        run.kind() == RunKind.RELEASE
            && run.split() == 2
            && run.hider().equals(Optional.of(image(FAILING_HIDER)));
    if (fails) {
      return ended(RunState.FAILED, Optional.empty(), Optional.empty(), Optional.empty());
    }
    return switch (run.kind()) {
      case CHECK -> ended(Optional.empty(), Optional.empty(), Optional.empty());
      case RELEASE -> ended(Optional.of(release(run)), Optional.empty(), Optional.empty());
      case SHADOW -> ended(Optional.empty(), Optional.of(shadow(run)), Optional.empty());
      case MATCH -> ended(Optional.empty(), Optional.empty(), Optional.of(match(run)));
    };
  }

  /** A hider in a shadow releases its members. */
  private ShadowRelease shadow(Run run) throws IOException {
    Path members = platform.patients().shadowMembers(challenge(), run.split());
    Map<String, BlobId> files = new TreeMap<>();
    for (String file : CohortFiles.ALL) {
      files.put(file, blobs().put(members.resolve(file)));
    }
    return new ShadowRelease(files);
  }

  private ScoredRelease release(Run run) throws IOException {
    OpenChallenge challenge = challenge();
    Schema schema = platform.patients().schema(CHALLENGE);
    Cohort secret = CohortFiles.read(platform.patients().secret(CHALLENGE), schema);
    Split split = platform.patients().split(challenge, run.split());
    int entrant = entrant(PlayerRole.HIDER, run.hider());
    int[] chosen =
        IntStream.range(0, challenge.definition().splits().sizes().records())
            .map(i -> split.candidates()[(i * entrant) % split.candidates().length])
            .toArray();
    Path written = Files.createTempDirectory(scratch, "release");
    CohortFiles.write(written, secret.select(chosen));
    Map<String, BlobId> files = new TreeMap<>();
    for (String file : CohortFiles.ALL) {
      files.put(file, blobs().put(written.resolve(file)));
    }
    boolean claims = run.hider().equals(Optional.of(image(CLAIMING_HIDER)));
    if (claims) {
      CLAIM.write(written);
      files.put(PrivacyClaim.FILE, blobs().put(written.resolve(PrivacyClaim.FILE)));
    }
    ScoredRelease scored =
        RunScorer.of(
                secret.select(split.members()),
                secret.select(split.holdout()),
                challenge.definition().facets(),
                challenge.utilitySeed(run.split()).forContainer())
            .score(CohortFiles.read(written, schema), files);
    return claims ? scored.claiming(ClaimReport.of(CLAIM)) : scored;
  }

  private ScoredMatch match(Run run) throws IOException {
    OpenChallenge challenge = challenge();
    int hider = entrant(PlayerRole.HIDER, run.hider());
    int seeker = entrant(PlayerRole.SEEKER, run.seeker());
    MatchCandidates candidates =
        MatchCandidates.of(
            platform.patients().split(challenge, run.split()),
            challenge.matchSeed(run.split(), hider, seeker));
    Random random = new Random(100L * hider + 10L * seeker + run.split());
    float[] scores = new float[candidates.member().length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat() + (candidates.member()[i] ? 0.1f * seeker : 0);
    }
    Path written = Files.createTempDirectory(scratch, "match");
    ScoresFile.write(written, scores);
    return RunScorer.score(
        scores, candidates.member(), Format.IMAGE, blobs().put(written.resolve(ScoresFile.FILE)));
  }

  private int entrant(PlayerRole role, Optional<ImageId> image) {
    return platform
        .submissions()
        .byImage(CHALLENGE, role, image.orElseThrow())
        .orElseThrow()
        .entrant();
  }

  private BlobStore blobs() {
    return platform.blobs();
  }

  private RunOutcome ended(
      Optional<ScoredRelease> release, Optional<ShadowRelease> shadow, Optional<ScoredMatch> match)
      throws IOException {
    return ended(RunState.SUCCEEDED, release, shadow, match);
  }

  private RunOutcome ended(
      RunState state,
      Optional<ScoredRelease> release,
      Optional<ShadowRelease> shadow,
      Optional<ScoredMatch> match)
      throws IOException {
    return new RunOutcome(
        state,
        state == RunState.SUCCEEDED ? "" : "The container exited with code 1.",
        OptionalInt.of(0),
        Duration.ofMillis(1234),
        Duration.ofMillis(567),
        5_000_000L,
        blobs().put(new ByteArrayInputStream(new byte[0]), 0),
        release,
        shadow,
        match);
  }

  private static ImageId image(int number) {
    return new ImageId("sha256:" + String.format(Locale.ROOT, "%064x", number));
  }

  @Override
  public void close() throws IOException {
    platform.close();
  }
}
