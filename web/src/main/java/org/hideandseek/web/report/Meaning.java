package org.hideandseek.web.report;

import org.hideandseek.platform.report.FidelityMeasure;

/**
 * What a number of a release is called on pages, and how it is read.
 *
 * @param sentence a clause
 */
record Meaning(String label, String sentence) {

  static Meaning of(FidelityMeasure measure) {
    return switch (measure) {
      case DISCRIMINATIVE_SCORE ->
          new Meaning(
              "Discriminative score",
              "how well a classifier tells it from other real patients: lower is better, 0 not at"
                  + " all, 0.5 always");
      case ALPHA_PRECISION ->
          new Meaning(
              "Alpha-precision", "how much of it looks like real patients: higher is better");
      case BETA_RECALL ->
          new Meaning("Beta-recall", "how much of the real patients it covers: higher is better");
      case MMD ->
          new Meaning(
              "Maximum mean discrepancy",
              "distance of the distributions, squared: lower is better");
      case LENGTH_SIMILARITY ->
          new Meaning(
              "Lengths", "1 where numbers of steps are distributed alike: higher is better");
      case AUTHENTICITY ->
          new Meaning(
              "Authenticity",
              "share that is no closer to a member than the member's own nearest neighbour: far"
                  + " below real people means copies");
      case ADVERSARIAL_ACCURACY ->
          new Meaning(
              "Nearest-neighbour adversarial accuracy",
              "0.5 for another sample of the same people, 0 for a copy, 1 for something else");
      case DCR_STATICS ->
          new Meaning(
              "Distance of statics",
              "mean distance of statics to those of the closest member, 0 to 1: far below real"
                  + " people means copies");
      case DCR_SHARE ->
          new Meaning(
              "Closer to members",
              "share that is closer to members than to as many others: above 0.5 means that it"
                  + " follows the members");
      case IDENTICAL_SHARE ->
          new Meaning("Identical", "share that is a member, number by number: lower is better");
      case NEAR_COPY_SHARE ->
          new Meaning(
              "Near copies",
              "share at most a quarter as far from a member as that is from the next: lower is"
                  + " better");
    };
  }
}
