package org.hideandseek.sandbox.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A container's accounting files in {@code /sys/fs/cgroup}, which cost nothing to read, where this
 * process runs on the engine's machine and may see them.
 *
 * @param peakBytes holds the largest memory use so far, or the current one in older kernels
 * @param cpu holds the CPU time
 * @param oom counts kills at the memory limit
 * @param unified whether they are files of cgroup v2
 */
record CgroupFiles(Path peakBytes, Path cpu, Path oom, boolean unified) {

  /** Finds them by the names under which engines are known to make them. */
  static Optional<CgroupFiles> of(Path root, String containerId) {
    for (String name :
        List.of(
            "docker/" + containerId,
            "system.slice/docker-" + containerId + ".scope",
            "libpod_parent/libpod-" + containerId,
            "machine.slice/libpod-" + containerId + ".scope",
            "machine.slice/libpod-" + containerId + ".scope/container")) {
      Path first = root.resolve("memory").resolve(name);
      if (Files.isReadable(first.resolve("memory.max_usage_in_bytes"))) {
        return Optional.of(
            new CgroupFiles(
                first.resolve("memory.max_usage_in_bytes"),
                root.resolve("cpuacct").resolve(name).resolve("cpuacct.usage"),
                first.resolve("memory.oom_control"),
                false));
      }
      Path second = root.resolve(name);
      if (Files.isReadable(second.resolve("memory.current"))) {
        Path peak = second.resolve("memory.peak");
        return Optional.of(
            new CgroupFiles(
                Files.isReadable(peak) ? peak : second.resolve("memory.current"),
                second.resolve("cpu.stat"),
                second.resolve("memory.events"),
                true));
      }
    }
    return Optional.empty();
  }

  /** What they say now; nothing for those that are gone. */
  Usage read() {
    long cpuNanos = unified ? 1000 * value(cpu, "usage_usec") : value(cpu, "");
    return new Usage(cpuNanos, value(peakBytes, ""), value(oom, "oom_kill"));
  }

  /** The number after the key and a space; the first number where the key is empty. */
  private static long value(Path file, String key) {
    try {
      for (String line : Files.readString(file, StandardCharsets.US_ASCII).split("\n", -1)) {
        if (key.isEmpty()) {
          return Long.parseLong(line.strip());
        }
        if (line.startsWith(key + " ")) {
          return Long.parseLong(line.substring(key.length() + 1).strip());
        }
      }
      return 0;
    } catch (IOException | NumberFormatException e) {
      return 0; // the container has ended
    }
  }
}
