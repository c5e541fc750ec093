package org.hideandseek.app.practice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.bundle.PublicSplit;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Known;
import org.hideandseek.platform.play.Order;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.run.Refusal;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.ShadowRelease;
import org.hideandseek.platform.zip.AdapterExit;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.utility.Utility;
import org.hideandseek.scoring.utility.UtilityReferee;
import org.hideandseek.scoring.utility.UtilityReport;

/**
 * One split of a challenge's patients, public or private, on which any players meet. With the same
 * seed the same players come to the same results.
 */
public final class Practice {
  private final Challenge challenge;
  private final Schema schema;
  private final SecretSeed secret;
  private final SplitSizes sizes;
  private final Split split;
  private final Referee referee;
  private final Path members;
  private final Path candidates;
  private final Path reference;
  private final Path holdout;
  private final PublicHalves halves;
  private final AtomicInteger runs;
  private final Gives gives;
  private Optional<UtilityReferee> utility = Optional.empty();

  private Practice(Bundle bundle, Referee referee, SecretSeed secret, Share share, Path work)
      throws IOException {
    this.challenge = bundle.challenge();
    this.referee = referee;
    this.secret = secret;
    this.runs = new AtomicInteger();
    this.gives = Gives.asIn(challenge);
    CohortFolder all = bundle.patients().onDisk(work.resolve("all"));
    People people = all.people();
    List<int[]> shares = share.of(challenge.shares(people), people, gives, secret);
    int[] positions = shares.get(0);
    Path chosen = work.resolve("chosen");
    all.select(positions, chosen);
    this.schema = all.schema();
    this.sizes = share.divided(challenge.splits().sizes(), positions.length);
    this.split = Split.draw(secret.derive("split"), people.select(positions), sizes);
    this.members = work.resolve("members");
    this.candidates = work.resolve("candidates");
    this.reference = work.resolve("reference");
    this.holdout = work.resolve("holdout");
    this.halves = new PublicHalves(all, shares.get(1), secret, work);
    CohortFiles.select(chosen, schema, split.members(), members);
    CohortFiles.select(chosen, schema, split.candidates(), candidates);
    CohortFiles.select(chosen, schema, split.reference(), reference);
    CohortFiles.select(chosen, schema, split.holdout(), holdout);
  }

  private Practice(Practice same, Gives gives) {
    this.challenge = same.challenge;
    this.schema = same.schema;
    this.secret = same.secret;
    this.sizes = same.sizes;
    this.split = same.split;
    this.referee = same.referee;
    this.members = same.members;
    this.candidates = same.candidates;
    this.reference = same.reference;
    this.holdout = same.holdout;
    this.halves = same.halves;
    this.runs = same.runs;
    this.utility = same.utility;
    this.gives = gives;
  }

  /**
   * The same split and folders, where seekers are given something else than the challenge says. On
   * public patients there are shadows only if the challenge gives some: without, all public
   * patients are in the split.
   */
  public Practice giving(Gives others) {
    return new Practice(this, others);
  }

  /** Which of a challenge's patients a split is made of. */
  private enum Share {
    PUBLIC {
      /** Where shadows are given, one half stands for the private patients. */
      @Override
      List<int[]> of(Challenge.Shares shares, People people, Gives gives, SecretSeed seed) {
        int[] published = shares.published();
        if (gives.shadows() == 0) {
          return List.of(published, new int[0]);
        }
        return people.select(published).deal(seed.derive("halves"), published.length / 2).stream()
            .map(half -> Arrays.stream(half).map(i -> published[i]).toArray())
            .toList();
      }

      @Override
      SplitSizes divided(SplitSizes wanted, int patients) {
        return inProportion(wanted, patients);
      }
    },
    PRIVATE {
      @Override
      List<int[]> of(Challenge.Shares shares, People people, Gives gives, SecretSeed seed) {
        return List.of(shares.secret(), shares.published());
      }

      @Override
      SplitSizes divided(SplitSizes wanted, int patients) {
        return wanted;
      }
    };

    /** Positions in the challenge's cohort: of the split's patients, and of those of shadows. */
    abstract List<int[]> of(Challenge.Shares shares, People people, Gives gives, SecretSeed seed);

    /** How many of so many go where. */
    abstract SplitSizes divided(SplitSizes wanted, int patients);
  }

  /**
   * Lays out a split of the public patients, divided like the private ones in proportion. Where the
   * challenge gives shadows, they are made of one half of the public patients, and the split of the
   * other.
   *
   * @param seed draws it and seeds the players
   * @param work a folder of its own
   * @throws CommandException if the public patients are too few
   */
  public static Practice onPublic(Bundle bundle, Referee referee, long seed, Path work)
      throws IOException {
    return new Practice(bundle, referee, SecretSeed.guessable(seed), Share.PUBLIC, work);
  }

