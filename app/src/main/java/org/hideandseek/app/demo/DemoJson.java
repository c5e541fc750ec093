package org.hideandseek.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;

/**
 * The boards and every match as JSON; null where there is no number. Equal boards make equal files.
 */
final class DemoJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoJson() {}

  static void write(Path file, Leaderboards boards) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("challenge", boards.challenge());
    ArrayNode hiders = root.putArray("hiders");
    boards.hiders().forEach(row -> hiders.add(hider(row)));
    ArrayNode seekers = root.putArray("seekers");
    boards.seekers().forEach(row -> seekers.add(seeker(row)));
    ArrayNode matches = root.putArray("matches");
    boards.matches().forEach(row -> matches.add(match(row)));
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private static ObjectNode hider(HiderRow row) {
    ObjectNode node = JSON.createObjectNode().put("name", row.name());
    node.put("rank", number(row.rank()))
        .put("gate", row.gate().word())
        .put("worst_auc", number(row.worstAuc()));
    if (row.worstAuc().isPresent()) {
      node.putArray("worst_auc_interval")
          .add(number(row.worstAucLow()))
          .add(number(row.worstAucHigh()));
    } else {
      node.putNull("worst_auc_interval");
    }
    node.put("worst_seeker", row.worstSeeker().orElse(null))
        .put("mean_accuracy", number(row.meanAccuracy()))
        .put("utility", number(row.utility()));
    return node.set("facets", numbers(row.facets()));
  }

  private static ObjectNode seeker(SeekerRow row) {
    return JSON.createObjectNode()
        .put("name", row.name())
        .put("rank", number(row.rank()))
        .put("mean_auc", number(row.meanAuc()));
  }

  private static ObjectNode match(MatchRow row) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("hider", row.hider())
            .put("seeker", row.seeker())
            .put("split", row.split());
    node.put("auc", row.scores().map(MatchScores::auc).orElse(null));
    row.scores()
        .ifPresentOrElse(
            scores -> node.set("tpr_at_fpr", numbers(scores.tprAtFpr())),
            () -> node.putNull("tpr_at_fpr"));
    return node.put("state", row.state().word());
  }

  private static ObjectNode numbers(Map<String, Double> numbers) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(numbers).forEach(node::put);
    return node;
  }

  private static Integer number(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
