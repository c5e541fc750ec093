package org.hideandseek.scoring.privacy;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.scoring.Interval;

/**
 * The candidates of a match in two parts: a random third of the members and of the non-members, on
 * which the labelling is chosen, and the others, on which it is judged. Which candidate falls where
 * depends on the seed alone.
 */
final class HeldOut {
  private static final int PARTS = 3;
  private static final double ALPHA = 1 - MatchPrivacy.CONFIDENCE;
  private static final double Z = Interval.normalQuantile(MatchPrivacy.CONFIDENCE);

  /** Shares of the candidates that may be guessed to be members, and likewise non-members. */
  private static final List<Double> GUESSED = List.of(0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5);

  private final int groups;
  private final Part choosing;
  private final Part judging;

  /** [group] how many, highest score first. */
  private record Part(int[] positives, int[] negatives, int members, int nonMembers) {
    int candidates() {
      return members + nonMembers;
    }
  }

  HeldOut(Separation separation, Draws random) {
    groups = separation.groups();
    int choosers = separation.members() / PARTS;
    int choosersOut = separation.nonMembers() / PARTS;
    int[][] members = parted(separation.memberGroups(), choosers, random);
    int[][] nonMembers = parted(separation.nonMemberGroups(), choosersOut, random);
    choosing = new Part(members[0], nonMembers[0], choosers, choosersOut);
    judging =
        new Part(
            members[1],
            nonMembers[1],
            separation.members() - choosers,
            separation.nonMembers() - choosersOut);
  }

  private int[][] parted(int[] groupOf, int first, Draws random) {
    int[][] parts = new int[2][groups];
    int wanted = first;
    for (int i = 0; i < groupOf.length; i++) {
      boolean chosen = random.below(groupOf.length - i) < wanted;
      wanted -= chosen ? 1 : 0;
      parts[chosen ? 0 : 1][groupOf[i]]++;
    }
    return parts;
  }

  /**
   * Takes the threshold at which the bound would be largest if the others looked like the first
   * part, with Wilson's bounds, which are quick, in place of Clopper and Pearson's.
   */
  EpsilonBound threshold(double delta) {
    if (choosing.members == 0 || choosing.nonMembers == 0) {
      return new EpsilonBound(0, delta, judging.members, 0, judging.nonMembers, 0);
    }
    int best = -1;
    double largest = 0;
    int tp = 0;
    int fp = 0;
    for (int g = 0; g < groups; g++) {
      tp += choosing.positives[g];
      fp += choosing.negatives[g];
      double tprLow = 1 - wilsonHigh(1 - (double) tp / choosing.members, judging.members);
      double fprUp = wilsonHigh((double) fp / choosing.nonMembers, judging.nonMembers);
      double epsilon = EpsilonBound.larger(tprLow, fprUp, delta);
      if (epsilon > largest) {
        largest = epsilon;
        best = g;
      }
    }
    tp = 0;
    fp = 0;
    for (int g = 0; g <= best; g++) {
      tp += judging.positives[g];
      fp += judging.negatives[g];
    }
    return EpsilonBound.ofCounts(tp, judging.members, fp, judging.nonMembers, delta, ALPHA);
  }

  /** Takes the shares to guess at likewise; candidates tied at the last guess are drawn. */
  OneRunAudit oneRun(double delta, Draws random) {
    boolean[] first = shuffledWithinGroups(choosing, random);
    boolean[] others = shuffledWithinGroups(judging, random);
    double best = 0.5;
    int in = 0;
    int out = 0;
    for (double shareIn : GUESSED) {
      for (double shareOut : GUESSED) {
        int guessedIn = (int) (shareIn * others.length);
        int guessedOut = (int) (shareOut * others.length);
        int tryIn = (int) (shareIn * first.length);
        int tryOut = (int) (shareOut * first.length);
        if (tryIn + tryOut == 0) {
          continue;
        }
        double right = (double) right(first, tryIn, tryOut) / (tryIn + tryOut);
        double low = 1 - wilsonHigh(1 - right, guessedIn + guessedOut);
        if (low > best) {
          best = low;
          in = guessedIn;
          out = guessedOut;
        }
      }
    }
    return OneRunAudit.ofCounts(
        judging.candidates(), in + out, right(others, in, out), delta, ALPHA);
  }

  private boolean[] shuffledWithinGroups(Part part, Draws random) {
    boolean[] member = new boolean[part.candidates()];
    int at = 0;
    for (int g = 0; g < groups; g++) {
      int end = at + part.positives[g] + part.negatives[g];
      Arrays.fill(member, at, at + part.positives[g], true);
      random.shuffle(member, at, end);
      at = end;
    }
    return member;
  }

  /** Of the first so many guessed to be members, and the last so many not to be. */
  private static int right(boolean[] member, int in, int out) {
    int right = 0;
    for (int i = 0; i < in; i++) {
      right += member[i] ? 1 : 0;
    }
    for (int i = member.length - out; i < member.length; i++) {
      right += member[i] ? 0 : 1;
    }
    return right;
  }

  private static double wilsonHigh(double share, int trials) {
    double z2 = Z * Z / trials;
    double high = (share + z2 / 2 + Math.sqrt(z2 * (share * (1 - share) + z2 / 4))) / (1 + z2);
    return Math.min(1, high);
  }
}
