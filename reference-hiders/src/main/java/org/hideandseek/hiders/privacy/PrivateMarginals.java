package org.hideandseek.hiders.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.hiders.scaling.CodeMarginal;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Coding.FeatureMarginal;
import org.hideandseek.hiders.scaling.Marginal;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.PatientMarginals;

/**
 * The distributions of single variables from noised histograms over the schema's public bounds:
 * twins of what others take from the members as they are. Vocabularies and bounds are the schema's.
 * Two questions are asked, a coarse and a fine one, see {@link Numbers}.
 */
public final class PrivateMarginals {
  /** What a yes weighs beside a histogram. */
  private static final double FLAG = 0.25;

  /** How far above the usual one the squared norm of the second round is. */
  private static final double ROOM = 1.2;

  /** Correlations of what a patient has once are this far from 0, as a rule. */
  private static final double USUAL_CORRELATION = 0.2;

  /** Fewer patients than this share with an empty step are taken for none. */
  private static final double RARE = 0.005;

  private static final double STRONGEST_CORRELATION = 0.98;

  private double patients;
  private final double meanLength;
  private final Coding coding;
  private final PatientMarginals start;

  /** [columns] of {@link PatientMarginals#scores}: the variance of each. */
  private final double[] variances;

  /** [S] the share of patients for whom a static is known. */
  private final double[] known;

  /**
   * Asks for all distributions.
   *
   * @param share of the budget for all that is asked
   */
  public PrivateMarginals(Schema schema, Curator curator, double share) {
    int features = schema.featureCount();
    Column length =
        new Column(
            Variable.numeric("length", "", 1, Math.max(2, schema.steps())),
            1,
            false,
            false,
            patient -> new double[] {patient.length()});
    Column gap =
        new Column(
            Variable.numeric("gap", "", 0, schema.horizon()),
            0,
            false,
            true,
            PrivateMarginals::gaps);
    List<Column> columns = new ArrayList<>(List.of(length, gap));
    for (int f = 0; f < features; f++) {
      int feature = f;
      Variable variable = schema.features().get(f);
      columns.add(new Column(variable, 0, true, true, patient -> observed(patient, feature)));
    }
    for (int s = 0; s < schema.staticCount(); s++) {
      int position = s;
      Variable variable = schema.statics().get(s);
      columns.add(new Column(variable, 0, true, false, patient -> known(patient, position)));
    }
    boolean everEmpty = survey(curator, share, columns);
    meanLength = Math.max(1, length.marginal().mean());
    coding = coding(schema, columns.subList(2, 2 + features), gap, everEmpty);
    List<Column> statics = columns.subList(2 + features, columns.size());
    start = start(schema, length, statics);
    known = statics.stream().mapToDouble(Column::having).toArray();
    variances = new double[start.columns()];
    variances[0] = 1;
    for (int s = 0; s < known.length; s++) {
      variances[1 + s] =
          statics.get(s).numeric() ? 1 : variance(start.statics().get(s), statics.get(s).shares());
      variances[1 + known.length + s] =
          variance(start.known().get(s), new double[] {1 - known[s], known[s]});
    }
  }

  /** Both rounds of questions; returns whether there are steps without measurement. */
  private boolean survey(Curator curator, double share, List<Column> columns) {
    Blocks coarse = new Blocks();
    coarse.add(1, 2 * FLAG, patient -> new double[] {1});
    coarse.add(1, FLAG, patient -> new double[] {Coding.hasEmptyStep(patient) ? 1 : 0});
    columns.forEach(column -> column.askCoarse(coarse));
    List<Answer> answers = coarse.ask(curator, share / 2, coarse.longest());
    Iterator<Answer> heard = answers.iterator();
    patients = Math.max(1, heard.next().sums()[0]);
    Answer empty = heard.next();
    double steps = 1;
    for (Column column : columns) {
      column.hearCoarse(heard, patients, column == columns.get(1) ? steps - 1 : steps);
      steps = column == columns.get(0) ? Math.max(1, column.marginal().mean()) : steps;
    }
    // Both rounds have the same share, and every column has weight 1 in the second.
    double multiplier = empty.deviation() * FLAG / coarse.longest();
    double norm = Math.sqrt(ROOM * columns.stream().mapToDouble(Column::usualSquare).sum());
    Blocks fine = new Blocks();
    columns.forEach(column -> column.askFine(fine, multiplier * norm));
    Iterator<Answer> finely = fine.ask(curator, share / 2, norm).iterator();
    columns.forEach(column -> column.hearFine(finely));
    return empty.sums()[0] > Math.max(2 * empty.deviation(), RARE * patients);
  }

