package org.hideandseek.app.practice;

import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Knowledge;

/**
 * What seekers are given in practice besides release and candidates.
 *
 * @param reference whether they are given the split's reference patients
 * @param shadows how many shadows of each hider they are given, 0 for none
 */
public record Gives(boolean reference, int shadows) {
  public Gives {
    if (shadows < 0) {
      throw new IllegalArgumentException("there are 0 shadows or more, not " + shadows);
    }
  }

  /** As a challenge gives. */
  public static Gives asIn(Challenge challenge) {
    return new Gives(
        challenge.knowledge().contains(Knowledge.REFERENCE), challenge.shadowsPerHider());
  }

  /** All that a challenge could give. */
  public static Gives everything(int shadows) {
    return new Gives(true, shadows);
  }
}
