package org.hideandseek.web.organise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.overview.Spent;
import org.hideandseek.web.api.Json;

/** Costs in JSON, in seconds. */
final class CostJson {
  private CostJson() {}

  static void spent(ObjectNode node, Challenge challenge, List<Spent> spent) {
    node.put("runs", spent.stream().mapToLong(Spent::runs).sum());
    node.put("container_seconds", seconds(sum(spent.stream().map(Spent::container).toList())));
    node.put("cpu_seconds", seconds(sum(spent.stream().map(Spent::cpu).toList())));
    node.put("gpu_seconds", seconds(sum(spent.stream().map(one -> one.gpu(challenge)).toList())));
    ArrayNode kinds = node.putArray("kinds");
    for (Spent one : spent) {
      kinds
          .addObject()
          .put("kind", one.kind().word())
          .put("role", one.role().word())
          .put("runs", one.runs())
          .put("container_seconds", seconds(one.container()))
          .put("cpu_seconds", seconds(one.cpu()))
          .put("gpu_seconds", seconds(one.gpu(challenge)));
    }
  }

  static void forecast(ObjectNode node, CostForecast forecast) {
    node.put("hiders", forecast.hiders());
    node.put("seekers", forecast.seekers());
    node.put("slots", forecast.slots());
    node.put("runs", forecast.runs());
    node.put("container_seconds", seconds(forecast.container()));
    node.put("gpu_seconds", seconds(forecast.gpu()));
    node.put("wall_clock_seconds", seconds(forecast.onAllSlots()));
    ArrayNode lines = node.putArray("lines");
    for (CostForecast.Line line : forecast.lines()) {
      ObjectNode one = lines.addObject();
      Json.put(one, "phase", line.phase());
      one.put("kind", line.kind().word()).put("role", line.role().word()).put("runs", line.runs());
      one.put("container_seconds", seconds(line.container()));
      one.put("gpu_seconds", seconds(line.gpu()));
    }
  }

  private static Duration sum(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