  private Coding coding(Schema schema, List<Column> features, Column gap, boolean everEmpty) {
    double steps = patients * meanLength;
    List<FeatureMarginal> marginals =
        features.stream()
            .map(
                column ->
                    column.numeric()
                        ? FeatureMarginal.ofNumber(column.marginal(), column.measured(steps))
                        : FeatureMarginal.ofCodes(column.shares(), column.measured(steps)))
            .toList();
    double typicalGap = gap.marginal().mean();
    return new Coding(schema, marginals, gap.marginal(), typicalGap, everEmpty);
  }

  private static PatientMarginals start(Schema schema, Column length, List<Column> statics) {
    List<Marginal> marginals = new ArrayList<>();
    List<Marginal> isKnown = new ArrayList<>();
    for (Column column : statics) {
      double[] inOrder = new double[column.shares().length];
      Arrays.setAll(inOrder, code -> code);
      marginals.add(
          column.numeric() ? column.marginal() : new CodeMarginal(column.shares(), inOrder));
      isKnown.add(PatientMarginals.known(1 - column.having(), column.having()));
    }
    return new PatientMarginals(schema, length.marginal(), marginals, isKnown);
  }

  private static double variance(Marginal marginal, double[] shares) {
    double variance = 0;
    for (int code = 0; code < shares.length; code++) {
      variance += shares[code] * Math.pow(marginal.score(code), 2);
    }
    return variance;
  }

  /** About how many patients there are; at least 1. */
  public double patients() {
    return patients;
  }

  /** About how many steps a patient has; at least 1. */
  public double meanLength() {
    return meanLength;
  }

  public Coding coding() {
    return coding;
  }

  /**
   * Asks for the correlations of what a patient has once: one question for the products of each two
   * of its normal scores.
   *
   * @param share of the budget
   * @param random for the copula's own sampling
   */
  public PatientCopula copula(Curator curator, double share, RandomGenerator random) {
    int columns = start.columns();
    int pairs = columns * (columns - 1) / 2;
    if (pairs == 0) {
      return new PatientCopula(start, new double[][] {{1}}, random);
    }
    int statics = known.length;
    double squares = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        squares += variances[i] * variances[j];
        squares += bothStatic(i, j) ? FLAG * FLAG : 0;
      }
    }
    Function<Patient, double[]> products =
        patient -> {
          double[] scores = start.scores(patient.length(), patient.statics());
          double[] own = new double[2 * pairs];
          int pair = 0;
          for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
              if (!Double.isNaN(scores[i]) && !Double.isNaN(scores[j])) {
                own[pair] = scores[i] * scores[j];
                own[pairs + pair] = bothStatic(i, j) ? FLAG : 0;
              }
              pair++;
            }
          }
          return own;
        };
    Answer answer =
        curator.answer(
            new Question(share, 2 * pairs, Math.sqrt(1.5 * Math.max(FLAG, squares)), products));
    double[][] wanted = new double[columns][columns];
    int pair = 0;
    for (int i = 0; i < columns; i++) {
      wanted[i][i] = 1;
      for (int j = 0; j < i; j++) {
        double both = patients;
        if (bothStatic(i, j)) {
          both = answer.sums()[pairs + pair] / FLAG;
        } else if (j >= 1 && j <= statics) {
          both *= known[j - 1];
        } else if (i <= statics) {
          both *= known[i - 1];
        }
        double unit = Math.max(1, both) * Math.sqrt(variances[i] * variances[j]);
        if (unit > 0) {
          double noise = answer.deviation() / unit;
          double shrunk = answer.sums()[pair] / unit / (1 + Math.pow(noise / USUAL_CORRELATION, 2));
          wanted[i][j] = Math.max(-STRONGEST_CORRELATION, Math.min(STRONGEST_CORRELATION, shrunk));
          wanted[j][i] = wanted[i][j];
        }
        pair++;
      }
    }
    return new PatientCopula(start, wanted, random);
  }

  private boolean bothStatic(int i, int j) {
    return i >= 1 && j >= 1 && i <= known.length && j <= known.length;
  }

  private static double[] gaps(Patient patient) {
    double[] gaps = new double[patient.length() - 1];
    for (int step = 1; step <= gaps.length; step++) {
      gaps[step - 1] = patient.times()[step] - patient.times()[step - 1];
    }
    return gaps;
  }

  private static double[] observed(Patient patient, int feature) {
    return IntStream.range(0, patient.length())
        .filter(step -> patient.observed(step, feature))
        .mapToDouble(step -> patient.value(step, feature))
        .toArray();
  }

  private static double[] known(Patient patient, int position) {
    float value = patient.statics()[position];
    return Float.isNaN(value) ? new double[0] : new double[] {value};
  }
}
