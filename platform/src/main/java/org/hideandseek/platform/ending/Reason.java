package org.hideandseek.platform.ending;

import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** Why something was done to a submission or a challenge: one line, shown to everybody. */
public final class Reason {
  private static final int LONGEST = 500;

  private Reason() {}

  /**
   * What was typed, without blanks around it.
   *
   * @throws ProblemException INVALID if it is no line of 1 to 500 printable characters
   */
  public static String of(String typed) {
    String said = typed.strip();
    if (said.isEmpty()
        || said.length() > LONGEST
        || said.codePoints().anyMatch(Reason::isUnprintable)) {
      throw new ProblemException(
          Problem.INVALID,
          "The reason is shown to everybody: give it as one line of 1 to "
              + LONGEST
              + " printable characters.");
    }
    return said;
  }

  /** Whether a character is not seen, ends a line, or turns the direction of what follows. */
  public static boolean isUnprintable(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
