package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.scoring.utility.Fidelity.Contrast;
import org.hideandseek.scoring.utility.Fidelity.FeatureSimilarity;
import org.hideandseek.scoring.utility.Fidelity.NearCopy;
import org.hideandseek.scoring.utility.Fidelity.VariableDistance;

/**
 * Compares the releases of one split with real patients. What two patients have in common is looked
 * at in two ways: classifier, precision, recall and discrepancy see summaries of each (first, last,
 * mean, extremes, standard deviation and share measured of every feature, length, times, statics);
 * all that is about nearest members sees whole courses, step by step, over the cells that both
 * have. Both are in the members' standard deviations, never in the release's own.
 *
 * <p>Time O(n^2 D) for n patients of D cells, memory O(n D). It does not change, and any number of
 * threads may use it.
 */
public final class FidelityReferee {
  private static final double NEAR = 0.25;

  private final Cohort members;
  private final Cohort holdout;
  private final long seed;
  private final Gower staticsOfMembers;
  private final Courses courses;
  private final Points memberCourses;
  private final Points holdoutCourses;
  private final Points equalMembers;
  private final Points equalHoldout;
  private final Neighbours amongMembers;
  private final Neighbours amongHoldout;
  private final Neighbours holdoutToMembers;
  private final Embedding embedding;
  private final Points memberSummaries;
  private final Points holdoutSummaries;
  private final Neighbours amongHoldoutSummaries;

  private FidelityReferee(Cohort members, Cohort holdout, long seed) {
    this.members = members;
    this.holdout = holdout;
    this.seed = seed;
    staticsOfMembers = Gower.ofStatics(members);
    courses = new Courses(members);
    memberCourses = courses.of(members);
    holdoutCourses = courses.of(holdout);
    int equal = Math.min(members.size(), holdout.size());
    equalMembers = part(memberCourses, members, equal);
    equalHoldout = part(holdoutCourses, holdout, equal);
    amongMembers = Neighbours.within(memberCourses);
    amongHoldout = Neighbours.within(holdoutCourses);
    holdoutToMembers = Neighbours.of(holdoutCourses, memberCourses);
    embedding = new Embedding(members);
    memberSummaries = embedding.of(members);
    holdoutSummaries = embedding.of(holdout);
    amongHoldoutSummaries = Neighbours.within(holdoutSummaries);
  }

  private Points part(Points whole, Cohort cohort, int size) {
    return size == cohort.size()
        ? whole
        : courses.of(
            cohort.select(
                Sampling.some(cohort.size(), size, new SplittableRandom(Sampling.seed(seed, 1)))));
  }

  /**
   * Prepares the comparison of releases of one split.
   *
   * @param members the real patients that the releases are made from, at least one
   * @param holdout real patients that are not among them, at least one
   * @param seed of all that is random; the same for all releases of a split
   * @throws IllegalArgumentException if members or holdout are empty or the schemas differ
   */
  public static FidelityReferee of(Cohort members, Cohort holdout, long seed) {
    if (members.size() == 0 || holdout.size() == 0) {
      throw new IllegalArgumentException(
          "fidelity needs members and holdout patients, not "
              + members.size()
              + " and "
              + holdout.size());
    }
    if (!members.schema().equals(holdout.schema())) {
      throw new IllegalArgumentException("members, release and holdout must share one schema");
    }
    return new FidelityReferee(members, holdout, seed);
  }

  /**
   * Compares a release.
   *
   * @param release synthetic patients in the same schema, any number
   * @throws IllegalArgumentException if the schema differs
   */
  public Fidelity compare(Cohort release) {
    if (!release.schema().equals(members.schema())) {
      throw new IllegalArgumentException("members, release and holdout must share one schema");
    }
    Points points = courses.of(release);
    List<Neighbours> withMembers = Neighbours.both(points, memberCourses);
    Neighbours toMembers = withMembers.get(0);
    Neighbours among = Neighbours.within(points);
    List<Neighbours> withHoldout = Neighbours.both(points, holdoutCourses);
    List<NearCopy> nearCopies = nearCopies(toMembers);
    return new Fidelity(
        new Contrast(discriminative(release), discriminative(members)),
        new Contrast(
            Support.precision(holdoutSummaries, embedding.of(release)),
            Support.precision(holdoutSummaries, memberSummaries)),
        new Contrast(recall(embedding.of(release)), recall(memberSummaries)),
        new Contrast(
            Support.discrepancy(holdoutSummaries, embedding.of(release), seed),
            Support.discrepancy(holdoutSummaries, memberSummaries, seed)),
        variables(release),
        contrast(release, Similarity::ofLengths),
        features(release),
        new Contrast(
            Proximity.authenticity(toMembers, amongMembers),
            Proximity.authenticity(holdoutToMembers, amongMembers)),
        new Contrast(
            Proximity.adversarialAccuracy(withMembers.get(1), amongMembers, toMembers, among),
            Proximity.adversarialAccuracy(
                withHoldout.get(1), amongHoldout, withHoldout.get(0), among)),
        new Contrast(staticsOfMembers.meanClosest(release), staticsOfMembers.meanClosest(holdout)),
        Proximity.closerShare(
            equalMembers == memberCourses ? toMembers : Neighbours.of(points, equalMembers),
            equalHoldout == holdoutCourses
                ? withHoldout.get(0)
                : Neighbours.of(points, equalHoldout)),
        new Contrast(identicalShare(release), identicalShare(holdout)),
        new Contrast(
            share(nearCopies.size(), release.size()),
            share(nearCopies(holdoutToMembers).size(), holdout.size())),
        nearCopies);
  }

