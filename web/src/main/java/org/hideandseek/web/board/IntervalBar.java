package org.hideandseek.web.board;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;

/**
 * An AUC with its interval, drawn on an axis that all rows of a board share.
 *
 * @param low where the interval begins, in the picture's units
 * @param mean where the estimate is
 * @param high where the interval ends
 * @param axis the axis
 */
record IntervalBar(String low, String mean, String high, Axis axis) {

  /**
   * Chance and the right end are marked; the left end is 0.4, or further left if an interval is.
   */
  record Axis(double from, double to) {
    private static final double WIDTH = 132;
    private static final double MARGIN = 6;

    static Axis of(List<HiderRow> rows) {
      double lowest =
          rows.stream()
              .flatMapToDouble(
                  row -> DoubleStream.of(row.worstAuc().orElse(1), row.worstAucLow().orElse(1)))
              .filter(Double::isFinite)
              .min()
              .orElse(1);
      return new Axis(Math.max(0, Math.min(0.4, Math.floor(lowest * 10) / 10)), 1);
    }

    String at(double auc) {
      double within = Math.max(from, Math.min(to, auc));
      double x = MARGIN + (within - from) / (to - from) * (WIDTH - 2 * MARGIN);
      return String.format(Locale.ROOT, "%.1f", x);
    }

    String start() {
      return at(from);
    }

    String chance() {
      return at(0.5);
    }

    String middle() {
      return at(0.75);
    }

    String end() {
      return at(to);
    }

    String fromLabel() {
      return String.format(Locale.ROOT, "%.1f", from);
    }
  }

  static IntervalBar of(double low, double mean, double high, Axis axis) {
    return new IntervalBar(axis.at(low), axis.at(mean), axis.at(high), axis);
  }
}
