package org.hideandseek.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void strangersText_isPrintableAsciiAndShort() {
    assertThat(Words.printable("plain-name_1.npy")).isEqualTo("plain-name_1.npy");
    assertThat(Words.printable("a\u001b[2J\r\n\u202e\u00e9b")).isEqualTo("a?[2J????b");
    assertThat(Words.printable("x".repeat(121))).isEqualTo("x".repeat(120) + "...");
  }

  @Test
  void bytes_areSaidInTheLargestUnitThatDividesThem() {
    assertThat(Words.bytes(2L << 30)).isEqualTo("2 GiB");
    assertThat(Words.bytes(16 << 20)).isEqualTo("16 MiB");
    assertThat(Words.bytes((16 << 20) + 1024)).isEqualTo("16385 KiB");
    assertThat(Words.bytes(1)).isEqualTo("1 byte");
    assertThat(Words.bytes(1500)).isEqualTo("1500 bytes");
  }

  @Test
  void seconds_haveAPointWhereverTheMachineStands() {
    assertThat(Words.seconds(Duration.ofMinutes(10))).isEqualTo("600 s");
    assertThat(Words.seconds(Duration.ofMillis(1500))).isEqualTo("1.500 s");
  }
}
