package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class SiteEnvironmentTest {
  private static final Optional<URI> SITE = Optional.of(URI.create("https://privacy.example"));
  private static final Map<String, String> MAIL =
      Map.of(
          "HIDEANDSEEK_SMTP_URL", "smtps://ida@mail.example",
          "HIDEANDSEEK_SMTP_PASSWORD", "correct horse",
          "HIDEANDSEEK_MAIL_FROM", "no-reply@privacy.example");
  private static final Map<String, String> PROVIDER =
      Map.of(
          "HIDEANDSEEK_OIDC_ISSUER", "https://id.example",
          "HIDEANDSEEK_OIDC_CLIENT_ID", "hide-and-seek",
          "HIDEANDSEEK_OIDC_CLIENT_SECRET", "battery staple");

  @Test
  void nothingIsTheUsualCase() {
    assertThat(SiteEnvironment.of(Map.of("PATH", "/bin"), Optional.empty()))
        .isEqualTo(SiteEnvironment.none());
  }

  @Test
  void aMailServerAndAProviderAreReadAndKeepTheirSecrets() {
    assertThat(SiteEnvironment.of(MAIL, SITE).mail())
        .hasValueSatisfying(
            mail -> {
              assertThat(mail.smtp().host()).isEqualTo("mail.example");
              assertThat(mail.link("/reset")).isEqualTo("https://privacy.example/reset");
            });
    assertThat(SiteEnvironment.of(PROVIDER, SITE).openId())
        .hasValueSatisfying(provider -> assertThat(provider.name()).isEqualTo("id.example"));
    assertThat(SiteEnvironment.of(MAIL, SITE).toString()).doesNotContain("correct horse");
    Map<String, String> key = Map.of("HIDEANDSEEK_SECOND_FACTOR_KEY", "5e".repeat(32));
    assertThat(SiteEnvironment.of(key, Optional.empty()).secondFactorKey())
        .hasValue("5e".repeat(32));
    assertThat(SiteEnvironment.of(key, Optional.empty()).toString()).doesNotContain("5e5e");
    refused(
        Map.of("HIDEANDSEEK_SECOND_FACTOR_KEY", "secret"),
        Optional.empty(),
        "HIDEANDSEEK_SECOND_FACTOR_KEY is no key");
    assertThat(SiteEnvironment.of(PROVIDER, SITE).toString()).doesNotContain("battery staple");
  }

  @Test
  void whatIsSaidByHalvesStopsTheStart() {
    refused(MAIL, Optional.empty(), "HIDEANDSEEK_SMTP_URL needs --public-url");
    refused(PROVIDER, Optional.empty(), "HIDEANDSEEK_OIDC_ISSUER needs --public-url");
    refused(
        Map.of("HIDEANDSEEK_SMTP_URL", "smtp://localhost"),
        SITE,
        "HIDEANDSEEK_SMTP_URL needs HIDEANDSEEK_MAIL_FROM");
    refused(
        Map.of("HIDEANDSEEK_SMTP_PASSWORD", "correct horse"),
        SITE,
        "HIDEANDSEEK_SMTP_PASSWORD does nothing without HIDEANDSEEK_SMTP_URL");
    refused(
        Map.of("HIDEANDSEEK_OIDC_CLIENT_SECRET", "battery staple"),
        SITE,
        "HIDEANDSEEK_OIDC_CLIENT_SECRET does nothing without HIDEANDSEEK_OIDC_ISSUER");
    refused(
        Map.of("HIDEANDSEEK_OIDC_ISSUER", "https://id.example"),
        SITE,
        "needs HIDEANDSEEK_OIDC_CLIENT_ID");
    assertThatThrownBy(
            () ->
                SiteEnvironment.of(
                    Map.of(
                        "HIDEANDSEEK_OIDC_ISSUER", "http://id.example",
                        "HIDEANDSEEK_OIDC_CLIENT_ID", "x",
                        "HIDEANDSEEK_OIDC_CLIENT_SECRET", "y"),
                    SITE))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("https");
  }

  private static void refused(Map<String, String> environment, Optional<URI> site, String why) {
    assertThatThrownBy(() -> SiteEnvironment.of(environment, site))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("correct horse")
        .hasMessageNotContaining("battery staple");
  }
}
