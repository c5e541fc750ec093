package org.hideandseek.hiders;

/** A hider can't do what it is asked to; the message is one sentence that says why. */
public final class HidingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With fewer, quantiles would be the members' own values. */
  private static final int FEWEST_MEMBERS = 10;

  public HidingException(String message) {
    super(message);
  }

  /**
   * Refuses members that are too few to learn distributions from.
   *
   * @param members how many there are
   * @throws HidingException if there are fewer than 10
   */
  public static void refuseFew(int members) {
    if (members < FEWEST_MEMBERS) {
      throw new HidingException(
          "this hider learns from at least %d members, not from %d"
              .formatted(FEWEST_MEMBERS, members));
    }
  }
}
