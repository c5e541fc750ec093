package org.hideandseek.app.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;

/** Prints both leaderboards for people at a terminal. */
final class BoardPrinter {
  private BoardPrinter() {}

  static void print(Leaderboards boards, PrintStream out) {
    out.println(
        "Hiders (worst AUC: mean over splits of the strongest seeker, lower is better, 0.5 is chance)");
    out.println(
        line(
            "%4s  %-18s %-7s %9s  %-15s %-12s %8s %8s",
            "rank",
            "hider",
            "gate",
            "worst AUC",
            "95 % interval",
            "seeker",
            "accuracy",
            "utility"));
    for (HiderRow row : boards.hiders()) {
      out.println(
          line(
              "%4s  %-18s %-7s %9s  %-15s %-12s %8s %8s",
              rank(row.rank()),
              row.name(),
              row.gate().word(),
              number(row.worstAuc()),
              row.worstAuc().isPresent()
                  ? number(row.worstAucLow()) + " to " + number(row.worstAucHigh())
                  : "",
              row.worstSeeker().orElse(""),
              number(row.meanAccuracy()),
              number(row.utility())));
    }
    out.println();
    out.println("Seekers (mean AUC over ranked hiders of other teams, higher is better)");
    out.println(line("%4s  %-18s %8s %8s %8s", "rank", "seeker", "mean AUC", "best", "worst"));
    for (SeekerRow row : boards.seekers()) {
      out.println(
          line(
              "%4s  %-18s %8s %8s %8s",
              rank(row.rank()),
              row.name(),
              number(row.meanAuc()),
              number(row.bestAuc()),
              number(row.worstAuc())));
    }
    out.println();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing();
  }

  private static String rank(OptionalInt rank) {
    return rank.isPresent() ? String.valueOf(rank.getAsInt()) : "-";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
  }
}
