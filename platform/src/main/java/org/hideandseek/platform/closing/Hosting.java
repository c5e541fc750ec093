package org.hideandseek.platform.closing;

import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.dump.DumpWriter;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** What whoever runs a platform does with its challenges. */
public final class Hosting {
  private final Challenges challenges;
  private final Closings closings;
  private final DumpWriter dumps;
  private final Visitors visitors;

  /** The hosting of one platform. */
  public Hosting(Challenges challenges, Closings closings, DumpWriter dumps, Visitors visitors) {
    this.challenges = challenges;
    this.closings = closings;
    this.dumps = dumps;
    this.visitors = visitors;
  }

  /**
   * Opens a challenge with a new secret seed; one that is open already stays as it is.
   *
   * @param bundle name of a built-in challenge, or folder of a bundle on this machine
   * @return what it has committed to, for everybody
   * @throws ProblemException INVALID if there is no such bundle or it is not right
   */
  public ChallengeCommitments open(String bundle) {
    try {
      Bundle found = Bundle.find(bundle);
      challenges.open(found);
      return visitors.commitments(found.challenge().name());
    } catch (BundleException e) {
      throw new ProblemException(Problem.INVALID, e.getMessage(), e);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The challenge's patients could not be stored; look at the disk of the data folder.",
          e);
    }
  }

  /** NOT_FOUND if there is no challenge of this name. */
  public void requireChallenge(String name) {
    challenges.find(name);
  }

  /** Closes a challenge and reveals it if all has been played; see {@link Closings#close}. */
  public Closing close(String challenge) {
    return closings.close(challenge);
  }

  /**
   * Writes a revealed challenge into a new folder on this machine; see {@link DumpWriter#write}.
   */
  public void dump(String challenge, Path folder) {
    try {
      dumps.write(challenge, folder);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The dump could not be written to "
              + folder
              + "; see that the platform's user may write there and that there is room.",
          e);
    }
  }
}
