package org.hideandseek.hiders.diffusion;

import java.util.Arrays;

/**
 * A series as a stage of the diffusion sees it, of n steps, with C channels that are diffused and D
 * that are known. A channel is diffused only where it is there (a value where it is measured).
 *
 * @param length n
 * @param channels [n * C] what is diffused, standardised; 0 where it is not there
 * @param there [n * C] 1 where a channel is there, else 0
 * @param before [n * C] the step at which a channel was there last before this one, -1 if never
 * @param after [n * C] the step at which it is there next, -1 if never
 * @param known [n * D] what is known of each step
 * @param context [K] what is known of the patient
 */
record Example(
    int length,
    float[] channels,
    float[] there,
    int[] before,
    int[] after,
    float[] known,
    float[] context) {

  /** Finds the neighbours of each channel. */
  static Example of(int length, float[] channels, float[] there, float[] known, float[] context) {
    int width = there.length / length;
    int[] before = new int[there.length];
    int[] after = new int[there.length];
    for (int c = 0; c < width; c++) {
      int last = -1;
      for (int step = 0; step < length; step++) {
        before[step * width + c] = last;
        last = there[step * width + c] > 0 ? step : last;
      }
      int next = -1;
      for (int step = length - 1; step >= 0; step--) {
        after[step * width + c] = next;
        next = there[step * width + c] > 0 ? step : next;
      }
    }
    return new Example(length, channels, there, before, after, known, context);
  }

  /** Some of its steps, as if there were no others. */
  Example part(int start, int steps) {
    int width = there.length / length;
    int knownWidth = known.length / length;
    int end = start + steps;
    return of(
        steps,
        Arrays.copyOfRange(channels, start * width, end * width),
        Arrays.copyOfRange(there, start * width, end * width),
        Arrays.copyOfRange(known, start * knownWidth, end * knownWidth),
        context);
  }
}
