package org.hideandseek.hiders.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;

/**
 * The diffusion of one stage. Forward, numbers become noise (Ho, Jain and Abbeel, arXiv
 * 2006.11239), and codes are hidden one after the other, at times that are uniform (the absorbing
 * state of Austin et al., arXiv 2107.03006). It learns to undo both together, and makes series of
 * nothing but noise and hidden codes.
 */
final class Diffusion {
  /** The losses of codes count by 1 / time, as in their likelihood, but from here on. */
  private static final double EARLIEST = 0.1;

  private static final double RATE = 0.003;
  private static final int LOOKS = 12;
  private static final int JUDGEMENTS = 8;
  private static final double TOLERANCE = 0.02;
  private static final int PATIENCE = 4;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Session session;
  private final Settings settings;
  private final SplittableRandom random;
  private final Channels channels;
  private final Denoiser denoiser;
  private final Weights weights;

  /** [1, 1, C] 1 for numbers, 0 for codes. */
  private final NDArray numbers;

  /** [C, C] 1 where both channels are of one variable. */
  private final NDArray sameVariable;

  /** [C, C] 1 in the row of a variable's first channel for all of its channels. */
  private final NDArray fromFirst;

  /** How many numbers and codes there are in a series, in the mean. */
  private final double variables;

  /**
   * A diffusion before any training.
   *
   * @param any an example of what is to be learned
   */
  Diffusion(Session session, Channels channels, Scale scale, Example any, SplittableRandom random) {
    this.session = session;
    settings = Settings.of(session.large());
    this.random = random;
    this.channels = channels;
    denoiser =
        new Denoiser(
            channels.width(),
            any.known().length / any.length(),
            any.context().length,
            settings.hidden(),
            settings.blocks());
    NDManager manager = session.manager();
    weights = new Weights(denoiser.layout(), manager, random);
    int width = channels.width();
    float[] isNumber = new float[width];
    float[] same = new float[width * width];
    float[] first = new float[width * width];
    for (int c = 0; c < width; c++) {
      isNumber[c] = channels.isNumber(c) ? 1 : 0;
      first[channels.first(c) * width + c] = 1;
      for (int other = 0; other < width; other++) {
        same[c * width + other] = channels.first(c) == channels.first(other) ? 1 : 0;
      }
    }
    numbers = manager.create(isNumber, new Shape(1, 1, width));
    sameVariable = manager.create(same, new Shape(width, width));
    fromFirst = manager.create(first, new Shape(width, width));
    double sum = 0;
    for (int c = 0; c < width; c += channels.size(c)) {
      sum += scale.counts()[c];
    }
    variables = Math.max(1, sum);
  }

  /**
   * Trains.
   *
   * @param name as progress shows it
   * @param effort share of the planned steps
   * @param examples of the members
   */
  void fit(String name, double effort, Cohort members, Function<Patient, Example> examples) {
    int longest = members.patients().stream().mapToInt(Patient::length).max().orElseThrow();
    int steps = settings.training(effort, members.size(), longest, weights.size());
    int looks = Math.max(1, steps / LOOKS);
    Trainer.Plan plan = new Trainer.Plan(settings.batch(), steps, RATE, 1, looks, PATIENCE);
    new Trainer(session, plan, random.split())
        .averaging(Settings.AVERAGING)
        .judging(JUDGEMENTS, TOLERANCE)
        .fit(
            name,
            weights,
            members.size(),
            (leaves, batch) ->
                losses(
                    leaves,
                    Arrays.stream(batch)
                        .mapToObj(i -> part(examples.apply(members.patient(i))))
                        .sorted(Comparator.comparingInt(Example::length))
                        .toList()));
  }

  /** Of a long series some part. */
  private Example part(Example series) {
    int left = series.length() - Settings.LONGEST_PART;
    return left <= 0 ? series : series.part(random.nextInt(left + 1), Settings.LONGEST_PART);
  }

  /**
   * The losses of series, [B]. The shorter and the longer ones are padded apart, as most of a batch
   * would be padding otherwise.
   */
  private NDArray losses(Leaves leaves, List<Example> sorted) {
    double first = random.nextDouble();
    int size = sorted.size();
    int cut = size - size / 3;
    // Times spread evenly over short and long series make the losses of batches less different.
    float[] times = new float[size];
    for (int i = 0; i < size; i++) {
      times[i] = (float) ((first + GOLDEN * i) % 1);
    }
    NDList losses = new NDList(losses(leaves, sorted.subList(0, cut), Arrays.copyOf(times, cut)));
    if (cut < size) {
      losses.add(losses(leaves, sorted.subList(cut, size), Arrays.copyOfRange(times, cut, size)));
    }
    return NDArrays.concat(losses);
  }

