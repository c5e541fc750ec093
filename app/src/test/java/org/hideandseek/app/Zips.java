package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hideandseek.challenges.contract.PlayerRole;

/** ZIPs in the format of 2020, from the players among the test's resources. */
final class Zips {
  private Zips() {}

  /** Equal files make equal ZIPs. */
  static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The smallest player of a role, as docs/zip-2020.md shows it. */
  static String documented(PlayerRole role) throws IOException {
    String page = Files.readString(CommandLines.home().resolve("docs/zip-2020.md"));
    String section = page.substring(page.indexOf("## The smallest " + role.word()));
    int start = section.indexOf("```python\n") + "```python\n".length();
    return section.substring(start, section.indexOf("```", start));
  }

  /** A text under {@code zip2020}. */
  static String resource(String name) {
    try (InputStream stream = Zips.class.getResourceAsStream("/zip2020/" + name)) {
      return new String(Optional.ofNullable(stream).orElseThrow().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
