package org.hideandseek.sandbox.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.sandbox.Sandbox;
import org.hideandseek.sandbox.SandboxContract;

class DockerSandboxIT extends SandboxContract {
  static final String IMAGE = "hide-and-seek/java:1";

  /** {@code -Dsandbox.engine=unix:///run/podman/podman.sock} tries another engine. */
  static Optional<String> engineAddress() {
    return Optional.ofNullable(System.getProperty("sandbox.engine")).filter(s -> !s.isEmpty());
  }

  static DockerConfig config(String owner) {
    return new DockerConfig(owner, engineAddress(), IMAGE);
  }

  @Override
  protected Sandbox open(String owner) {
    return new DockerSandbox(config(owner));
  }

  @Override
  protected String imageName() {
    return IMAGE;
  }

  @Override
  protected boolean limitsNumberOfTemporaryFiles() {
    try (Engine engine = Engine.connect(engineAddress())) {
      return engine.limitsFilesInTmpfs();
    }
  }

  @Override
  protected List<String> containersOfRuns(String owner) {
    try (Engine engine = Engine.connect(config(owner).host())) {
      return engine
          .call(
              "list containers",
              docker ->
                  docker
                      .listContainersCmd()
                      .withShowAll(true)
                      .withLabelFilter(Map.of(Labels.OWNER, owner))
                      .exec())
          .stream()
          .filter(container -> !container.getLabels().get(Labels.RUN).isEmpty())
          .map(container -> container.getId())
          .toList();
    }
  }
}
