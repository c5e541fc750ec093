package org.hideandseek.hiders.scaling;

/** The distribution of one variable, as a map between its values and normal scores. */
public interface Marginal {

  /** The normal score of a value: that of the middle of its ranks. */
  double score(double value);

  /** The value at a normal score; what it gives back need not occur among the members. */
  float value(double score);
}
