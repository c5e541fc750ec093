package org.hideandseek.seekers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.contract.Task;

/**
 * Runs one seeker on the files of the contract. What can be expected to go wrong ends in one
 * sentence on standard error and exit code 2.
 */
public final class Main {
  private static final Path IN = Path.of("/in");
  private static final Path OUT = Path.of("/out");
  private static final int REFUSED = 2;

  private Main() {}

  /** The only argument is the seeker's name. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), IN, OUT, System.err));
  }

  /**
   * Runs a seeker.
   *
   * @param args the seeker's name
   * @param in has {@code task.json}, {@code schema.json}, {@code release/}, {@code candidates/},
   *     and what else the challenge gives
   * @param out gets {@code scores.npy}
   * @param err gets the sentence that says what went wrong
   * @return the exit code
   */
  static int run(List<String> args, Path in, Path out, PrintStream err) {
    Seekers seekers = new Seekers(1);
    Optional<Seeker> seeker = args.size() == 1 ? seekers.named(args.get(0)) : Optional.empty();
    if (seeker.isEmpty()) {
      err.println("name one seeker of " + String.join(", ", seekers.names()));
      return REFUSED;
    }
    try {
      score(seeker.get(), in, out);
      return 0;
    } catch (SeekingException | ContractViolation e) {
      err.println(e.getMessage());
    } catch (FileAlreadyExistsException e) {
      err.println(e.getMessage() + " is already there");
    } catch (IOException e) {
      err.println("reading or writing failed: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      err.println("the patients need more memory than this container has");
    }
    return REFUSED;
  }

  private static void score(Seeker seeker, Path in, Path out) throws IOException {
    Task task = Task.read(in);
    if (task.role() != PlayerRole.SEEKER) {
      throw new SeekingException("this is a seeker, but the task is for a " + task.role().word());
    }
    Schema schema = SchemaFile.read(in);
    Cohort release = CohortFiles.read(in.resolve(InputFolders.RELEASE), schema);
    Cohort candidates = CohortFiles.read(in.resolve(InputFolders.CANDIDATES), schema);
    Path reference = in.resolve(InputFolders.REFERENCE);
    Evidence evidence =
        new Evidence(
            release,
            candidates,
            Files.exists(reference)
                ? Optional.of(CohortFiles.read(reference, schema))
                : Optional.empty(),
            shadows(in, schema));
    ScoresFile.write(out, seeker.score(task, evidence));
  }

  private static List<Shadow> shadows(Path in, Schema schema) throws IOException {
    List<Shadow> shadows = new ArrayList<>();
    for (Path shadow : InputFolders.shadows(in)) {
      shadows.add(
          new Shadow(
              CohortFiles.read(shadow.resolve(InputFolders.RELEASE), schema),
              CohortFiles.read(shadow.resolve(InputFolders.MEMBERS), schema),
              CohortFiles.read(shadow.resolve(InputFolders.NON_MEMBERS), schema)));
    }
    return shadows;
  }
}
