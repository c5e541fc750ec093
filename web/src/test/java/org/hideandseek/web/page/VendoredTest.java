package org.hideandseek.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VendoredTest {

  @Test
  void files_areTheOnesThatTheTableNames() throws IOException, NoSuchAlgorithmException {
    List<String> rows =
        new String(read("VENDORED.md"), UTF_8)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      String[] cells = row.split("\\|");
      String file = cells[1].strip().replace("`", "");
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(read(file));
      assertThat(cells[5].strip().replace("`", ""))
          .as(file)
          .isEqualTo(HexFormat.of().formatHex(sha256));
    }
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream stream =
        VendoredTest.class.getResourceAsStream("/web/assets/vendor/" + file)) {
      return stream.readAllBytes();
    }
  }
}
