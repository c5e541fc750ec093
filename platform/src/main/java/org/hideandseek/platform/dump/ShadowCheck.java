package org.hideandseek.platform.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortReader;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.split.People;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;

/**
 * Whether every shadow that succeeded left a release that keeps the contract, with as many patients
 * as follow from the seed. Nobody scored shadows, so there is nothing to compute again.
 */
final class ShadowCheck {
  private final DumpFolder dump;
  private final DumpVerifier.Game game;

  ShadowCheck(DumpFolder dump, DumpVerifier.Game game) {
    this.dump = dump;
    this.game = game;
  }

  void check(Findings findings) throws IOException {
    Challenge definition = game.challenge().definition();
    if (definition.shadowsPerHider() == 0) {
      return;
    }
    Findings.Kind kind = findings.count("shadows");
    List<Run> shadows =
        game.runs().stream()
            .filter(record -> record.state() == RunState.SUCCEEDED)
            .map(RunRecord::run)
            .filter(run -> run.kind() == RunKind.SHADOW)
            .toList();
    People people =
        People.read(
            dump.folder(List.of(Layout.PATIENTS, Layout.PUBLIC_PEOPLE)), game.published().size());
    Map<Integer, Integer> records =
        shadows.stream()
            .map(Run::split)
            .distinct()
            .collect(
                Collectors.toMap(
                    number -> number,
                    number ->
                        definition
                            .splits()
                            .sizes()
                            .records(game.challenge().shadow(number, people).members().length)));
    for (Run run : shadows) {
      kind.checked(wrong(run, records.get(run.split())));
    }
    kind.end();
  }

  private List<String> wrong(Run run, int records) throws IOException {
    try {
      for (String file : CohortFiles.ALL) {
        dump.file(Layout.SHADOWS, Layout.folder(run), file);
      }
      Path folder = dump.folder(List.of(Layout.SHADOWS, Layout.folder(run)));
      try (CohortReader reader = CohortReader.open(folder, game.schema(), records)) {
        reader.check();
      }
      return List.of();
    } catch (ContractViolation e) {
      return List.of(
          "Shadow " + run.split() + " of run " + run.id().value() + ": " + e.getMessage() + ".");
    } catch (ProblemException e) {
      return List.of(e.getMessage());
    }
  }
}
