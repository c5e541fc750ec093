package org.hideandseek.hiders.par;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Losses;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;

/** Draws patients from a trained network, all of a batch step by step together. */
final class ParSampler {
  private static final int BATCH = 1000;
  private static final int PATIENCE = 20;

  private final Session session;
  private final ParNetwork network;
  private final Weights weights;
  private final Choices choices;
  private final Coding coding;
  private final Schema schema;
  private final PatientCopula copula;
  private final StaticsCode statics;
  private final SplittableRandom random;
  private final int known;

  /** Of the features, then of the gap. */
  private Drift[] drifts;

  private Drift.Log log;

  ParSampler(
      Session session,
      ParNetwork network,
      Weights weights,
      Choices choices,
      PatientCopula copula,
      StaticsCode statics,
      SplittableRandom random) {
    this.session = session;
    this.network = network;
    this.weights = weights;
    this.choices = choices;
    this.copula = copula;
    this.statics = statics;
    this.random = random;
    coding = choices.coding();
    schema = coding.schema();
    known = History.width(coding, statics.width());
    drifts = Drift.none(schema.featureCount() + 1);
    log = new Drift.Log(drifts.length);
  }

  /** Draws a pilot, and from then on takes its drift out of the scores. */
  void calibrate(int pilot) {
    draw(pilot);
    drifts = log.drifts();
  }

  /** Draws patients. */
  List<Patient> draw(int patients) {
    log = new Drift.Log(drifts.length);
    List<Patient> drawn = new ArrayList<>(patients);
    while (drawn.size() < patients) {
      drawn.addAll(batch(Math.min(BATCH, patients - drawn.size())));
    }
    return drawn;
  }

  /** A patient under way. */
  private final class Growing {
    final float[] statics;
    final History history;
    final List<float[]> values = new ArrayList<>();
    final List<Float> times = new ArrayList<>();
    boolean ended;

    Growing() {
      statics = copula.draw(random).statics();
      history = new History(coding, ParSampler.this.statics.of(statics));
    }

    void step(double gapScore) {
      double time = history.time();
      double score = 0;
      if (history.steps() > 0) {
        log.add(drifts.length - 1, gapScore);
        float gap = coding.gap().value(drifts[drifts.length - 1].corrected(gapScore));
        time = Math.min(schema.horizon(), time + gap);
        score = gapScore;
      }
      history.step(time, score);
      times.add((float) time);
      float[] row = new float[schema.featureCount()];
      Arrays.fill(row, Float.NaN);
      values.add(row);
    }

    void measure(int feature, double drawn) {
      float[] row = values.get(values.size() - 1);
      if (coding.numeric(feature)) {
        log.add(feature, drawn);
        row[feature] = coding.number(feature).value(drifts[feature].corrected(drawn));
        history.measure(feature, new double[] {drawn});
      } else {
        row[feature] = (float) drawn;
        history.measure(feature, coding.encode(feature, (float) drawn));
      }
    }

    Patient patient() {
      int width = schema.featureCount();
      float[] flat = new float[values.size() * width];
      float[] time = new float[values.size()];
      for (int step = 0; step < time.length; step++) {
        time[step] = times.get(step);
        System.arraycopy(values.get(step), 0, flat, step * width, width);
      }
      return new Patient(time, flat, statics);
    }
  }

