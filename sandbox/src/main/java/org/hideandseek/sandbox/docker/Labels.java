package org.hideandseek.sandbox.docker;

import java.util.Map;
import java.util.UUID;

/**
 * How containers and volumes are marked: whose they are, and which process made them.
 *
 * @param owner as in {@link DockerConfig}
 * @param process unique to one sandbox object, so that it never takes its own containers for
 *     leftovers
 */
record Labels(String owner, String process) {
  static final String OWNER = "hide-and-seek.owner";
  static final String PROCESS = "hide-and-seek.process";
  static final String RUN = "hide-and-seek.run";

  static Labels of(String owner) {
    return new Labels(owner, UUID.randomUUID().toString());
  }

  Map<String, String> forRun(String runId) {
    return Map.of(OWNER, owner, PROCESS, process, RUN, runId);
  }

  Map<String, String> forSlot() {
    return Map.of(OWNER, owner, PROCESS, process, RUN, "");
  }

  boolean areOfAnEarlierProcess(Map<String, String> found) {
    return owner.equals(found.get(OWNER)) && !process.equals(found.get(PROCESS));
  }
}
