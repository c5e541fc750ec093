package org.hideandseek.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupFilesTest {
  @TempDir Path root;

  @Test
  void theFirstVersionsFiles_areFoundAndRead() throws IOException {
    write("memory/docker/abc/memory.max_usage_in_bytes", "1048576\n");
    write("memory/docker/abc/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
    write("cpuacct/docker/abc/cpuacct.usage", "123456789\n");

    assertThat(CgroupFiles.of(root, "abc").orElseThrow().read())
        .isEqualTo(new Usage(123_456_789, 1 << 20, 2));
  }

  @Test
  void theSecondVersionsFiles_areFoundUnderSystemd() throws IOException {
    String scope = "system.slice/docker-abc.scope/";
    write(scope + "memory.current", "5\n");
    write(scope + "memory.peak", "7\n");
    write(scope + "memory.events", "low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\n");
    write(scope + "cpu.stat", "usage_usec 1500\nuser_usec 1000\n");

    assertThat(CgroupFiles.of(root, "abc").orElseThrow().read())
        .isEqualTo(new Usage(1_500_000, 7, 1));
  }

  @Test
  void kernelsWithoutAPeak_giveTheCurrentUse() throws IOException {
    write("machine.slice/libpod-abc.scope/memory.current", "5\n");

    assertThat(CgroupFiles.of(root, "abc").orElseThrow().read()).isEqualTo(new Usage(0, 5, 0));
  }

  @Test
  void aContainerThatIsNotHere_hasNone() {
    assertThat(CgroupFiles.of(root, "abc")).isEmpty();
  }

  @Test
  void filesThatAreGone_sayNothing() throws IOException {
    write("memory/docker/abc/memory.max_usage_in_bytes", "1048576\n");
    CgroupFiles files = CgroupFiles.of(root, "abc").orElseThrow();
    Files.delete(root.resolve("memory/docker/abc/memory.max_usage_in_bytes"));

    assertThat(files.read()).isEqualTo(Usage.NONE);
  }

  private void write(String name, String content) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), content);
  }
}
