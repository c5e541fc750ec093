package org.hideandseek.hiders.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;

/** The diffusion of one stage: learns to take noise away, and makes series of nothing but noise. */
final class Diffusion {
  private final Session session;
  private final Settings settings;
  private final Denoiser denoiser;
  private final Weights weights;
  private final int channels;

  /** A diffusion before any training. */
  Diffusion(Session session, Settings settings, Example any, SplittableRandom random) {
    this.session = session;
    this.settings = settings;
    channels = any.there().length / any.length();
    denoiser =
        new Denoiser(
            channels,
            any.known().length / any.length(),
            any.context().length,
            settings.hidden(),
            settings.blocks());
    weights = new Weights(denoiser.layout(), session.manager(), random);
  }

  /**
   * Trains.
   *
   * @param name as progress shows it
   * @param patients how many there are
   * @param examples of patients by position; may be different crops at each call
   * @param cells how many channels are there in a series in the mean, all together
   */
  void fit(
      String name,
      Trainer.Plan plan,
      int patients,
      IntFunction<Example> examples,
      double cells,
      SplittableRandom random) {
    new Trainer(session, plan, random.split())
        .averaging(settings.averaging())
        .fit(
            name,
            weights,
            patients,
            (leaves, batch) -> losses(leaves, batch, examples, cells, random));
  }

  /** Of every patient [B] the squared error of the velocity, summed over the series. */
  private NDArray losses(
      Leaves leaves,
      int[] patients,
      IntFunction<Example> examples,
      double cells,
      SplittableRandom random) {
    Batch batch = Batch.of(session.manager(), Arrays.stream(patients).mapToObj(examples).toList());
    int size = patients.length;
    float[] times = new float[size];
    float[] signal = new float[size];
    float[] noise = new float[size];
    // Times spread evenly over the batch make the losses of batches less different.
    double first = random.nextDouble();
    for (int i = 0; i < size; i++) {
      double time = (i + first) / size;
      times[i] = (float) time;
      signal[i] = (float) Schedule.signal(time);
      noise[i] = (float) Schedule.noise(time);
    }
    Shape each = new Shape(size, 1, 1);
    NDArray signals = session.manager().create(signal, each);
    NDArray noises = session.manager().create(noise, each);
    NDArray drawn = session.manager().randomNormal(batch.channels().getShape());
    NDArray noisy = batch.channels().mul(signals).add(drawn.mul(noises));
    NDArray velocity = drawn.mul(signals).sub(batch.channels().mul(noises));
    return denoiser
        .velocity(leaves, batch, noisy, session.manager().create(times, each))
        .sub(velocity)
        .square()
        .mul(batch.there())
        .sum(new int[] {1, 2})
        .div(cells);
  }

  /**
   * Makes series.
   *
   * @param examples what is known of each; their channels are not looked at
   * @return of each the channels, [n * C], 0 where nothing is there
   */
  List<float[]> sample(List<Example> examples) {
    // Series of like length go together, so that little is padded.
    int[] order =
        IntStream.range(0, examples.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> examples.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] sampled = new float[order.length][];
    for (int start = 0; start < order.length; ) {
      int end = start + 1;
      while (end < order.length
          && (long) (end + 1 - start) * examples.get(order[end]).length()
              <= settings.mostSampledSteps()) {
        end++;
      }
      int[] part = Arrays.copyOfRange(order, start, end);
      List<float[]> rows = together(Arrays.stream(part).mapToObj(examples::get).toList());
      for (int i = 0; i < part.length; i++) {
        sampled[part[i]] = rows.get(i);
      }
      start = end;
    }
    return List.of(sampled);
  }

  private List<float[]> together(List<Example> examples) {
    try (var manager = session.manager().newSubManager()) {
      Batch batch = Batch.of(manager, examples);
      Shape shape = batch.channels().getShape();
      float[] state = session.compute(() -> manager.randomNormal(shape));
      for (int step = settings.steps(); step > 0; step--) {
        double from = (double) step / settings.steps();
        double to = (step - 1.0) / settings.steps();
        float[] before = state;
        state = session.compute(() -> earlier(batch, manager.create(before, shape), from, to));
      }
      int longest = (int) shape.get(1);
      List<float[]> sampled = new ArrayList<>(examples.size());
      for (int i = 0; i < examples.size(); i++) {
        int start = i * longest * channels;
        sampled.add(Arrays.copyOfRange(state, start, start + examples.get(i).length() * channels));
      }
      return sampled;
    }
  }

  /** The noisy series at an earlier time; the guess of the series itself at the first. */
  private NDArray earlier(Batch batch, NDArray noisy, double from, double to) {
    NDArray times = noisy.getManager().full(new Shape(batch.size(), 1, 1), (float) from);
    NDArray velocity = denoiser.velocity(weights.fixed(), batch, noisy, times);
    double signal = Schedule.signal(from);
    double noise = Schedule.noise(from);
    NDArray series = noisy.mul(signal).sub(velocity.mul(noise)).mul(batch.there());
    if (to <= 0) {
      return series;
    }
    double fresh = settings.freshness() * Schedule.fresh(from, to);
    double kept = Math.sqrt(Math.max(0, Math.pow(Schedule.noise(to), 2) - fresh * fresh));
    NDArray old = noisy.mul(noise).add(velocity.mul(signal));
    return series
        .mul(Schedule.signal(to))
        .add(old.mul(kept))
        .add(noisy.getManager().randomNormal(noisy.getShape()).mul(fresh));
  }
}