  /** Squared errors of velocities and cross-entropies of hidden codes, summed over each series. */
  private NDArray losses(Leaves leaves, List<Example> examples, float[] time) {
    NDManager manager = session.manager();
    Batch batch = Batch.of(manager, examples);
    int size = examples.size();
    float[] signal = new float[size];
    float[] noise = new float[size];
    for (int i = 0; i < size; i++) {
      signal[i] = (float) Schedule.signal(time[i]);
      noise[i] = (float) Schedule.noise(time[i]);
    }
    Shape each = new Shape(size, 1, 1);
    NDArray times = manager.create(time, each);
    NDArray signals = manager.create(signal, each);
    NDArray noises = manager.create(noise, each);
    NDArray series = batch.channels();
    NDArray drawn = manager.randomNormal(series.getShape());
    NDArray hidden =
        manager
            .randomUniform(0, 1, series.getShape())
            .matMul(fromFirst)
            .lt(times)
            .toType(series.getDataType(), false);
    NDArray codes = numbers.mul(Scalar.of(-1)).add(1);
    NDArray noisy =
        series
            .mul(signals)
            .add(drawn.mul(noises))
            .mul(numbers)
            .add(series.mul(codes).mul(hidden.mul(Scalar.of(-1)).add(1)));
    NDArray guess = denoiser.guess(leaves, batch, noisy, times);
    NDArray squared = guess.sub(drawn.mul(signals).sub(series.mul(noises))).square().mul(numbers);
    NDArray logits = bounded(guess.mul(codes));
    NDArray surprise =
        logits
            .exp()
            .matMul(sameVariable)
            .log()
            .sub(logits)
            .mul(series.mul(codes).mul(hidden))
            .div(times.maximum(Scalar.of(EARLIEST)));
    NDArray shared = batch.there().div(Scalar.of(variables));
    return squared.add(surprise).mul(shared).sum(new int[] {1, 2});
  }

  /** Logits whose exponential stays finite. */
  private static NDArray bounded(NDArray logits) {
    return logits.div(Scalar.of(15)).tanh().mul(Scalar.of(15));
  }

  /**
   * Makes series.
   *
   * @param effort share of the planned steps
   * @param examples what is known of each; their channels are not looked at
   * @return of each the channels, [n * C]
   */
  List<float[]> sample(double effort, List<Example> examples) {
    long all = examples.stream().mapToLong(Example::length).sum();
    int steps = settings.reverse(effort, all, weights.size());
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
              <= Settings.SAMPLED_AT_ONCE) {
        end++;
      }
      int[] part = Arrays.copyOfRange(order, start, end);
      List<float[]> rows = together(Arrays.stream(part).mapToObj(examples::get).toList(), steps);
      for (int i = 0; i < part.length; i++) {
        sampled[part[i]] = rows.get(i);
      }
      start = end;
    }
    return List.of(sampled);
  }

  private List<float[]> together(List<Example> examples, int steps) {
    try (NDManager manager = session.manager().newSubManager()) {
      Batch batch = Batch.of(manager, examples);
      Shape shape = batch.channels().getShape();
      float[] state = session.compute(() -> manager.randomNormal(shape).mul(numbers));
      int[] revealed = new int[state.length];
      Arrays.setAll(revealed, cell -> 1 + random.nextInt(steps));
      for (int step = steps; step > 0; step--) {
        double from = (double) step / steps;
        double to = (step - 1.0) / steps;
        float[] before = state;
        float[] after =
            session.compute(() -> earlier(batch, manager.create(before, shape), from, to));
        reveal(before, after, revealed, step);
        state = after;
      }
      int longest = (int) shape.get(1);
      int width = channels.width();
      List<float[]> sampled = new ArrayList<>(examples.size());
      for (int i = 0; i < examples.size(); i++) {
        int start = i * longest * width;
        sampled.add(Arrays.copyOfRange(state, start, start + examples.get(i).length() * width));
      }
      return sampled;
    }
  }

  /**
   * The noisy numbers at an earlier time, at the first one the guess of the numbers themselves; and
   * the logits of all codes.
   */
  private NDArray earlier(Batch batch, NDArray noisy, double from, double to) {
    NDArray times = noisy.getManager().full(new Shape(batch.size(), 1, 1), (float) from);
    NDArray guess = denoiser.guess(weights.fixed(), batch, noisy, times);
    double signal = Schedule.signal(from);
    double noise = Schedule.noise(from);
    NDArray series =
        noisy.mul(Scalar.of(signal)).sub(guess.mul(Scalar.of(noise))).mul(batch.there());
    NDArray next = series;
    if (to > 0) {
      double fresh = Schedule.fresh(from, to);
      double kept = Math.sqrt(Math.max(0, Math.pow(Schedule.noise(to), 2) - fresh * fresh));
      NDArray old = noisy.mul(Scalar.of(noise)).add(guess.mul(Scalar.of(signal)));
      next =
          series
              .mul(Scalar.of(Schedule.signal(to)))
              .add(old.mul(Scalar.of(kept)))
              .add(noisy.getManager().randomNormal(noisy.getShape()).mul(Scalar.of(fresh)));
    }
    return next.mul(numbers).add(bounded(guess.mul(numbers.mul(Scalar.of(-1)).add(1))));
  }

  /**
   * Puts codes in the place of logits: those that were there before, and those whose step it is.
   *
   * @param revealed at which step each code is revealed, by its first channel
   */
  private void reveal(float[] before, float[] after, int[] revealed, int step) {
    int width = channels.width();
    for (int row = 0; row < after.length; row += width) {
      for (int c = 0; c < width; c += channels.size(c)) {
        if (!channels.isNumber(c)) {
          int at = row + c;
          if (revealed[at] == step) {
            draw(after, at, channels.size(c));
          } else {
            System.arraycopy(before, at, after, at, channels.size(c));
          }
        }
      }
    }
  }

  /** Replaces logits by 1 for a code that is drawn by them, and 0 for the others. */
  private void draw(float[] cells, int start, int codes) {
    double sum = 0;
    for (int code = 0; code < codes; code++) {
      sum += Math.exp(cells[start + code]);
    }
    double left = random.nextDouble() * sum;
    int drawn = -1;
    for (int code = 0; code < codes; code++) {
      left -= Math.exp(cells[start + code]);
      if (drawn < 0 && (left < 0 || code == codes - 1)) {
        drawn = code;
      }
      cells[start + code] = 0;
    }
    cells[start + drawn] = 1;
  }
}
