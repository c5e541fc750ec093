package org.hideandseek.app.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.play.Folders;

/** The folder of a demo, which remembers what it plays, so that one that was cut off goes on. */
final class DemoFolder {
  private static final String FILE = "demo.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final Plan plan;
  private final boolean resumed;

  private DemoFolder(Path path, Plan plan, boolean resumed) {
    this.path = path;
    this.plan = plan;
    this.resumed = resumed;
  }

  /**
   * What a demo plays.
   *
   * @param challenge its name
   * @param seed from which all secrets follow
   * @param finished whether all has been played
   */
  record Plan(
      @JsonProperty("challenge") String challenge,
      @JsonProperty("seed") long seed,
      @JsonProperty("finished") boolean finished) {}

  /**
   * Takes up the unfinished demo of this challenge and seed, or empties the folder for a new one.
   */
  static DemoFolder prepare(Path path, String challenge, Optional<Long> seed, SecureRandom random)
      throws IOException {
    Path file = path.resolve(FILE);
    if (Files.exists(file)) {
      Plan plan = JSON.readValue(Files.readAllBytes(file), Plan.class);
      if (!plan.finished()
          && plan.challenge().equals(challenge)
          && (seed.isEmpty() || seed.get() == plan.seed())) {
        return new DemoFolder(path, plan, true);
      }
      Folders.delete(path);
    } else if (Files.exists(path)) {
      throw new CommandException(
          "The folder " + path + " is no demo's; choose another one with --data, or remove it.");
    }
    Folders.createPrivate(path.toAbsolutePath());
    Plan plan = new Plan(challenge, seed.orElseGet(random::nextLong), false);
    JSON.writeValue(file.toFile(), plan);
    return new DemoFolder(path, plan, false);
  }

  Path path() {
    return path;
  }

  boolean resumed() {
    return resumed;
  }

  SecretSeed secretSeed() {
    return SecretSeed.guessable(plan.seed());
  }

  /** The next demo begins anew. */
  void finished() throws IOException {
    JSON.writeValue(path.resolve(FILE).toFile(), new Plan(plan.challenge(), plan.seed(), true));
  }
}
