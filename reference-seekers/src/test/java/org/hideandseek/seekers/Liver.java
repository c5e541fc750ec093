package org.hideandseek.seekers;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.builtin.MayoLiver;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;

/** A split of real patients, of mayo-liver, with releases of which it is known what they leak. */
public final class Liver {
  private static Cohort everybody;

  private final Split split;
  private final SplittableRandom random;
  private final Cohort candidates;
  private final Cohort members;
  private final Cohort reference;
  private final Cohort strangers;
  private final Cohort outsiders;
  private final Cohort bystanders;

  /**
   * Draws a split.
   *
   * @param strangers how many people are neither candidates nor reference
   */
  public Liver(long seed, int candidates, int reference, int strangers) {
    Cohort all = everybody();
    split =
        Split.draw(
            SecretSeed.guessable(seed),
            all.size(),
            new SplitSizes(candidates, reference, strangers));
    random = new SplittableRandom(seed);
    this.candidates = all.select(split.candidates());
    this.members = all.select(split.members());
    this.reference = all.select(split.reference());
    this.strangers = all.select(split.holdout());
    Set<Integer> placed =
        Stream.of(split.candidates(), split.reference(), split.holdout())
            .flatMapToInt(Arrays::stream)
            .boxed()
            .collect(Collectors.toSet());
    int[] unplaced = IntStream.range(0, all.size()).filter(i -> !placed.contains(i)).toArray();
    int shadowed = Math.min(unplaced.length, Math.max(20, candidates));
    this.outsiders = all.select(Arrays.copyOf(unplaced, shadowed));
    this.bystanders = all.select(Arrays.copyOfRange(unplaced, shadowed, unplaced.length));
  }

