package org.hideandseek.web.organise;

import java.time.Duration;
import java.util.List;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.overview.Spent;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.web.page.Figures;

/**
 * What a challenge has cost and can cost.
 *
 * @param challenge whose limits count
 * @param played what was measured
 * @param forecast what could come
 */
record CostView(Challenge challenge, List<Spent> played, CostForecast forecast) {

  /** Runs of one kind. */
  record Row(String phase, String kind, String runs, String container, String cpu, String gpu) {}

  private static String words(RunKind kind, PlayerRole role) {
    return switch (kind) {
          case CHECK -> "checks of ";
          case RELEASE -> "releases of ";
          case SHADOW -> "shadows of ";
          case MATCH -> "matches of ";
        }
        + role.word()
        + "s";
  }

  /** Whether GPUs are worth a column. */
  boolean usesGpus() {
    return !forecast.gpu().isZero()
        || played.stream().anyMatch(one -> !one.gpu(challenge).isZero());
  }

  boolean hasSpent() {
    return !played.isEmpty();
  }

  boolean phased() {
    return !challenge.phases().isEmpty();
  }

  List<Row> spent() {
    return played.stream()
        .map(
            one ->
                new Row(
                    "",
                    words(one.kind(), one.role()),
                    Figures.count(one.runs()),
                    Figures.duration(one.container()),
                    Figures.duration(one.cpu()),
                    Figures.duration(one.gpu(challenge))))
        .toList();
  }

  String spentRuns() {
    return Figures.count(played.stream().mapToLong(Spent::runs).sum());
  }

  String spentContainer() {
    return Figures.duration(
        played.stream().map(Spent::container).reduce(Duration.ZERO, Duration::plus));
  }

  String spentCpu() {
    return Figures.duration(played.stream().map(Spent::cpu).reduce(Duration.ZERO, Duration::plus));
  }

  String spentGpu() {
    return Figures.duration(
        played.stream().map(one -> one.gpu(challenge)).reduce(Duration.ZERO, Duration::plus));
  }

  List<Row> lines() {
    return forecast.lines().stream()
        .map(
            line ->
                new Row(
                    line.phase().orElse(""),
                    words(line.kind(), line.role()),
                    Figures.count(line.runs()),
                    Figures.duration(line.container()),
                    "",
                    Figures.duration(line.gpu())))
        .toList();
  }

  int hiders() {
    return forecast.hiders();
  }

  int seekers() {
    return forecast.seekers();
  }

  String runs() {
    return Figures.count(forecast.runs());
  }

  String container() {
    return Figures.duration(forecast.container());
  }

  String gpu() {
    return Figures.duration(forecast.gpu());
  }

  /** What it can come to, as a sentence. */
  String most() {
    return Figures.count(forecast.runs(), "run")
        + " with "
        + container()
        + " of container time, if every container takes all its time. With "
        + Figures.count(forecast.slots(), "slot")
        + " here, that is "
        + Figures.duration(forecast.onAllSlots())
        + ".";
  }
}
