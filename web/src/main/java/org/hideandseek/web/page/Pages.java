package org.hideandseek.web.page;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A long table in pages.
 *
 * @param shown which rows are on this one, as a sentence; empty where one page holds all
 * @param previous address of the page before, if there is one
 * @param next address of the page after, if there is one
 */
public record Pages(String shown, Optional<String> previous, Optional<String> next) {
  /** Of hiders. */
  public static final String PAGE = "page";

  public static final String SEEKER_PAGE = "seeker-page";

  /** A page of rows, and how to go on from it. */
  public record Part<T>(List<T> rows, Pages pages) {}

  /**
   * The page that an address asks for.
   *
   * @param size how many rows a page holds
   * @param parameter where the address says which page
   * @param what the rows are, such as {@code Hiders}
   * @param anchor where on the page the table is; may be empty
   * @throws ProblemException INVALID if the parameter is no number from 1
   */
  public static <T> Part<T> part(
      List<T> rows, int size, Address here, String parameter, String what, String anchor) {
    int page = number(here.value(parameter), parameter);
    int from = (int) Math.min(rows.size(), (page - 1L) * size);
    int to = Math.min(rows.size(), from + size);
    String end = anchor.isEmpty() ? "" : "#" + anchor;
    return new Part<>(
        rows.subList(from, to),
        new Pages(
            rows.size() <= size && page == 1
                ? ""
                : from == to
                    ? "No more " + what
                    : what
                        + " "
                        + Figures.count(from + 1L)
                        + " to "
                        + Figures.count(to)
                        + " of "
                        + Figures.count(rows.size()),
            page > 1
                ? Optional.of(
                    here.with(parameter, page == 2 ? "" : Integer.toString(page - 1)).href() + end)
                : Optional.empty(),
            to < rows.size()
                ? Optional.of(here.with(parameter, Integer.toString(page + 1)).href() + end)
                : Optional.empty()));
  }

  /** Whether one page does not hold all. */
  public boolean several() {
    return !shown.isEmpty();
  }

  private static int number(String number, String parameter) {
    if (number.isEmpty()) {
      return 1;
    }
    if (!number.matches("[1-9][0-9]{0,6}")) {
      throw new ProblemException(
          Problem.INVALID, "The parameter " + parameter + " is a number from 1.");
    }
    return Integer.parseInt(number);
  }
}