  private static synchronized Cohort everybody() {
    if (everybody == null) {
      try {
        everybody = new MayoLiver().read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return everybody;
  }

  /** About half of the candidates. */
  public Cohort members() {
    return members;
  }

  /** People who are neither candidates nor reference. */
  public Cohort strangers() {
    return strangers;
  }

  /** The members themselves, in an order of their own. */
  public Cohort copy() {
    return copy(members);
  }

  /** The same of other members. */
  public Cohort copy(Cohort members) {
    int[] order = IntStream.range(0, members.size()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return members.select(order);
  }

  /** As many draws from the members with replacement. */
  public Cohort bootstrap() {
    return bootstrap(members);
  }

  /** The same of other members. */
  public Cohort bootstrap(Cohort members) {
    return members.select(random.ints(members.size(), 0, members.size()).toArray());
  }

  /** The members with Gaussian noise on all that is numeric. */
  public Cohort noise(double standardDeviations) {
    return noise(members, standardDeviations);
  }

  /** The same of other members. */
  public Cohort noise(Cohort members, double standardDeviations) {
    double[] features = spreads(members, false);
    double[] statics = spreads(members, true);
    return changed(
        copy(members),
        patient -> {
          float[] values = patient.values().clone();
          for (int cell = 0; cell < values.length; cell++) {
            int f = cell % patient.featureCount();
            values[cell] =
                noisy(
                    values[cell],
                    standardDeviations * features[f],
                    members.schema().features().get(f));
          }
          float[] known = patient.statics().clone();
          for (int s = 0; s < known.length; s++) {
            known[s] =
                noisy(known[s], standardDeviations * statics[s], members.schema().statics().get(s));
          }
          return new Patient(patient.times(), values, known);
        });
  }

  /** Lengths and time stamps of the members; every value and static is another member's. */
  public Cohort valuesRedrawn() {
    return changed(
        copy(),
        patient -> {
          float[] values = new float[patient.values().length];
          for (int cell = 0; cell < values.length; cell++) {
            Patient other = members.patient(random.nextInt(members.size()));
            values[cell] =
                other.value(random.nextInt(other.length()), cell % patient.featureCount());
          }
          float[] statics = new float[patient.statics().length];
          for (int s = 0; s < statics.length; s++) {
            statics[s] = members.patient(random.nextInt(members.size())).statics()[s];
          }
          return new Patient(patient.times(), values, statics);
        });
  }

  /**
   * Patients of ten steps each, whose steps are the members' in any order: there are more such
   * patients than candidates of that length.
   */
  public Cohort stepsShuffled() {
    List<float[]> steps = new ArrayList<>();
    for (Patient member : members.patients()) {
      int width = member.featureCount();
      for (int step = 0; step < member.length(); step++) {
        steps.add(Arrays.copyOfRange(member.values(), step * width, (step + 1) * width));
      }
    }
    Collections.shuffle(steps, new Random(random.nextLong()));
    List<Patient> shuffled = new ArrayList<>();
    for (int start = 0; start + 10 <= steps.size(); start += 10) {
      int width = steps.get(0).length;
      float[] values = new float[10 * width];
      for (int step = 0; step < 10; step++) {
        System.arraycopy(steps.get(start + step), 0, values, step * width, width);
      }
      shuffled.add(new Patient(new float[10], values, members.patient(0).statics()));
    }
    return new Cohort(members.schema(), shuffled);
  }

  private static Cohort changed(Cohort cohort, UnaryOperator<Patient> change) {
    return new Cohort(cohort.schema(), cohort.patients().stream().map(change).toList());
  }

  private float noisy(float value, double noise, Variable variable) {
    if (variable.kind() != Kind.NUMERIC || Float.isNaN(value)) {
      return value;
    }
    float changed = (float) (value + noise * random.nextGaussian());
    return Math.min(variable.max(), Math.max(variable.min(), changed));
  }

  private static double[] spreads(Cohort cohort, boolean ofStatics) {
    int columns = ofStatics ? cohort.schema().statics().size() : cohort.schema().features().size();
    List<List<Float>> values = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      values.add(new ArrayList<>());
    }
    for (Patient patient : cohort.patients()) {
      float[] cells = ofStatics ? patient.statics() : patient.values();
      for (int cell = 0; cell < cells.length; cell++) {
        values.get(cell % columns).add(cells[cell]);
      }
    }
    return values.stream().mapToDouble(Liver::spread).toArray();
  }

  private static double spread(List<Float> values) {
    double[] known =
        values.stream().filter(not(v -> v.isNaN())).mapToDouble(Float::doubleValue).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    return Math.sqrt(Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  /**
   * Releases of a hider on halves of people who have no part in the split, at most as many as there
   * are candidates.
   *
   * @param hider makes a release of members
   */
  public List<Shadow> shadows(int count, UnaryOperator<Cohort> hider) {
    List<Shadow> shadows = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Cohort shuffled = copy(outsiders);
      int half = shuffled.size() / 2;
      Cohort members = shuffled.select(IntStream.range(0, half).toArray());
      Cohort others = shuffled.select(IntStream.range(half, shuffled.size()).toArray());
      shadows.add(new Shadow(hider.apply(members), members, others));
    }
    return shadows;
  }

  /** So many people at random of those who have no part in the split nor in any shadow. */
  public Cohort bystanders(int count) {
    return copy(bystanders).select(IntStream.range(0, count).toArray());
  }

  /** What a seeker without knowledge is given. */
  public Evidence evidence(Cohort release) {
    return new Evidence(release, candidates);
  }

  /** The same with the split's reference patients. */
  public Evidence withReference(Cohort release) {
    return evidence(release).withReference(reference);
  }

  /** The half width of the 95 % band in which an AUC lies by chance alone. */
  public double band() {
    double own = members.size();
    double others = candidates.size() - own;
    return 1.96 * Math.sqrt((own + others + 1) / (12 * own * others));
  }

  /** The AUC of a seeker. */
  public double auc(Seeker seeker, Evidence evidence) {
    return auc(seeker.score(Task.seeker(7, candidates.size(), 600, 0), evidence));
  }

  /** The AUC of scores of the candidates; ties count half. */
  public double auc(float[] scores) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparing(i -> scores[i]));
    double ranks = 0;
    long members = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        if (split.member()[order[i]]) {
          ranks += (start + end + 1) / 2.0;
          members++;
        }
      }
      start = end;
    }
    long others = scores.length - members;
    return (ranks - members * (members + 1) / 2.0) / ((double) members * others);
  }
}
