package org.hideandseek.web.organise;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** What organisers type into forms and addresses. */
final class Typed {
  private Typed() {}

  /**
   * A moment in UTC, such as {@code 2027-03-01T18:00}, with seconds and {@code Z} or without.
   *
   * @throws ProblemException INVALID if it is none
   */
  static Instant moment(String typed) {
    String text = typed.strip();
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.INVALID, "Give the new end as a moment in UTC, such as 2027-03-01T18:00.", e);
    }
  }

  /** The number of a submission in the path; NOT_FOUND if it is none. */
  static long number(Context ctx, String parameter) {
    String text = ctx.pathParam(parameter);
    if (!text.matches("[0-9]{1,18}")) {
      throw new ProblemException(Problem.NOT_FOUND, "There is nothing of this number.");
    }
    return Long.parseLong(text);
  }

  /**
   * How many entries of a role a forecast is for.
   *
   * @throws ProblemException INVALID if that is no number
   */
  static int entries(Context ctx, String parameter) {
    String text = Optional.ofNullable(ctx.queryParam(parameter)).orElse("").strip();
    if (text.isEmpty()) {
      return CostForecast.USUAL;
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new ProblemException(
          Problem.INVALID, "The number of " + parameter + " is a whole number, such as 10.");
    }
    return Integer.parseInt(text);
  }
}
