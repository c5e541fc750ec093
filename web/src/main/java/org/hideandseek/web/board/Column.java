package org.hideandseek.web.board;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.page.Address;

/**
 * A column that a board can be sorted by. Rows without a value come last whichever way it is
 * sorted.
 *
 * @param key in addresses
 * @param label at its head
 * @param number whether it is set to the right
 * @param ascending compares two rows; missing values are the business of {@code missing}
 * @param missing whether a row has no value
 */
record Column<T>(
    String key,
    String label,
    boolean number,
    Comparator<T> ascending,
    Function<T, Boolean> missing) {

  static <T> Column<T> text(String key, String label, Function<T, String> value) {
    return new Column<>(
        key,
        label,
        false,
        comparing(value, String.CASE_INSENSITIVE_ORDER),
        row -> value.apply(row).isEmpty());
  }

  static <T> Column<T> rank(String key, String label, Function<T, OptionalInt> value) {
    return new Column<>(
        key,
        label,
        true,
        Comparator.comparingInt(row -> value.apply(row).orElse(0)),
        row -> value.apply(row).isEmpty());
  }

  static <T> Column<T> score(String key, String label, Function<T, OptionalDouble> value) {
    ToDoubleFunction<T> number = row -> value.apply(row).orElse(Double.NaN);
    return new Column<>(
        key,
        label,
        true,
        Comparator.comparingDouble(number),
        row -> !Double.isFinite(number.applyAsDouble(row)));
  }

  /** The rows in the order that an address asks for. */
  static <T> List<T> sorted(List<T> rows, List<Column<T>> columns, Order order) {
    Column<T> column = find(columns, order);
    Comparator<T> direction =
        order.descending() ? column.ascending().reversed() : column.ascending();
    return rows.stream().sorted(comparing(column.missing()).thenComparing(direction)).toList();
  }

  /**
   * The heads of the columns, each with the address that sorts by it.
   *
   * @param anchor where on the page the board is
   */
  static <T> List<ColumnHead> heads(
      List<Column<T>> columns, Order order, Address here, String anchor) {
    find(columns, order);
    return columns.stream()
        .map(
            column -> {
              boolean sorted = column.key().equals(order.key());
              boolean next = sorted && !order.descending();
              return new ColumnHead(
                  column.label(),
                  column.number(),
                  here.with(order.pageParameter(), "")
                          .with(order.sortParameter(), column.key())
                          .with(order.orderParameter(), next ? "desc" : "")
                          .href()
                      + "#"
                      + anchor,
                  sorted
                      ? Optional.of(order.descending() ? "descending" : "ascending")
                      : Optional.empty(),
                  sorted ? order.descending() ? "\u2193" : "\u2191" : "\u2195");
            })
        .toList();
  }

  private static <T> Column<T> find(List<Column<T>> columns, Order order) {
    return columns.stream()
        .filter(column -> column.key().equals(order.key()))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID,
                    "A board can be sorted by "
                        + String.join(", ", columns.stream().map(Column::key).toList())
                        + "; "
                        + order.sortParameter()
                        + " is none of them."));
  }

  /** The head of a column. */
  record ColumnHead(
      String label, boolean number, String href, Optional<String> ariaSort, String arrow) {}

  /**
   * How an address asks for a board to be sorted.
   *
   * @param key the column's
   * @param descending largest first
   * @param sortParameter where the address says by what
   * @param orderParameter where it says in which direction
   * @param pageParameter where it says which page; another order begins with the first
   */
  record Order(
      String key,
      boolean descending,
      String sortParameter,
      String orderParameter,
      String pageParameter) {

    static Order of(Address here, String prefix) {
      String sort = here.value(prefix + "sort");
      String order = here.value(prefix + "order");
      if (!List.of("", "asc", "desc").contains(order)) {
        throw new ProblemException(
            Problem.INVALID, "The parameter " + prefix + "order is asc or desc.");
      }
      return new Order(
          sort.isEmpty() ? "rank" : sort,
          order.equals("desc"),
          prefix + "sort",
          prefix + "order",
          prefix + "page");
    }
  }
}
