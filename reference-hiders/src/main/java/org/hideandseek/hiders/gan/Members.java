package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/**
 * The members as networks see them. Of long ones a stretch is kept that begins anywhere; what is
 * carried into it is known from the steps before.
 */
final class Members {
  private static final int MOST_NUMBERS = 40_000_000;
  private static final int FEWEST_STEPS = 16;
  private static final int LONGEST = 100;

  private final Channels channels;
  private final float[][] steps;
  private final float[][] before;
  private final float[][] statics;
  private final boolean[] complete;

  /**
   * Some members, padded to the longest of them.
   *
   * @param rows [B, T, W]
   * @param carried [B, T + 1, M] what is carried into each step, and out of the last
   * @param statics [B, S]
   * @param present [B, T] 1 where there is a step
   * @param ends [B, T] 1 at the last step of a member
   */
  record Batch(NDArray rows, NDArray carried, NDArray statics, NDArray present, NDArray ends) {
    int patients() {
      return (int) rows.getShape().get(0);
    }

    int steps() {
      return (int) rows.getShape().get(1);
    }
  }

  Members(Cohort members, Channels channels, Background background, SplittableRandom random) {
    this.channels = channels;
    int width = channels.row() + channels.carried();
    int longest = Math.min(LONGEST, Math.max(FEWEST_STEPS, MOST_NUMBERS / width / members.size()));
    steps = new float[members.size()][];
    before = new float[members.size()][];
    statics = new float[members.size()][];
    complete = new boolean[members.size()];
    for (int i = 0; i < steps.length; i++) {
      Patient member = members.patient(i);
      float[] all = channels.of(member);
      int start = member.length() <= longest ? 0 : random.nextInt(member.length() - longest + 1);
      int end = Math.min(member.length(), start + longest);
      steps[i] = Arrays.copyOfRange(all, start * width, end * width);
      before[i] = new float[channels.carried()];
      if (start > 0) {
        System.arraycopy(all, start * width - before[i].length, before[i], 0, before[i].length);
      }
      complete[i] = end == member.length();
      statics[i] = background.of(member.statics());
    }
  }

  int size() {
    return steps.length;
  }

  /** Steps of the longest stretch. */
  int longest() {
    int longest = 0;
    for (int i = 0; i < steps.length; i++) {
      longest = Math.max(longest, length(i));
    }
    return longest;
  }

  /** Steps of all stretches. */
  long total() {
    long total = 0;
    for (int i = 0; i < steps.length; i++) {
      total += length(i);
    }
    return total;
  }

  private int length(int member) {
    return steps[member].length / (channels.row() + channels.carried());
  }

  /** Some members side by side. */
  Batch batch(NDManager manager, int[] chosen) {
    int width = channels.row() + channels.carried();
    int longest = Arrays.stream(chosen).map(this::length).max().orElseThrow();
    float[] all = new float[chosen.length * longest * width];
    float[] start = new float[chosen.length * channels.carried()];
    float[] fixed = new float[chosen.length * statics[0].length];
    float[] present = new float[chosen.length * longest];
    float[] ends = new float[chosen.length * longest];
    for (int i = 0; i < chosen.length; i++) {
      int member = chosen[i];
      System.arraycopy(steps[member], 0, all, i * longest * width, steps[member].length);
      System.arraycopy(before[member], 0, start, i * channels.carried(), channels.carried());
      System.arraycopy(statics[member], 0, fixed, i * statics[0].length, statics[0].length);
      int length = length(member);
      Arrays.fill(present, i * longest, i * longest + length, 1);
      ends[i * longest + length - 1] = complete[member] ? 1 : 0;
    }
    NDList parts =
        manager
            .create(all, new Shape(chosen.length, longest, width))
            .split(new long[] {channels.row()}, 2);
    NDArray first = manager.create(start, new Shape(chosen.length, 1, channels.carried()));
    NDArray carried = NDArrays.concat(new NDList(first, parts.get(1)), 1);
    return new Batch(
        parts.get(0),
        carried,
        manager.create(fixed, new Shape(chosen.length, statics[0].length)),
        manager.create(present, new Shape(chosen.length, longest)),
        manager.create(ends, new Shape(chosen.length, longest)));
  }
}