  /**
   * Lays out a split of the private patients, of the size of a competition's. It is none of a
   * competition's own: its seed is no secret.
   *
   * @param seed draws all splits and seeds the players
   * @param number of the split, from 1
   * @param work a folder of its own
   */
  public static Practice onPrivate(Bundle bundle, Referee referee, long seed, int number, Path work)
      throws IOException {
    return new Practice(
        bundle,
        referee,
        SecretSeed.guessable(seed).derive("practice", number),
        Share.PRIVATE,
        work);
  }

  /** What learns from the real members, once: it is what takes longest here. */
  private UtilityReferee utility() throws IOException {
    if (utility.isEmpty()) {
      utility =
          Optional.of(
              UtilityReferee.of(
                  scored(members),
                  scored(holdout),
                  challenge.facets(),
                  secret.derive("utility").forContainer()));
    }
    return utility.get();
  }

  /** As many patients of a folder as the scorer holds. */
  private Cohort scored(Path folder) throws IOException {
    return CohortFiles.sample(
        folder,
        schema,
        Utility.mostPatients(schema),
        secret.derive("scored", String.valueOf(folder.getFileName())).forContainer());
  }

  /**
   * How public patients are divided.
   *
   * @throws CommandException if they are too few
   */
  public static SplitSizes inProportion(SplitSizes wanted, int patients) {
    PublicSplit.tooFew(wanted, patients)
        .ifPresent(
            sentence -> {
              throw new CommandException(sentence);
            });
    return PublicSplit.of(wanted, patients);
  }

  /** How many patients a hider learns from. */
  public int members() {
    return split.members().length;
  }

  /** How many candidates a seeker judges. */
  public int candidates() {
    return split.candidates().length;
  }

  /** How many shadows of each hider there are. */
  public int shadows() {
    return gives.shadows();
  }

  /**
   * Runs a hider and scores its release; where seekers are given shadows, runs it for them too.
   *
   * @throws CommandException if there are too few patients for shadows
   */
  public Hiding hide(PracticePlayer hider) throws IOException, ImageRefusedException {
    Play play =
        referee.hide(order(hider, PlayerRole.HIDER), sizes.records(), Inputs.folder(members));
    List<Play> shadows = new ArrayList<>();
    try {
      Path released = play.output().resolve(InputFolders.RELEASE);
      boolean succeeded = play.result().end() == RunEnd.SUCCEEDED;
      Optional<UtilityReport> scored =
          succeeded ? Optional.of(utility().score(scored(released))) : Optional.empty();
      Optional<ClaimReport> claim =
          succeeded ? PrivacyClaim.read(play.output()).map(ClaimReport::of) : Optional.empty();
      for (int number = 1; succeeded && number <= gives.shadows(); number++) {
        shadows.add(shadow(hider, number));
      }
      return new Hiding(
          new Runs(
              explained(play, hider, PlayerRole.HIDER),
              shadows.stream().map(shadow -> explained(shadow, hider, PlayerRole.HIDER)).toList()),
          scored,
          claim,
          new Release(released, hider.zip().isPresent(), known(shadows)),
          Stream.concat(Stream.of(play), shadows.stream()).toList());
    } catch (IOException | ImageRefusedException | RuntimeException e) {
      play.close();
      shadows.forEach(Play::close);
      throw e;
    }
  }

  private Play shadow(PracticePlayer hider, int number) throws IOException, ImageRefusedException {
    int learned = halves.split(number).members().length;
    return referee.hide(
        order(hider, PlayerRole.HIDER, halves.seedOfHider(number)),
        challenge.splits().sizes().records(learned),
        Inputs.folder(halves.members(number)));
  }

  private Known known(List<Play> shadows) throws IOException {
    Known known = reference();
    for (int number = 1; number <= shadows.size(); number++) {
      known =
          known.withShadow(
              number,
              Inputs.folder(halves.members(number)),
              Inputs.folder(halves.nonMembers(number)),
              Inputs.folder(shadows.get(number - 1).output().resolve(InputFolders.RELEASE)));
    }
    return known;
  }

  private Known reference() {
    return gives.reference()
        ? Known.NOTHING.withReference(Inputs.folder(reference))
        : Known.NOTHING;
  }

