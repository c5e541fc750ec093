package org.hideandseek.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Limits;
import org.hideandseek.sandbox.OutputRule;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.SandboxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only an engine with images can show: loading them, and the death of a process. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DockerEngineIT {
  private static final String RUN = "\"Entrypoint\":[\"/nothing\"]";

  @TempDir Path folder;

  private final String owner = "engine-it-" + UUID.randomUUID();
  private final String secret = UUID.randomUUID().toString();
  private DockerSandbox sandbox;
  private Engine engine;

  @BeforeEach
  void open() {
    sandbox = new DockerSandbox(DockerSandboxIT.config(owner));
    engine = Engine.connect(DockerSandboxIT.config(owner).host());
  }

  @AfterEach
  void close() {
    sandbox.close();
    assertThat(containers()).isEmpty();
    assertThat(volumes()).isEmpty();
    engine.close();
  }

  // Images.

  @Test
  void anArchiveThatNamesItselfAsOurBaseImage_doesNotReplaceIt() throws Exception {
    ImageId base = sandbox.find(DockerSandboxIT.IMAGE);
    byte[] layer = ArchiveBuilder.layer(secret);
    Path archive =
        ArchiveBuilder.saved(ArchiveBuilder.config(RUN, layer), DockerSandboxIT.IMAGE, layer)
            .to(folder.resolve("hostile.tar"));

    ImageId id = sandbox.load(archive);
    try {
      assertThat(id).isEqualTo(sandbox.inspect(archive).id()).isNotEqualTo(base);
      assertThat(sandbox.find(DockerSandboxIT.IMAGE)).isEqualTo(base);
      // Podman writes localhost/ before it.
      assertThat(tags(id)).singleElement().asString().endsWith(Images.nameFor(id));
      assertThat(sandbox.load(archive)).isEqualTo(id);
    } finally {
      removeImage(id);
    }
  }

  @Test
  void whatTheEngineSaves_canBeReadAndLoadedAgain() throws Exception {
    byte[] layer = ArchiveBuilder.layer(secret);
    byte[] other = ArchiveBuilder.layer("other");
    Path archive =
        new ArchiveBuilder()
            .file("a.tar", layer)
            .file("b.tar", other)
            .file("c.json", ArchiveBuilder.config(RUN, layer, other, layer))
            .file(
                "manifest.json",
                "[{\"Config\":\"c.json\",\"Layers\":[\"a.tar\",\"b.tar\",\"a.tar\"]}]")
            .to(folder.resolve("made.tar"));
    ImageId id = sandbox.load(archive);
    Path saved = folder.resolve("saved.tar");
    try {
      save(id, saved);
    } finally {
      removeImage(id);
    }

    assertThat(sandbox.inspect(saved).id()).isEqualTo(id);
    assertThat(sandbox.inspect(saved).layers()).isEqualTo(3);
    assertThat(sandbox.load(saved)).isEqualTo(id);
    removeImage(id);
  }

  private void save(ImageId id, Path file) {
    engine.stream(
        "save an image",
        docker -> {
          try (InputStream saved = docker.saveImageCmd(Images.nameFor(id)).exec()) {
            return Files.copy(saved, file);
          } catch (IOException e) {
            throw new SandboxException("not saved", e);
          }
        });
  }

  @Test
  void layersThatAreNotWhatTheConfigurationSays_areRefused() {
    byte[] layer = ArchiveBuilder.layer(secret);
    Path archive =
        ArchiveBuilder.saved(
                ArchiveBuilder.config(RUN, layer), "a:1", ArchiveBuilder.layer("another"))
            .to(folder.resolve("wrong.tar"));

    assertThatThrownBy(() -> sandbox.load(archive))
        .isInstanceOf(ImageRefusedException.class)
        .hasMessageContaining("The engine refuses the image")
        .hasMessageContaining("docker save");
  }

  @Test
  void aVolumeThatOnlyTheEngineSees_isRefusedAndTheImageRemoved() throws Exception {
    byte[] layer = ArchiveBuilder.layer(secret);
    // Go reads JSON keys in any case; a check that does not would miss this one.
    String config = ArchiveBuilder.config(RUN + ",\"volumes\":{\"/data\":{}}", layer);
    Path archive = ArchiveBuilder.saved(config, "a:1", layer).to(folder.resolve("volume.tar"));

    assertThatThrownBy(() -> sandbox.load(archive))
        .isInstanceOf(ImageRefusedException.class)
        .hasMessageContaining("declares a volume at /data");
    assertThat(tags(new ImageId(ArchiveBuilder.sha256(config.getBytes(UTF_8))))).isEmpty();
  }

  @Test
  void anImageThatCanNotBeStarted_failsByItsOwnFault() throws Exception {
    byte[] layer =
        new ArchiveBuilder().symlink("in", "/proc/self").file("out", "no folder").toBytes();
    Path archive =
        ArchiveBuilder.saved(ArchiveBuilder.config(RUN, layer), "a:1", layer)
            .to(folder.resolve("crooked.tar"));
    ImageId id = sandbox.load(archive);
    try {
      RunResult result = sandbox.run(request(id));

      assertThat(result.end()).isEqualTo(RunEnd.FAILED);
      assertThat(result.reason()).startsWith("could not be started");
      assertThat(result.log()).startsWith("The engine said: ");
    } finally {
      removeImage(id);
    }
  }

  @Test
  void anImageWithNothingButAConfiguration_failsByItsOwnFault() throws Exception {
    byte[] layer = ArchiveBuilder.layer(secret);
    Path archive =
        ArchiveBuilder.saved(ArchiveBuilder.config(RUN, layer), "a:1", layer)
            .to(folder.resolve("empty.tar"));
    ImageId id = sandbox.load(archive);
    try {
      assertThat(sandbox.run(request(id)).end()).isEqualTo(RunEnd.FAILED);
    } finally {
      removeImage(id);
    }
  }

  @Test
  void whatAnImageHasInOut_isNotThereInARun() throws Exception {
    byte[] layer = new ArchiveBuilder().file("out/scores.npy", "made at home").toBytes();
    Path archive =
        ArchiveBuilder.saved(ArchiveBuilder.config(RUN, layer), "a:1", layer)
            .to(folder.resolve("prepared.tar"));
    ImageId id = sandbox.load(archive);
    try (OutSlots slots = slots()) {
      OutSlot slot = slots.take(new OutSize(1 << 20, 10));
      String container =
          engine.call(
              "create",
              docker ->
                  docker
                      .createContainerCmd(id.value())
                      .withHostConfig(HostConfig.newHostConfig().withMounts(List.of(slot.mount())))
                      .exec()
                      .getId());

      assertThat(slot.list(new OutputRule(Map.of())).entries()).isEmpty();
      engine.remove(container);
      slots.giveBack(slot);
    } finally {
      removeImage(id);
    }
  }

  // Slots.

  @Test
  void aSlotWhoseHolderDied_isReplaced() throws Exception {
    ImageId image = sandbox.find(DockerSandboxIT.IMAGE);
    assertThat(sandbox.run(succeeding(image)).end()).isEqualTo(RunEnd.SUCCEEDED);
    String holder = containers().get(0).getId();

    engine.remove(holder);

    RunResult next = null;
    for (int i = 0; i < 2 && next == null; i++) {
      try {
        next = sandbox.run(succeeding(image));
      } catch (SandboxException e) {
        assertThat(e).hasMessageContaining("/out");
      }
    }
    assertThat(next).isNotNull();
    assertThat(next.end()).isEqualTo(RunEnd.SUCCEEDED);
    assertThat(containers()).hasSize(1).noneMatch(left -> left.getId().equals(holder));
  }

  @Test
  void runsOfOneSize_useOneSlot() throws Exception {
    ImageId image = sandbox.find(DockerSandboxIT.IMAGE);

    sandbox.run(succeeding(image));
    List<String> first = containers().stream().map(Container::getId).toList();
    sandbox.run(succeeding(image));

    assertThat(containers()).extracting(Container::getId).isEqualTo(first).hasSize(1);
  }

  @Test
  void theEngineKeepsNoMoreOfALogThanTheLimitAllows() throws Exception {
    RunRequest request =
        request(
            sandbox.find(DockerSandboxIT.IMAGE),
            Optional.of(List.of("sh", "-c", "while :; do sleep 1; done")));
    CompletableFuture<RunResult> running =
        CompletableFuture.supplyAsync(() -> sandbox.run(request));
    await(
        () -> {
          assertThat(running).as("the run ended before it was looked at").isNotDone();
          return containers().size() == 2 && containers().stream().allMatch(this::runs);
        });
    Container run =
        containers().stream()
            .filter(each -> request.runId().equals(each.getLabels().get(Labels.RUN)))
            .findAny()
            .orElseThrow();

    HostConfig config =
        engine
            .call("inspect", docker -> docker.inspectContainerCmd(run.getId()).exec())
            .getHostConfig();

    assertThat(config.getLogConfig().getConfig())
        .containsEntry("max-size", "65536")
        .containsEntry("max-file", "2");
    sandbox.cancel(request.runId());
    assertThat(running).succeedsWithin(Duration.ofSeconds(30));
  }

  // Death.

  @Test
  void whatAKilledProcessLeft_isFoundAndItsHolderIsGoneByItself() throws Exception {
    Process dying =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dsandbox.engine=" + DockerSandboxIT.engineAddress().orElse(""),
                DyingOwner.class.getName(),
                owner,
                Files.createDirectories(folder.resolve("in")).toString(),
                Files.createDirectories(folder.resolve("out")).toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dying.log").toFile())
            .start();
    await(() -> containers().size() == 2 && containers().stream().allMatch(this::runs));

    dying.destroyForcibly().waitFor();

    await(() -> containers().size() == 1);
    assertThat(containers().get(0).getLabels()).containsEntry(Labels.RUN, "run-of-a-dying-owner");
    assertThat(sandbox.removeLeftovers()).isEqualTo(1);
    assertThat(containers()).isEmpty();
    assertThat(volumes()).isEmpty();
  }

  @Test
  void whereNoEngineAnswers_theMessageSaysWhereAndWhatToDo() {
    DockerConfig nowhere =
        new DockerConfig("x", Optional.of("unix://" + folder.resolve("no.sock")), "x");

    assertThatThrownBy(() -> new DockerSandbox(nowhere))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("No Docker Engine answers at unix://")
        .hasMessageContaining("start one");
  }

  @Test
  void whereTheHolderImageIsMissing_theMessageNamesIt() throws Exception {
    DockerConfig config =
        new DockerConfig(owner, DockerSandboxIT.engineAddress(), "hide-and-seek/missing:1");
    ImageId image = sandbox.find(DockerSandboxIT.IMAGE);

    try (DockerSandbox without = new DockerSandbox(config)) {
      assertThatThrownBy(() -> without.run(succeeding(image)))
          .isInstanceOf(SandboxException.class)
          .hasMessage(
              "The engine holds no image hide-and-seek/missing:1; build it before the sandbox is"
                  + " used");
    }
  }

  private boolean runs(Container container) {
    return "running".equals(container.getState());
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
    }
  }

  private OutSlots slots() {
    return new OutSlots(engine, DockerSandboxIT.IMAGE, Labels.of(owner));
  }

  private RunRequest succeeding(ImageId image) throws IOException {
    return request(image, Optional.of(List.of("sh", "-c", "echo 1 > /out/scores.npy")));
  }

  private RunRequest request(ImageId image) throws IOException {
    return request(image, Optional.empty());
  }

  private RunRequest request(ImageId image, Optional<List<String>> command) throws IOException {
    return new RunRequest(
        "run-" + UUID.randomUUID(),
        image,
        command,
        Files.createDirectories(folder.resolve("in")),
        Files.createTempDirectory(folder, "out"),
        new OutputRule(Map.of("scores.npy", 100L)),
        new Limits(
            Duration.ofSeconds(30), 64 << 20, 1, 30, 256, 1 << 20, 10, 1 << 20, 10, 64 << 10),
        List.of());
  }

  private List<Container> containers() {
    return engine.call(
        "list containers",
        docker ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.OWNER, owner))
                .exec());
  }

  private List<String> volumes() {
    return engine
        .call(
            "list volumes",
            docker ->
                docker
                    .listVolumesCmd()
                    .withFilter("label", List.of(Labels.OWNER + "=" + owner))
                    .exec())
        .getVolumes()
        .stream()
        .map(volume -> volume.getName())
        .toList();
  }

  private List<String> tags(ImageId id) {
    return engine.call("list images", docker -> docker.listImagesCmd().exec()).stream()
        .filter(image -> image.getId().equals(id.value()))
        .map(Image::getRepoTags)
        .flatMap(Arrays::stream)
        .toList();
  }

  private void removeImage(ImageId id) {
    engine.call("remove an image", docker -> remove(docker, id));
  }

  private static Void remove(DockerClient docker, ImageId id) {
    return docker.removeImageCmd(Images.nameFor(id)).exec();
  }
}
