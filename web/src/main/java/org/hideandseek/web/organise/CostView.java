package org.hideandseek.web.organise;

import java.time.Duration;
import java.util.List;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.overview.Spent;
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
                    one.kind().word() + " of " + one.role().word() + "s",
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
                    line.kind().word() + " of " + line.role().word() + "s",
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

  /** How long all of it takes, as a sentence. */
  String wall() {
    return "With "
        + Figures.count(forecast.slots(), "slot")
        + " here, all of it takes at most "
        + Figures.duration(forecast.onAllSlots())
        + ".";
  }
}
