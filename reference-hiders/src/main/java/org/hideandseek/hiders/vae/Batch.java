package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * B members with R steps in all.
 *
 * @param frame what is known before their first steps
 * @param series [B, W + 3, T] sheets with channels for what is no padding, the place in the course,
 *     and the time
 * @param inside [B, 1, T / STRIDE] 1 where a coarse step is no padding
 * @param summary [B, W] means of the channels, of values over where they are measured
 * @param rows [R, W] the sheets without padding
 * @param pasts [R, C + P + A] what every step is conditioned on: background, and {@link Past}
 * @param later [R] 0 at first steps, else 1
 * @param places [R] positions of the steps among the B * T padded ones
 * @param owners [B, R] 1 where a step is a patient's own
 */
record Batch(
    Frame frame,
    NDArray series,
    NDArray inside,
    NDArray summary,
    NDArray rows,
    NDArray pasts,
    NDArray later,
    NDArray places,
    NDArray owners) {
  /** Channels that the encoder sees besides those of the sheet. */
  static final int EXTRA = 3;

  static Batch of(NDManager manager, Members members, int[] chosen) {
    int size = chosen.length;
    int[] lengths = new int[size];
    float[][] backgrounds = new float[size][];
    int total = 0;
    for (int i = 0; i < size; i++) {
      lengths[i] = members.patient(chosen[i]).length();
      backgrounds[i] = members.background(chosen[i]);
      total += lengths[i];
    }
    int steps = Frame.padded(lengths);
    int coarse = steps / Frame.STRIDE;
    int width = members.sheet().width();
    int before = Past.widthBefore(members.coding(), members.sheet());
    int after = Past.widthAfter(members.coding(), members.sheet());
    int background = members.backgroundWidth();
    int past = background + before + after;
    float[] series = new float[size * steps * (width + EXTRA)];
    float[] inside = new float[size * coarse];
    float[] summary = new float[size * width];
    float[] rows = new float[total * width];
    float[] pasts = new float[total * past];
    float[] later = new float[total];
    int[] places = new int[total];
    float[] owners = new float[size * total];
    int row = 0;
    for (int i = 0; i < size; i++) {
      Patient patient = members.patient(chosen[i]);
      float[] own = members.rows(chosen[i]);
      summarise(members.sheet(), own, summary, i * width);
      Past walked = new Past(members.coding(), members.sheet(), lengths[i]);
      for (int step = 0; step < lengths[i]; step++) {
        double now = patient.times()[step];
        int at = (i * steps + step) * (width + EXTRA);
        System.arraycopy(own, step * width, series, at, width);
        series[at + width] = 1;
        series[at + width + 1] = (float) step / lengths[i];
        series[at + width + 2] = (float) Math.log1p(now / members.coding().typicalGap());
        inside[i * coarse + step / Frame.STRIDE] = 1;
        System.arraycopy(own, step * width, rows, row * width, width);
        System.arraycopy(backgrounds[i], 0, pasts, row * past, background);
        walked.before(pasts, row * past + background);
        walked.after(own[step * width], now, pasts, row * past + background + before);
        walked.remember(own, step * width, now);
        later[row] = step == 0 ? 0 : 1;
        places[row] = i * steps + step;
        owners[i * total + row] = 1;
        row++;
      }
    }
    return new Batch(
        Frame.of(manager, lengths, backgrounds),
        manager.create(series, new Shape(size, steps, width + EXTRA)).swapAxes(1, 2),
        manager.create(inside, new Shape(size, 1, coarse)),
        manager.create(summary, new Shape(size, width)),
        manager.create(rows, new Shape(total, width)),
        manager.create(pasts, new Shape(total, past)),
        manager.create(later),
        manager.create(places),
        manager.create(owners, new Shape(size, total)));
  }

  private static void summarise(Sheet sheet, float[] rows, float[] summary, int start) {
    int width = sheet.width();
    int features = sheet.value(0) - sheet.measured(0);
    int length = rows.length / width;
    for (int cell = 0; cell < rows.length; cell++) {
      summary[start + cell % width] += rows[cell];
    }
    for (int f = 0; f < features; f++) {
      float count = Math.max(1, summary[start + sheet.measured(f)]);
      for (int channel = 0; channel < sheet.channels(f); channel++) {
        summary[start + sheet.value(f) + channel] /= count;
      }
    }
    for (int channel = 0; channel <= features; channel++) {
      summary[start + channel] /= length;
    }
  }
}
