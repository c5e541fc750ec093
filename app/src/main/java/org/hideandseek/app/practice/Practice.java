package org.hideandseek.app.practice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
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
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Order;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.report.ClaimReport;
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
  private final UtilityReferee utility;
  private int runs;

  private Practice(Bundle bundle, Referee referee, SecretSeed secret, Share share, Path work)
      throws IOException {
    this.challenge = bundle.challenge();
    this.referee = referee;
    this.secret = secret;
    CohortFolder all = bundle.patients().onDisk(work.resolve("all"));
    People people = all.people();
    int[] positions = share.of(challenge.shares(people));
    Path chosen = work.resolve("chosen");
    all.select(positions, chosen);
    this.schema = all.schema();
    this.sizes = share.divided(challenge.splits().sizes(), positions.length);
    this.split = Split.draw(secret.derive("split"), people.select(positions), sizes);
    this.members = work.resolve("members");
    this.candidates = work.resolve("candidates");
    Path holdout = work.resolve("holdout");
    CohortFiles.select(chosen, schema, split.members(), members);
    CohortFiles.select(chosen, schema, split.candidates(), candidates);
    CohortFiles.select(chosen, schema, split.holdout(), holdout);
    this.utility =
        UtilityReferee.of(
            scored(members),
            scored(holdout),
            challenge.facets(),
            secret.derive("utility").forContainer());
  }

  /** Which of a challenge's patients a split is made of. */
  private enum Share {
    PUBLIC {
      @Override
      int[] of(Challenge.Shares shares) {
        return shares.published();
      }

      @Override
      SplitSizes divided(SplitSizes wanted, int patients) {
        return inProportion(wanted, patients);
      }
    },
    PRIVATE {
      @Override
      int[] of(Challenge.Shares shares) {
        return shares.secret();
      }

      @Override
      SplitSizes divided(SplitSizes wanted, int patients) {
        return wanted;
      }
    };

    /** Their positions in the challenge's cohort. */
    abstract int[] of(Challenge.Shares shares);

    /** How many of so many go where. */
    abstract SplitSizes divided(SplitSizes wanted, int patients);
  }

  /**
   * Lays out a split of the public patients, divided like the private ones in proportion.
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
    double share = Math.min(1, (double) patients / wanted.total());
    try {
      return new SplitSizes(
          (int) (wanted.candidates() * share),
          (int) (wanted.reference() * share),
          (int) (wanted.holdout() * share));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "The "
              + patients
              + " public patients are too few to play on, as "
              + e.getMessage()
              + "; make public_share larger.");
    }
  }

  /** How many patients a hider learns from. */
  public int members() {
    return split.members().length;
  }

  /** How many candidates a seeker judges. */
  public int candidates() {
    return split.candidates().length;
  }

  /** Runs a hider and scores its release. */
  public Hiding hide(PracticePlayer hider) throws IOException, ImageRefusedException {
    Play play =
        referee.hide(order(hider, PlayerRole.HIDER), sizes.records(), Inputs.folder(members));
    try {
      Path released = play.output().resolve(InputFolders.RELEASE);
      boolean succeeded = play.result().end() == RunEnd.SUCCEEDED;
      Optional<UtilityReport> scored =
          succeeded ? Optional.of(utility.score(scored(released))) : Optional.empty();
      Optional<ClaimReport> claim =
          succeeded ? PrivacyClaim.read(play.output()).map(ClaimReport::of) : Optional.empty();
      return new Hiding(
          explained(play, hider, PlayerRole.HIDER),
          scored,
          claim,
          released,
          hider.zip().isPresent(),
          play);
    } catch (IOException | RuntimeException e) {
      play.close();
      throw e;
    }
  }

  /** Runs a seeker on the release of a hider that succeeded, and scores it. */
  public Seeking seek(PracticePlayer seeker, Hiding hiding)
      throws IOException, ImageRefusedException {
    Inputs release = Inputs.folder(hiding.released);
    try (Play play =
        referee.seek(
            order(seeker, PlayerRole.SEEKER),
            candidates(),
            hiding.zipped && seeker.zip().isPresent()
                ? Inputs.withReturned(release, ReturnedArrays.in(hiding.released))
                : release,
            Inputs.folder(candidates))) {
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

  /** Whoever plays here has the patients, so a missing module may be named. */
  private static RunResult explained(Play play, PracticePlayer player, PlayerRole role) {
    return player.zip().isPresent()
        ? AdapterExit.explainedWithItsModule(play.result(), role)
        : play.result();
  }

  private Order order(PracticePlayer player, PlayerRole role) {
    runs++;
    return new Order(
        role.word() + "-" + runs,
        player.image(),
        player.zip(),
        challenge.limits(role),
        secret.derive(role.word()).forContainer(),
        schema);
  }

  /** A hider's finished run. Its release, if there is one, stays until this is closed. */
  public static final class Hiding implements AutoCloseable {
    private final RunResult result;
    private final Optional<UtilityReport> utility;
    private final Optional<ClaimReport> claim;
    private final Path released;
    private final boolean zipped;
    private final Play play;

    private Hiding(
        RunResult result,
        Optional<UtilityReport> utility,
        Optional<ClaimReport> claim,
        Path released,
        boolean zipped,
        Play play) {
      this.result = result;
      this.utility = utility;
      this.claim = claim;
      this.released = released;
      this.zipped = zipped;
      this.play = play;
    }

    public RunResult result() {
      return result;
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
      play.close();
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
