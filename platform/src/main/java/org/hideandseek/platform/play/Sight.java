package org.hideandseek.platform.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.Task;

/**
 * All that a container sees under {@code /in}.
 *
 * @param task what it is to do
 * @param schema of all cohorts
 * @param cohorts by the path of their folder
 */
public record Sight(Task task, Schema schema, Map<String, Inputs> cohorts) {
  /**
   * What a hider sees.
   *
   * @param seed for its own randomness
   * @param records how many patients it is to write
   */
  public static Sight ofHider(
      int seed, PlayerLimits limits, int records, Schema schema, Inputs members) {
    return new Sight(
        Task.hider(seed, records, limits.seconds(), limits.gpus()),
        schema,
        Map.of(InputFolders.MEMBERS, members));
  }

  /**
   * What a seeker sees, beside the release.
   *
   * @param seed for its own randomness
   * @param candidates how many candidates there are
   */
  public static Sight ofSeeker(
      int seed, PlayerLimits limits, int candidates, Schema schema, Inputs candidatePatients) {
    return new Sight(
        Task.seeker(seed, candidates, limits.seconds(), limits.gpus()),
        schema,
        Map.of(InputFolders.CANDIDATES, candidatePatients));
  }

  /** The same with one more cohort. */
  public Sight with(String folder, Inputs cohort) {
    return with(new Known(Map.of(folder, cohort)));
  }

  /** The same with all that is known. */
  public Sight with(Known known) {
    Map<String, Inputs> more = new TreeMap<>(cohorts);
    more.putAll(known.cohorts());
    return new Sight(task, schema, more);
  }

  /** Puts all of it into a folder that does not exist yet, readable for the container's user. */
  public void layOut(Path in) throws IOException {
    Files.createDirectory(in);
    task.write(in);
    SchemaFile.write(in, schema);
    for (Map.Entry<String, Inputs> cohort : cohorts.entrySet()) {
      Path folder = in.resolve(cohort.getKey());
      Files.createDirectories(folder.getParent());
      cohort.getValue().layOut(folder);
    }
    Folders.showToContainer(in);
  }
}
