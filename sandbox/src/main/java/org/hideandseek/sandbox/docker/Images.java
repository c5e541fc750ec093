package org.hideandseek.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.LoadResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.SandboxException;

/** The images that the engine holds. */
final class Images {
  private final Engine engine;
  private final Map<ImageId, String> references = new ConcurrentHashMap<>();

  Images(Engine engine) {
    this.engine = engine;
  }

  /**
   * How the engine names an image that it holds. Engines that keep images in containerd know a
   * loaded image only by the name under which it was loaded.
   *
   * @throws SandboxException if it does not hold it
   */
  String reference(ImageId id) {
    String known = references.get(id);
    if (known != null) {
      return known;
    }
    for (String name : List.of(id.value(), nameFor(id))) {
      if (inspect(name).isPresent()) {
        references.put(id, name);
        return name;
      }
    }
    throw new SandboxException(
        "The engine no longer holds the image " + id + "; it must be loaded again");
  }

  /** Our own name for a submission's image, under which no prune removes it. */
  static String nameFor(ImageId id) {
    return "hide-and-seek/submission:" + id.value().substring("sha256:".length()).substring(0, 32);
  }

  ImageId find(String nameOrId) throws ImageRefusedException {
    InspectImageResponse image =
        inspect(nameOrId)
            .orElseThrow(
                () ->
                    new ImageRefusedException(
                        "The engine holds no image "
                            + Words.printable(nameOrId)
                            + "; pull or build it first"));
    ImageRules.check(facts(image), engine.architecture());
    return new ImageId(image.getId());
  }

  ImageId load(ImageArchive archive) throws ImageRefusedException {
    ImageId id = archive.summary().id();
    for (String name : List.of(id.value(), nameFor(id))) {
      Optional<InspectImageResponse> held = inspect(name);
      if (held.isPresent()) {
        checkHeld(held.get(), archive);
        references.put(id, name);
        return id;
      }
    }
    send(archive);
    String name = nameFor(id);
    InspectImageResponse loaded =
        inspect(name)
            .orElseThrow(
                () ->
                    new ImageRefusedException(
                        "The engine took the archive but made no image of it; "
                            + ImageArchive.ADVICE));
    try {
      checkHeld(loaded, archive);
    } catch (ImageRefusedException e) {
      engine.call("remove an image", docker -> docker.removeImageCmd(name).exec());
      throw e;
    }
    references.put(id, name);
    return id;
  }

  private void checkHeld(InspectImageResponse image, ImageArchive archive)
      throws ImageRefusedException {
    boolean same = archive.summary().id().value().equals(image.getId());
    boolean sameFiles =
        image.getRootFS() != null && archive.diffIds().equals(image.getRootFS().getLayers());
    if (!same && !sameFiles) {
      throw new ImageRefusedException(
          "The engine made another image of the archive than its configuration describes; "
              + ImageArchive.ADVICE);
    }
    ImageRules.checkSubmission(facts(image), engine.architecture());
  }

  private void send(ImageArchive archive) throws ImageRefusedException {
    LoadAnswer answer = new LoadAnswer();
    Optional<String> podmans = Optional.empty();
    try (InputStream tar = archive.forEngine(nameFor(archive.summary().id()))) {
      engine.stream(
          "load an image", docker -> docker.loadImageAsyncCmd(tar).exec(answer).awaitQuietly());
    } catch (IOException e) {
      throw new SandboxException("The uploaded image archive can't be read", e);
    } catch (SandboxException e) {
      // Docker answers 200 and reports what is wrong with an archive in the stream; Podman says
      // 500.
      if (!(e.getCause() instanceof DockerException)
          || !String.valueOf(e.getCause().getMessage()).contains("payload does not match")) {
        throw e;
      }
      podmans = Optional.of("its layers or its configuration do not fit together");
    }
    Optional<String> problem = answer.problem().isPresent() ? answer.problem() : podmans;
    if (problem.isPresent()) {
      if (problem.get().contains("no space left")) {
        throw new SandboxException(
            "The engine's disk is full, so that it can't load an image; remove unused images or"
                + " add disk space");
      }
      throw new ImageRefusedException(
          "The engine refuses the image: "
              + Words.printable(problem.get().strip(), 200)
              + "; "
              + ImageArchive.ADVICE);
    }
  }

  private Optional<InspectImageResponse> inspect(String nameOrId) {
    return engine.find("inspect an image", docker -> inspect(docker, nameOrId));
  }

  private static InspectImageResponse inspect(DockerClient docker, String nameOrId) {
    return docker.inspectImageCmd(nameOrId).exec();
  }

  private static ImageRules.Facts facts(InspectImageResponse image) {
    ContainerConfig config = image.getConfig() == null ? new ContainerConfig() : image.getConfig();
    boolean hasProgram = isSet(config.getEntrypoint()) || isSet(config.getCmd());
    return new ImageRules.Facts(
        String.valueOf(image.getOs()),
        String.valueOf(image.getArch()),
        hasProgram,
        config.getVolumes() == null
            ? List.of()
            : config.getVolumes().keySet().stream().sorted().toList());
  }

  private static boolean isSet(String[] words) {
    return words != null && words.length > 0;
  }

  private static final class LoadAnswer extends ResultCallback.Adapter<LoadResponseItem> {
    private volatile String problem;

    @Override
    public void onNext(LoadResponseItem item) {
      if (item.getErrorDetail() != null) {
        problem = String.valueOf(item.getErrorDetail().getMessage());
      }
    }

    LoadAnswer awaitQuietly() {
      try {
        awaitCompletion();
        return this;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SandboxException("Interrupted while loading an image", e);
      }
    }

    Optional<String> problem() {
      return Optional.ofNullable(problem);
    }
  }
}
