package org.hideandseek.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpConfigTest {
  private static final String FROM = "no-reply@privacy.example";

  @Test
  void usualPortsFollowFromWhatIsWritten() {
    assertThat(SmtpConfig.of("smtp://mail.example", "", FROM).port()).isEqualTo(25);
    assertThat(SmtpConfig.of("smtp://ida@mail.example", "secret", FROM).port()).isEqualTo(587);
    assertThat(SmtpConfig.of("smtps://ida@mail.example", "secret", FROM).port()).isEqualTo(465);
    assertThat(SmtpConfig.of("smtp://mail.example:2525/", "", FROM).port()).isEqualTo(2525);
  }

  @Test
  void thePasswordIsInNoText() {
    SmtpConfig config = SmtpConfig.of("smtps://ida%40example.org@mail.example", "secret", FROM);
    assertThat(config.login())
        .hasValueSatisfying(l -> assertThat(l.user()).isEqualTo("ida@example.org"));
    assertThat(config.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://ida:secret@mail.example",
        "smtp://mail.example/inbox",
        "smtp://ida:sec ret@mail.example",
        "smtp://ida@mail.example"
      })
  void whatIsNotWholeIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> SmtpConfig.of(url, "", FROM))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("HIDEANDSEEK_SMTP_URL is smtp://HOST:PORT")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("sec ret");
  }
}