  private List<Patient> batch(int size) {
    List<Growing> growing = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      growing.add(new Growing());
    }
    NDArray state;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      state = network.start(known(growing));
      NDScope.unregister(state);
    }
    for (boolean alive = true; alive; ) {
      NDArray before = state;
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        state = step(growing, before);
        NDScope.unregister(state);
      }
      before.close();
      alive = growing.stream().anyMatch(one -> !one.ended);
    }
    state.close();
    return growing.stream().map(Growing::patient).toList();
  }

  private NDArray known(List<Growing> growing) {
    float[] numbers = new float[growing.size() * known];
    Regressors row = new Regressors();
    for (int i = 0; i < growing.size(); i++) {
      row.clear();
      growing.get(i).history.known(row);
      System.arraycopy(row.toFloats(), 0, numbers, i * known, known);
    }
    return session.manager().create(numbers, new Shape(growing.size(), 1, known));
  }

  /** What is the same for all decisions of a step. */
  private record Leaning(Leaves leaves, NDArray units, NDArray straight) {}

  private NDArray step(List<Growing> growing, NDArray state) {
    int size = growing.size();
    Leaves leaves = weights.fixed();
    ParNetwork.Seen seen = network.see(leaves, known(growing), state);
    float[] ends = network.end(leaves, seen).toFloatArray();
    float[] gaps = network.gap(leaves, seen).toFloatArray();
    int width = choices.width();
    float[] chosen = new float[size * width];
    for (int i = 0; i < size; i++) {
      Growing one = growing.get(i);
      int steps = one.history.steps();
      one.ended |= steps > 0 && (steps == schema.steps() || bernoulli(ends[i]));
      if (!one.ended) {
        chosen[i * width] = steps > 0 ? (float) mixture(gaps, i * Choices.MIXTURE) : 0;
        one.step(chosen[i * width]);
      }
    }
    Leaning leaning =
        new Leaning(leaves, network.leaning(leaves, seen), network.straight(leaves, seen));
    masks(growing, leaning, chosen);
    for (int f = 0; f < choices.features(); f++) {
      int outputs = choices.mostOutputs();
      float[] decided = decision(choices.features() + f, leaning, chosen, size);
      for (int i = 0; i < size; i++) {
        if (!growing.get(i).ended && chosen[i * width + choices.measured(f)] == 1) {
          double drawn =
              coding.numeric(f)
                  ? mixture(decided, i * outputs)
                  : code(decided, i * outputs, choices.outputs(f));
          growing.get(i).measure(f, drawn);
          double[] channels =
              coding.numeric(f) ? new double[] {drawn} : coding.encode(f, (float) drawn);
          for (int c = 0; c < channels.length; c++) {
            chosen[i * width + choices.value(f) + c] = (float) channels[c];
          }
        }
      }
    }
    return seen.state();
  }

  /** Draws what is measured, again where nothing is although members always have something. */
  private void masks(List<Growing> growing, Leaning leaning, float[] chosen) {
    int size = growing.size();
    int width = choices.width();
    boolean[] settled = new boolean[size];
    for (int tries = 0; tries < PATIENCE; tries++) {
      boolean[] any = new boolean[size];
      for (int f = 0; f < choices.features(); f++) {
        float[] logits = decision(f, leaning, chosen, size);
        for (int i = 0; i < size; i++) {
          if (!settled[i]) {
            boolean measured = measured(f, logits[i * choices.mostOutputs()]);
            chosen[i * width + choices.measured(f)] = measured ? 1 : 0;
            any[i] |= measured;
          }
        }
      }
      boolean all = true;
      for (int i = 0; i < size; i++) {
        settled[i] |= any[i] || coding.everEmpty() || growing.get(i).ended;
        all &= settled[i];
      }
      if (all) {
        return;
      }
    }
  }

  private float[] decision(int decision, Leaning leaning, float[] chosen, int size) {
    NDArray sofar = session.manager().create(chosen, new Shape(size, 1, choices.width()));
    return network
        .decision(leaning.leaves(), decision, leaning.units(), leaning.straight(), sofar)
        .toFloatArray();
  }

  /** What is always or never measured stays so: a network is never quite sure. */
  private boolean measured(int feature, double logit) {
    double share = coding.measured(feature);
    return share >= 1 || (share > 0 && bernoulli(logit));
  }

  private boolean bernoulli(double logit) {
    return random.nextDouble() < 1 / (1 + Math.exp(-logit));
  }

  private int code(float[] logits, int from, int codes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int code = 0; code < codes; code++) {
      largest = Math.max(largest, logits[from + code]);
    }
    double sum = 0;
    for (int code = 0; code < codes; code++) {
      sum += Math.exp(logits[from + code] - largest);
    }
    double left = random.nextDouble() * sum;
    for (int code = 0; code < codes - 1; code++) {
      left -= Math.exp(logits[from + code] - largest);
      if (left < 0) {
        return code;
      }
    }
    return codes - 1;
  }

  private double mixture(float[] mixture, int from) {
    int part = code(mixture, from, Choices.MIXED);
    double spread = Losses.spread(mixture[from + 2 * Choices.MIXED + part]);
    return mixture[from + Choices.MIXED + part] + spread * random.nextGaussian();
  }
}
