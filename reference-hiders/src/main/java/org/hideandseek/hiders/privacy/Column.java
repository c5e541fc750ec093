package org.hideandseek.hiders.privacy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;

/**
 * One variable in the survey: how many patients have it, at how many steps, and how it is
 * distributed. Asked in two rounds, see {@link Numbers}; codes need only the second.
 */
final class Column {
  /** What a yes, a share, and the test for whole units weigh beside a histogram. */
  private static final double FLAGS = 0.5;

  private static final double WHOLE = 0.25;

  private static final int FEWEST_BINS = 4;
  private static final int MOST_BINS = 40;

  /** A fine bin's expected count in standard deviations of the noise in it. */
  private static final double CLEAR = 3;

  /**
   * A histogram of a patient's values is clipped at this times their mean number, as it spreads.
   */
  private static final double SPREAD = 0.75;

  /** A share within so many standard deviations of 0 or 1 may be just that. */
  private static final double UNSURE = 2;

  private final Variable variable;
  private final Numbers numbers;
  private final boolean optional;
  private final boolean repeated;

  private double patients;
  private double having;
  private double perPatient;
  private double unit;
  private double clip;
  private double total;
  private double[] edges;
  private double[] shares = {};
  private BinnedMarginal marginal;

  /**
   * A variable.
   *
   * @param unit what its values are whole multiples of by its nature; 0 where that is not known
   * @param optional whether a patient can be without it
   * @param repeated whether it can be measured at every step
   * @param values of one patient
   */
  Column(
      Variable variable,
      double unit,
      boolean optional,
      boolean repeated,
      Function<Patient, double[]> values) {
    this.variable = variable;
    this.optional = optional;
    this.repeated = repeated;
    this.unit = unit;
    numbers = new Numbers(variable.min(), variable.max(), unit, values);
  }

  boolean numeric() {
    return variable.kind() == Kind.NUMERIC;
  }

  void askCoarse(Blocks blocks) {
    if (optional) {
      blocks.add(2, FLAGS, this::having);
    }
    if (numeric()) {
      double[] coarse = numbers.coarseEdges();
      blocks.add(coarse.length - 1, 1, patient -> numbers.shares(patient, coarse));
      if (unit == 0) {
        blocks.add(Numbers.units(), WHOLE, numbers::whole);
      }
    }
  }

  /** Whether a patient has any value, and at which share of the steps. */
  private double[] having(Patient patient) {
    double count = numbers.values().apply(patient).length;
    return new double[] {count > 0 ? 0.8 : 0, 0.6 * Math.min(1, count / patient.length())};
  }

  /**
   * Takes the answers of the first round.
   *
   * @param patients about how many there are
   * @param chances how often each could have a value
   */
  void hearCoarse(Iterator<Answer> answers, double patients, double chances) {
    this.patients = patients;
    having = 1;
    double share = 1;
    if (optional) {
      Answer answer = answers.next();
      double noise = UNSURE * answer.deviation() / patients;
      having = sure(answer.sums()[0] / patients / 0.8, noise / 0.8);
      share = sure(answer.sums()[1] / patients / 0.6, noise / 0.6);
    }
    perPatient = repeated ? Math.max(having, share * chances) : having;
    if (numeric()) {
      Answer counts = answers.next();
      marginal = numbers.coarse(counts.sums(), counts.deviation());
      if (unit == 0) {
        double some = Arrays.stream(counts.sums()).sum();
        double unsure = counts.deviation() * Math.sqrt(counts.sums().length);
        unit = Numbers.unitOf(answers.next().sums(), some, unsure);
      }
    }
  }

  private static double sure(double share, double noise) {
    return share < noise ? 0 : share > 1 - noise ? 1 : share;
  }

  /** About the mean squared norm of a patient's part in the second round, at most 1. */
  double usualSquare() {
    return having * (repeated ? SPREAD * SPREAD : 1);
  }

  /**
   * Asks for the fine histogram.
   *
   * @param noise about the standard deviation of the noise in one count
   */
  void askFine(Blocks blocks, double noise) {
    clip = Math.max(1, SPREAD * perPatient);
    if (numeric()) {
      double clear = CLEAR * noise * clip / Math.max(1, patients * perPatient);
      int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, 1 / clear));
      edges = Numbers.fineEdges(marginal, bins, clear, unit);
    } else {
      edges = new double[variable.codes() + 1];
      Arrays.setAll(edges, code -> code - 0.5);
    }
    blocks.add(edges.length - 1, 1, this::counts);
  }

  private double[] counts(Patient patient) {
    return Arrays.stream(numbers.counts(patient, edges)).map(count -> count / clip).toArray();
  }

  /** Takes the answers of the second round. */
  void hearFine(Iterator<Answer> answers) {
    double[] counts = answers.next().sums();
    total = Math.max(0, clip * Arrays.stream(counts).sum());
    if (numeric()) {
      marginal = numbers.fine(marginal, edges, counts, unit);
    } else {
      shares = Shares.of(counts);
    }
  }

  /** The distribution of a number. */
  BinnedMarginal marginal() {
    return marginal;
  }

  /** The shares of codes. */
  double[] shares() {
    return shares;
  }

  /** The share of patients that have any value. */
  double having() {
    return having;
  }

  /** The share of all steps that have a value. */
  double measured(double steps) {
    return Math.min(1, total / steps);
  }
}