  /**
   * A release that tells nothing, as nobody in it was a member, a candidate or a reference patient:
   * the split's holdout. Its shadows are likewise. Nothing is run for it; a seeker that is honest
   * guesses.
   */
  public Release stranger() throws IOException {
    Known known = reference();
    for (int number = 1; number <= gives.shadows(); number++) {
      List<Path> shadow = halves.ofStrangers(number);
      known =
          known.withShadow(
              number,
              Inputs.folder(shadow.get(0)),
              Inputs.folder(shadow.get(1)),
              Inputs.folder(shadow.get(2)));
    }
    return new Release(holdout, false, known);
  }

  /**
   * Runs a seeker on the release of a hider that succeeded, and scores it.
   *
   * @throws CommandException if one of the hider's shadows failed, so that it meets nobody
   */
  public Seeking seek(PracticePlayer seeker, Hiding hiding)
      throws IOException, ImageRefusedException {
    if (hiding.notMatched().isPresent()) {
      throw new CommandException("The hider is " + hiding.notMatched().get() + ".");
    }
    return seek(seeker, hiding.release);
  }

  /** Runs a seeker on a release, and scores it. */
  public Seeking seek(PracticePlayer seeker, Release hidden)
      throws IOException, ImageRefusedException {
    Inputs release = Inputs.folder(hidden.arrays());
    try (Play play =
        referee.seek(
            order(seeker, PlayerRole.SEEKER),
            candidates(),
            hidden.zipped() && seeker.zip().isPresent()
                ? Inputs.withReturned(release, ReturnedArrays.in(hidden.arrays()))
                : release,
            Inputs.folder(candidates),
            hidden.known())) {
      RunResult result = explained(play, seeker, PlayerRole.SEEKER);
      if (result.end() != RunEnd.SUCCEEDED) {
        return new Seeking(result, Optional.empty(), OptionalDouble.empty());
      }
      float[] scores = ScoresFile.read(play.output(), candidates());
      MatchPrivacy privacy = MatchPrivacy.score(scores, split.member());
      return new Seeking(
          result,
          Optional.of(privacy),
          OptionalDouble.of(
              seeker.zip().isPresent()
                  ? MatchPrivacy.labelAccuracy(scores, split.member())
                  : privacy.accuracy()));
    }
  }

  /** Whoever plays here has the patients, so what a container printed may be quoted. */
  private static RunResult explained(Play play, PracticePlayer player, PlayerRole role) {
    return player.zip().isPresent()
        ? AdapterExit.explainedWithItsModule(play.result(), role)
        : Refusal.quoted(play.result());
  }

  private Order order(PracticePlayer player, PlayerRole role) {
    return order(player, role, secret.derive(role.word()).forContainer());
  }

  private Order order(PracticePlayer player, PlayerRole role, int seed) {
    return new Order(
        role.word() + "-" + runs.incrementAndGet(),
        player.image(),
        player.zip(),
        challenge.limits(role),
        seed,
        schema);
  }

  /** A hider's runs. */
  private record Runs(RunResult release, List<RunResult> shadows) {}

  /** A hider's finished runs. What they released, if anything, stays until this is closed. */
  public static final class Hiding implements AutoCloseable {
    private final Runs runs;
    private final Optional<UtilityReport> utility;
    private final Optional<ClaimReport> claim;
    private final Release release;
    private final List<Play> plays;

    private Hiding(
        Runs runs,
        Optional<UtilityReport> utility,
        Optional<ClaimReport> claim,
        Release release,
        List<Play> plays) {
      this.runs = runs;
      this.utility = utility;
      this.claim = claim;
      this.release = release;
      this.plays = plays;
    }

    public RunResult result() {
      return runs.release();
    }

    /** Its runs for shadows, in the order of their numbers; none if its release failed. */
    public List<RunResult> shadows() {
      return runs.shadows();
    }

    /** Why it meets no seeker although it made a release: one of its shadows failed. */
    public Optional<String> notMatched() {
      return IntStream.range(0, runs.shadows().size())
          .filter(i -> runs.shadows().get(i).end() != RunEnd.SUCCEEDED)
          .mapToObj(i -> ShadowRelease.notMatched(i + 1, RunState.of(runs.shadows().get(i).end())))
          .findFirst();
    }

    /** Empty if the run did not succeed. */
    public Optional<UtilityReport> utility() {
      return utility;
    }

    /** The differential privacy that it claims; empty if it claims none. */
    public Optional<ClaimReport> claim() {
      return claim;
    }

    @Override
    public void close() {
      plays.forEach(Play::close);
    }
  }

  /**
   * A seeker's finished run.
   *
   * @param privacy empty if the run did not succeed
   * @param accuracy likewise; that of its own labels where it is in the format of 2020
   */
  public record Seeking(
      RunResult result, Optional<MatchPrivacy> privacy, OptionalDouble accuracy) {}
}
