package org.hideandseek.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.ranking.HiderRow;
import org.hideandseek.scoring.utility.UtilityReport;

/** Measured hiders as a table for people, a row as each is done, and as JSON. */
final class HiderTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INTERVAL = "95 % interval";

  private final List<Facet> facets;
  private final double gate;
  private final PrintStream out;
  private final ArrayNode rows = JSON.createArrayNode();

  HiderTable(Challenge challenge, PrintStream out) {
    this.facets = Arrays.stream(Facet.values()).filter(challenge.facets()::contains).toList();
    this.gate = challenge.gate();
    this.out = out;
  }

  void head() {
    print(
        new Cells(
            "hider",
            "seconds",
            "MiB",
            facets.stream().map(HiderTable::heading).toList(),
            "utility",
            INTERVAL,
            "worst AUC",
            INTERVAL,
            "by"));
  }

  void add(MeasuredHider hider) {
    HiderRow row = hider.row(gate);
    rows.add(json(hider, row));
    List<String> skills =
        facets.stream()
            .map(facet -> Optional.ofNullable(row.facets().get(facet)))
            .map(skill -> skill.map(HiderTable::number).orElse("-"))
            .toList();
    print(
        new Cells(
            hider.name(),
            String.format(Locale.ROOT, "%.1f", seconds(hider.longest())),
            String.valueOf(hider.peakMemoryBytes() >> 20),
            skills,
            row.utility().isPresent() ? number(row.utility().getAsDouble()) : "-",
            utilityInterval(hider, row).map(HiderTable::words).orElse(""),
            row.privacy().map(found -> number(found.worstAuc())).orElse("-"),
            row.privacy().map(found -> words(found.worstAucInterval())).orElse(""),
            row.privacy().map(HiderRow.Privacy::worstSeeker).orElse("")));
    hider.failure().ifPresent(this::explain);
  }

  ArrayNode json() {
    return rows;
  }

  private record Cells(
      String name,
      String seconds,
      String memory,
      List<String> skills,
      String utility,
      String utilityInterval,
      String auc,
      String aucInterval,
      String seeker) {}

  private void print(Cells cells) {
    String skills =
        cells.skills().stream()
            .map(skill -> String.format("%10s", skill))
            .collect(Collectors.joining());
    out.println(
        String.format(
                "%-18s %7s %5s%s %8s  %-14s %9s  %-14s %s",
                cells.name(),
                cells.seconds(),
                cells.memory(),
                skills,
                cells.utility(),
                cells.utilityInterval(),
                cells.auc(),
                cells.aucInterval(),
                cells.seeker())
            .stripTrailing());
  }

  /** The patients are its reader's, so what the container printed may be read. */
  private void explain(RunResult run) {
    out.println("  " + run.reason());
    run.log().lines().forEach(line -> out.println("  | " + line));
  }

  private static Optional<Interval> utilityInterval(MeasuredHider hider, HiderRow row) {
    return row.utility().isPresent()
        ? hider.utilityInterval(row.utility().getAsDouble())
        : Optional.empty();
  }

  private static ObjectNode json(MeasuredHider hider, HiderRow row) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("name", hider.name())
            .put("seconds", seconds(hider.longest()))
            .put("peak_memory_bytes", hider.peakMemoryBytes());
    ObjectNode skills = node.putObject("facets");
    row.facets().forEach((facet, skill) -> skills.put(facet.word(), skill));
    node.put("utility", number(row.utility()));
    utilityInterval(hider, row).ifPresent(found -> put(node, "utility_interval", found));
    row.privacy()
        .ifPresent(
            found -> {
              node.put("worst_auc", found.worstAuc()).put("worst_seeker", found.worstSeeker());
              put(node, "worst_auc_interval", found.worstAucInterval());
            });
    ArrayNode splits = node.putArray("splits");
    hider.splits().forEach(played -> splits.add(json(played)));
    return node;
  }

  private static ObjectNode json(MeasuredHider.Played played) {
    ObjectNode node = json(played.run());
    played
        .utility()
        .map(UtilityReport::facets)
        .ifPresent(
            facets -> {
              ObjectNode skills = node.putObject("facets");
              facets.forEach((facet, skill) -> skills.put(facet.word(), skill));
            });
    ObjectNode seekers = node.putObject("seekers");
    played
        .seekers()
        .forEach(
            (name, seeking) -> {
              ObjectNode seeker = json(seeking.result());
              seeking.privacy().ifPresent(privacy -> put(seeker, privacy));
              seekers.set(name, seeker);
            });
    return node;
  }

  private static ObjectNode json(RunResult run) {
    return JSON.createObjectNode()
        .put("end", run.end().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("reason", run.reason())
        .put("seconds", seconds(run.duration()))
        .put("cpu_seconds", seconds(run.cpuTime()))
        .put("peak_memory_bytes", run.peakMemoryBytes());
  }

  private static void put(ObjectNode node, MatchPrivacy privacy) {
    node.put("auc", privacy.auc());
    put(node, "auc_interval", privacy.aucInterval());
    ObjectNode rates = node.putObject("tpr_at_fpr");
    privacy.tprAtFpr().forEach((rate, value) -> rates.put(String.valueOf(rate), value));
  }

  private static void put(ObjectNode node, String name, Interval interval) {
    node.putArray(name).add(interval.low()).add(interval.high());
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String words(Interval interval) {
    return number(interval.low()) + " to " + number(interval.high());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static String heading(Facet facet) {
    return switch (facet) {
      case OUTCOME_PREDICTION -> "outcome";
      case MARGINALS -> "marginals";
      case ONE_STEP_AHEAD -> "one-step";
      case FEATURE_FROM_OTHERS -> "others";
      case TEMPORAL_STRUCTURE -> "temporal";
      case JOINT_STRUCTURE -> "joint";
      case MISSINGNESS -> "missing";
    };
  }
}
