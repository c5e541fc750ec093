package org.hideandseek.platform.account;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * An e-mail address. Two that differ in case alone are one, whatever the machine's locale.
 *
 * @param value in lower case
 */
public record Email(String value) {
  private static final int LONGEST = 254;
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,10}"
              + "@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}");

  public Email {
    if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
      throw new ProblemException(
          Problem.INVALID,
          "An e-mail address looks like name@example.org and has at most 254 characters, letters from A to Z without accents.");
    }
  }

  /**
   * What somebody typed.
   *
   * @throws ProblemException INVALID if it is no address
   */
  public static Email of(String typed) {
    return new Email(typed.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
