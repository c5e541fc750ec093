package org.hideandseek.hiders.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Patient;

/**
 * Answers by the Gaussian mechanism (Dwork and Roth, The Algorithmic Foundations of Differential
 * Privacy, 2014, appendix A), and keeps a ledger of it. A question with the share w of the budget
 * is answered with the noise multiplier sigma / sqrt(w): as the Rényi divergences of Gaussian
 * mechanisms add up, all shares together cost as much as one answer with sigma.
 */
public final class GaussianCurator implements Curator {
  /** How far rounding may carry the sum of shares above 1. */
  private static final double ROUNDING = 1e-9;

  private final List<Patient> patients;
  private final double sigma;
  private final RandomGenerator noise;
  private final List<SubsampledGaussian> ledger = new ArrayList<>();
  private double spent;

  /**
   * A curator with a whole budget.
   *
   * @param sigma the noise multiplier that the whole budget affords; 0 for none, which promises
   *     nothing
   * @param noise must be unpredictable to whoever sees the release
   */
  public GaussianCurator(List<Patient> patients, double sigma, RandomGenerator noise) {
    this.patients = List.copyOf(patients);
    this.sigma = sigma;
    this.noise = noise;
  }

  /**
   * Answers a question.
   *
   * @throws IllegalStateException if the budget does not reach
   */
  @Override
  public Answer answer(Question question) {
    if (spent + question.share() > 1 + ROUNDING) {
      throw new IllegalStateException("the questions cost more than the whole budget");
    }
    spent += question.share();
    SubsampledGaussian mechanism =
        new SubsampledGaussian(sigma / Math.sqrt(question.share()), 1, 1);
    ledger.add(mechanism);
    double[] sums = new double[question.width()];
    for (Patient patient : patients) {
      double[] own = question.clipped(patient);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += own[i];
      }
    }
    double deviation = mechanism.sigma() * question.norm();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += deviation * noise.nextGaussian();
    }
    return new Answer(sums, deviation);
  }

  /** The mechanisms behind all answers so far. */
  public List<SubsampledGaussian> ledger() {
    return List.copyOf(ledger);
  }
}
