package org.hideandseek.hiders;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.Task;

/**
 * Runs one hider on the files of the contract. What can be expected to go wrong ends in one
 * sentence on standard error and exit code 2.
 */
public final class Main {
  private static final Path IN = Path.of("/in");
  private static final Path OUT = Path.of("/out");
  private static final int REFUSED = 2;

  private Main() {}

  /** The only argument is the hider's name. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), IN, OUT, System.out, System.err));
  }

  /**
   * Runs a hider.
   *
   * @param args the hider's name
   * @param in has {@code task.json}, {@code schema.json} and {@code members/}
   * @param out gets {@code release/}, and {@code claim.json} if the hider claims privacy
   * @param log gets progress
   * @param err gets the sentence that says what went wrong
   * @return the exit code
   */
  static int run(List<String> args, Path in, Path out, PrintStream log, PrintStream err) {
    return run(new Hiders(log, 1), args, in, out, err);
  }

  /** Runs one of some hiders. */
  static int run(Hiders hiders, List<String> args, Path in, Path out, PrintStream err) {
    Optional<Hider> hider = args.size() == 1 ? hiders.named(args.get(0)) : Optional.empty();
    if (hider.isEmpty()) {
      err.println("name one hider of " + String.join(", ", hiders.names()));
      return REFUSED;
    }
    try {
      release(hider.get(), in, out);
      return 0;
    } catch (HidingException | ContractViolation e) {
      err.println(e.getMessage());
    } catch (FileAlreadyExistsException e) {
      err.println(e.getMessage() + " is already there");
    } catch (IOException e) {
      err.println("reading or writing failed: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      err.println("the members need more memory than this container has");
    }
    return REFUSED;
  }

  private static void release(Hider hider, Path in, Path out) throws IOException {
    Task task = Task.read(in);
    if (task.role() != PlayerRole.HIDER) {
      throw new HidingException("this is a hider, but the task is for a " + task.role().word());
    }
    Cohort members = CohortFiles.read(in.resolve("members"), SchemaFile.read(in));
    if (members.size() == 0) {
      throw new HidingException("there is nothing to learn from: members has no patient");
    }
    if (hider instanceof PrivateHider privateHider) {
      Release release = privateHider.releasePrivately(task, members);
      CohortFiles.write(out.resolve("release"), release.cohort());
      release.claim().write(out);
    } else {
      CohortFiles.write(out.resolve("release"), hider.release(task, members));
    }
  }
}
