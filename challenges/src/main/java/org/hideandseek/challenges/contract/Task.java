package org.hideandseek.challenges.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a container is asked to do: {@code /in/task.json}.
 *
 * @param contract version of the contract
 * @param role hider or seeker
 * @param seed for all randomness of the container; between 0 and 2^31 - 1, so that every language
 *     takes it
 * @param records hider: how many patients to write; seeker: how many candidates to score
 * @param seconds wall clock limit
 * @param gpus how many GPUs are visible
 */
@JsonPropertyOrder({"contract", "role", "seed", "records", "seconds", "gpus"})
public record Task(
    @JsonProperty(required = true) int contract,
    @JsonProperty(required = true) PlayerRole role,
    @JsonProperty(required = true) int seed,
    @JsonProperty(required = true) int records,
    @JsonProperty(required = true) long seconds,
    @JsonProperty(required = true) int gpus) {
  /** The version of the contract that this code speaks. */
  public static final int VERSION = 1;

  public static final String FILE = "task.json";

  public Task {
    if (contract != VERSION) {
      throw new IllegalArgumentException("contract version " + contract + " is not " + VERSION);
    }
    if (seed < 0 || records < 1 || seconds < 1 || gpus < 0) {
      throw new IllegalArgumentException(
          "a task needs seed >= 0, records >= 1, seconds >= 1 and gpus >= 0");
    }
  }

  public static Task hider(int seed, int records, long seconds, int gpus) {
    return new Task(VERSION, PlayerRole.HIDER, seed, records, seconds, gpus);
  }

  public static Task seeker(int seed, int candidates, long seconds, int gpus) {
    return new Task(VERSION, PlayerRole.SEEKER, seed, candidates, seconds, gpus);
  }

  /** Reads {@code task.json} of an input folder. */
  public static Task read(Path folder) throws IOException {
    return ContractJson.read(folder.resolve(FILE), Task.class);
  }

  /** Writes {@code task.json} into an input folder. */
  public void write(Path folder) throws IOException {
    ContractJson.write(folder.resolve(FILE), this, ContractJson.LINE);
  }
}
