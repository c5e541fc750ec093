package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/** What a trained network releases. */
final class Synthesis {
  private static final int ENCODED_STEPS = 8192;
  private static final int LARGEST_PILOT = 2000;
  private static final int PILOT_STEPS = 40_000;
  private static final int PILOT_SHARE = 5;

  private final Session session;
  private final Members members;
  private final SeriesVae vae;
  private final Weights weights;
  private final Decoder decoder;

  Synthesis(Session session, Members members, SeriesVae vae, Weights weights) {
    this.session = session;
    this.members = members;
    this.vae = vae;
    this.weights = weights;
    decoder = new Decoder(session, members, vae, weights);
  }

  /** Draws patients. */
  List<Patient> samples(int records, SplittableRandom random) {
    LatentPrior prior = prior();
    int features = members.coding().schema().featureCount();
    int largest = Math.min(LARGEST_PILOT, PILOT_SHARE * members.size());
    int pilot = (int) Math.max(1, Math.min(largest, PILOT_STEPS / members.meanLength()));
    Drift[] none = Drift.none(features + 1);
    Drift[] drifts =
        members.sheet().drifts(Arrays.asList(sample(starts(pilot, random), prior, none, random)));
    PatientCopula.Start[] starts = starts(records, random);
    float[][] rows = sample(starts, prior, drifts, random);
    List<Patient> patients = new ArrayList<>(records);
    for (int i = 0; i < records; i++) {
      patients.add(members.sheet().patient(rows[i], starts[i].statics(), drifts));
    }
    return patients;
  }

  private PatientCopula.Start[] starts(int size, SplittableRandom random) {
    PatientCopula.Start[] starts = new PatientCopula.Start[size];
    Arrays.setAll(starts, i -> members.copula().draw(random));
    return starts;
  }

  private float[][] sample(
      PatientCopula.Start[] starts, LatentPrior prior, Drift[] drifts, SplittableRandom random) {
    int[] lengths = Arrays.stream(starts).mapToInt(PatientCopula.Start::length).toArray();
    float[][] backgrounds =
        Arrays.stream(starts)
            .map(start -> members.background(start.length(), start.statics()))
            .toArray(float[][]::new);
    float[][] codes =
        Arrays.stream(backgrounds)
            .map(background -> prior.draw(background, random))
            .toArray(float[][]::new);
    return decoder.rows(lengths, backgrounds, codes, drifts[drifts.length - 1], new Chance(random));
  }

  private LatentPrior prior() {
    float[][] backgrounds = new float[members.size()][];
    Arrays.setAll(backgrounds, members::background);
    float[] said = posteriors();
    int latent = vae.size().latent();
    float[] means = new float[members.size() * latent];
    float[] logVariances = new float[members.size() * latent];
    for (int i = 0; i < members.size(); i++) {
      System.arraycopy(said, 2 * i * latent, means, i * latent, latent);
      System.arraycopy(said, (2 * i + 1) * latent, logVariances, i * latent, latent);
    }
    return new LatentPrior(backgrounds, means, logVariances);
  }

  /** Means and logarithms of the variances of all members' codes, [N * 2 Z]. */
  private float[] posteriors() {
    int latent = vae.size().latent();
    float[] all = new float[members.size() * 2 * latent];
    int batch = Math.max(1, ENCODED_STEPS / members.longest());
    for (int start = 0; start < members.size(); start += batch) {
      int[] chosen =
          Arrays.copyOfRange(members.everyone(), start, Math.min(members.size(), start + batch));
      float[] said = session.compute(() -> posteriors(chosen));
      System.arraycopy(said, 0, all, start * 2 * latent, said.length);
    }
    return all;
  }

  private NDArray posteriors(int[] chosen) {
    SeriesVae.Posterior posterior =
        vae.encode(weights.fixed(), Batch.of(session.manager(), members, chosen), 0);
    return NDArrays.concat(new NDList(posterior.mean(), posterior.logVariance()), 1);
  }

  /** Decodes the members, each once before any is repeated. */
  List<Patient> reconstructions(int records, SplittableRandom random) {
    int size = members.size();
    int latent = vae.size().latent();
    float[] said = posteriors();
    int[] lengths = new int[size];
    float[][] backgrounds = new float[size][];
    float[][] codes = new float[size][];
    for (int i = 0; i < size; i++) {
      lengths[i] = members.patient(i).length();
      backgrounds[i] = members.background(i);
      codes[i] = Arrays.copyOfRange(said, 2 * i * latent, (2 * i + 1) * latent);
    }
    int features = members.coding().schema().featureCount();
    Drift[] none = Drift.none(features + 1);
    float[][] rows = decoder.rows(lengths, backgrounds, codes, none[features], new Likeliest());
    List<Patient> patients = new ArrayList<>(records);
    int[] order = members.everyone();
    for (int i = 0; i < records; i++) {
      int top = i % size;
      int other = random.nextInt(top, size);
      int drawn = order[other];
      order[other] = order[top];
      order[top] = drawn;
      Patient member = members.patient(drawn);
      Patient decoded = members.sheet().patient(rows[drawn], member.statics(), none);
      patients.add(new Patient(member.times(), decoded.values(), member.statics()));
    }
    return patients;
  }

  /** Draws what happens from its distribution. */
  private static final class Chance implements Decoder.Script {
    private final SplittableRandom random;

    Chance(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public float gap(int patient, int step, Decoder.Mixture likely) {
      return number(likely);
    }

    @Override
    public boolean measured(int patient, int step, int feature, double likely) {
      return random.nextDouble() < likely;
    }

    @Override
    public float number(Decoder.Mixture likely) {
      int k = code(likely.weights());
      return (float) (likely.means()[k] + likely.deviations()[k] * random.nextGaussian());
    }

    @Override
    public int code(double[] likely) {
      double left = random.nextDouble();
      int code = 0;
      while (code < likely.length - 1 && left >= likely[code]) {
        left -= likely[code++];
      }
      return code;
    }
  }

  /** Lets what happened to the members happen again, with the values that are expected. */
  private final class Likeliest implements Decoder.Script {
    @Override
    public float gap(int patient, int step, Decoder.Mixture likely) {
      return members.rows(patient)[step * members.sheet().width()];
    }

    @Override
    public boolean measured(int patient, int step, int feature, double likely) {
      int row = step * members.sheet().width();
      return members.rows(patient)[row + members.sheet().measured(feature)] == 1;
    }

    @Override
    public float number(Decoder.Mixture likely) {
      return (float) likely.mean();
    }

    @Override
    public int code(double[] likely) {
      int code = 0;
      for (int other = 1; other < likely.length; other++) {
        code = likely[other] > likely[code] ? other : code;
      }
      return code;
    }
  }
}
