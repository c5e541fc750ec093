package org.hideandseek.scoring;

/** The referee as a whole. */
public final class Scorer {
  /**
   * Changes whenever a score computed before and after a change could differ; stored with every
   * score.
   */
  public static final String VERSION = "2";

  private Scorer() {}
}
