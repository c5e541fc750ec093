package org.hideandseek.platform.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;

/** Makes the boards from what was computed, and compares the published documents byte by byte. */
final class BoardCheck {
  private static final long LARGEST_BOARD = 512L << 20;

  private final DumpFolder dump;
  private final BoardDocuments documents;
  private final ObjectMapper json = new ObjectMapper();

  BoardCheck(DumpFolder dump, BoardDocuments documents) {
    this.dump = dump;
    this.documents = documents;
  }

  void check(DumpVerifier.Game game, Instant asOf, List<RunRecord> runs, Findings findings)
      throws IOException {
    Stage stage = game.stage();
    Findings.Kind kind = findings.count("boards, byte for byte");
    for (Round round : stage.rounds(game.challenge().definition())) {
      Leaderboards boards =
          BoardRoom.leaderboards(
                  game.challenge(), round, game.submissions(), runs, progress(runs), asOf)
              .seen(Leaderboards.View.of(stage, round, ""));
      for (Map.Entry<String, byte[]> document : documents.of(boards).entrySet()) {
        kind.checked(compare(Layout.board(boards, document.getKey()), document.getValue()));
      }
    }
    kind.end();
  }

  private List<String> compare(String[] path, byte[] computed) throws IOException {
    byte[] stored;
    try {
      stored = dump.bytes(LARGEST_BOARD, path);
    } catch (ProblemException e) {
      return List.of(e.getMessage());
    }
    if (Arrays.equals(stored, computed)) {
      return List.of();
    }
    String name = String.join("/", path);
    List<String> differences =
        name.endsWith(".json") ? ofJson(stored, computed) : Differences.ofTexts(stored, computed);
    return (differences.isEmpty()
            ? List.of("its bytes are not as they were published")
            : differences)
        .stream().map(difference -> name + ": " + difference + ".").toList();
  }

  private List<String> ofJson(byte[] stored, byte[] computed) throws IOException {
    try {
      return Differences.ofTrees(json.readTree(stored), json.readTree(computed));
    } catch (JsonProcessingException e) {
      return List.of("it is no JSON");
    }
  }

  private static Progress progress(List<RunRecord> runs) {
    int queued = count(runs, RunState.QUEUED);
    int running = count(runs, RunState.RUNNING);
    return new Progress(
        queued,
        running,
        runs.size() - queued - running,
        (int)
            runs.stream()
                .filter(record -> record.run().kind() == RunKind.MATCH)
                .filter(record -> record.state() == RunState.SUCCEEDED)
                .count());
  }

  private static int count(List<RunRecord> runs, RunState state) {
    return (int) runs.stream().filter(record -> record.state() == state).count();
  }
}