  private OptionalDouble discriminative(Cohort cohort) {
    return Discriminator.score(
        embedding.table(holdout),
        embedding.table(cohort),
        holdoutSummaries.dimensions(),
        Sampling.seed(seed, 2));
  }

  private OptionalDouble recall(Points points) {
    return Support.recall(
        holdoutSummaries, points, Neighbours.of(holdoutSummaries, points), amongHoldoutSummaries);
  }

  private List<NearCopy> nearCopies(Neighbours toMembers) {
    List<NearCopy> copies = new ArrayList<>();
    for (int i = 0; i < toMembers.index().length; i++) {
      int member = toMembers.index()[i];
      if (member >= 0) {
        double distance = toMembers.distance()[i];
        double around = amongMembers.distance()[member];
        if (distance == 0 || (Double.isFinite(around) && distance <= NEAR * around)) {
          copies.add(new NearCopy(i, member, distance));
        }
      }
    }
    return copies;
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private OptionalDouble identicalShare(Cohort cohort) {
    Set<List<Integer>> known = new HashSet<>();
    members.patients().forEach(patient -> known.add(bits(patient)));
    int identical = 0;
    for (Patient patient : cohort.patients()) {
      identical += known.contains(bits(patient)) ? 1 : 0;
    }
    return share(identical, cohort.size());
  }

  private static List<Integer> bits(Patient patient) {
    List<Integer> bits = new ArrayList<>();
    for (float[] numbers : List.of(patient.times(), patient.values(), patient.statics())) {
      for (float number : numbers) {
        bits.add(Float.floatToIntBits(number));
      }
    }
    return bits;
  }

  private Contrast contrast(Cohort release, ToDoubleBiFunction<Cohort, Cohort> measure) {
    return new Contrast(
        defined(measure.applyAsDouble(holdout, release)),
        defined(measure.applyAsDouble(holdout, members)));
  }

  private static OptionalDouble defined(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private List<FeatureSimilarity> features(Cohort release) {
    return IntStream.range(0, release.schema().featureCount())
        .mapToObj(
            f ->
                new FeatureSimilarity(
                    release.schema().features().get(f).name(),
                    contrast(release, (a, b) -> Similarity.ofDifferences(a, b, f)),
                    contrast(release, (a, b) -> Similarity.ofMeans(a, b, f)),
                    contrast(release, (a, b) -> Similarity.ofMissing(a, b, f))))
        .toList();
  }

  private List<VariableDistance> variables(Cohort release) {
    Schema schema = release.schema();
    Compared<Cohort> cohorts = new Compared<>(members, release, holdout);
    List<VariableDistance> variables = new ArrayList<>();
    for (int f = 0; f < schema.featureCount(); f++) {
      int feature = f;
      variables.add(
          variable(
              schema.features().get(f), cohorts.map(cohort -> Columns.feature(cohort, feature))));
    }
    for (int s = 0; s < schema.staticCount(); s++) {
      int index = s;
      variables.add(
          variable(schema.statics().get(s), cohorts.map(cohort -> Columns.statics(cohort, index))));
    }
    return variables;
  }

  private static VariableDistance variable(Variable variable, Compared<float[]> values) {
    if (variable.kind() != Kind.NUMERIC) {
      Compared<Frequencies> shares = values.map(codes -> Frequencies.of(variable, codes));
      Contrast variation =
          new Contrast(
              defined(shares.holdout().totalVariation(shares.release())),
              defined(shares.holdout().totalVariation(shares.members())));
      return new VariableDistance(variable.name(), variation, variation);
    }
    Compared<Sample> samples = values.map(Columns::finite).map(Sample::of);
    Sample truth = samples.holdout();
    double deviation = truth.isEmpty() ? 0 : truth.standardDeviation();
    double scale = deviation > 0 ? deviation : ((double) variable.max() - variable.min()) / 10;
    return new VariableDistance(
        variable.name(),
        new Contrast(
            defined(truth.largestDifference(samples.release())),
            defined(truth.largestDifference(samples.members()))),
        new Contrast(
            defined(truth.distanceTo(samples.release()) / scale),
            defined(truth.distanceTo(samples.members()) / scale)));
  }
}
