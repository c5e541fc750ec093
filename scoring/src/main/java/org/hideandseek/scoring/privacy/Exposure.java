package org.hideandseek.scoring.privacy;

/** How far a planted record stands out. */
public final class Exposure {
  private Exposure() {}

  /**
   * Exposure of a canary (Carlini et al., The Secret Sharer, arXiv 1802.08232, section 4.2): {@code
   * log2 |R| - log2 rank}, where its rank is 1 more than the number of references that the model
   * finds likelier.
   *
   * @param canary perplexity or distance of the canary: lower is likelier
   * @param references [references] the same of records that were not planted; at least 1
   * @return bits: log2 |R| if it is likelier than all, 0 or a little below if none stands behind it
   * @throws IllegalArgumentException if there are no references or a number is NaN
   */
  public static double bits(double canary, double[] references) {
    if (references.length == 0) {
      throw new IllegalArgumentException("exposure needs references");
    }
    if (Double.isNaN(canary)) {
      throw new IllegalArgumentException("the canary is NaN");
    }
    int rank = 1;
    for (int i = 0; i < references.length; i++) {
      if (Double.isNaN(references[i])) {
        throw new IllegalArgumentException("reference " + i + " is NaN");
      }
      rank += references[i] < canary ? 1 : 0;
    }
    return (Math.log(references.length) - Math.log(rank)) / Math.log(2);
  }
}
