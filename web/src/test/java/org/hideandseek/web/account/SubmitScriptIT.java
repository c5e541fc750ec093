package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The page to submit in a real browser, whose script sends the file in parts. */
final class SubmitScriptIT {
  private static final String PAGE = "/challenges/mayo-liver/submit";

  @TempDir private Path folder;
  private TestSite site;
  private ChromeDriver browser;

  @BeforeEach
  void open() {
    site = new TestSite();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(new File("/usr/bin/chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--user-data-dir=" + folder.resolve("profile"));
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build(),
            options);
    browser.get(site.uri("/about").toString());
    Visitor.named(site, "Charon")
        .cookies()
        .forEach((name, value) -> browser.manage().addCookie(new Cookie(name, value)));
  }

  @AfterEach
  void close() {
    browser.quit();
    site.close();
  }

  @Test
  void theScriptSendsTheFileAndLeadsToTheSubmission() throws IOException {
    browser.get(site.uri(PAGE).toString());
    type("name", "river");
    type("description", "Größe \u2248 3");
    browser.findElement(By.cssSelector("#sheet-data option[value=yes]")).click();
    type("archive", file(2_000_000).toString());
    browser.findElement(By.cssSelector("form[data-submit] button")).click();
    awaitSubmission();
    assertThat(browser.getPageSource()).contains("river", "Größe \u2248 3");
    assertThat(site.platform().bytesReceived()).isEqualTo(2_000_000);
  }

  @Test
  void afterAReloadTheSameFileGoesOnWhereItStopped() throws IOException {
    String upload = begin(2_000_000);
    site.send(
        tus(upload)
            .header("Upload-Offset", "0")
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.ofByteArray(new byte[1_500_000]))
            .build());
    browser.get(site.uri(PAGE).toString());
    WebElement row = browser.findElement(By.cssSelector("[data-unfinished] tbody tr"));
    assertThat(row.getText()).contains("half", "75 %");
    WebElement input = row.findElement(By.cssSelector("input[data-upload]"));
    input.sendKeys(file(1_999_999).toString());
    await()
        .untilAsserted(
            () ->
                assertThat(browser.findElement(By.cssSelector("[data-said]")).getText())
                    .contains("This is another file: it has 1999999 bytes"));
    input.sendKeys(file(2_000_000).toString());
    awaitSubmission();
    assertThat(site.platform().bytesReceived()).isEqualTo(2_000_000);
  }

  @Test
  void aRefusalIsSaidAndTheFormStaysAsItIs() throws IOException {
    browser.get(site.uri(PAGE).toString());
    type("name", "var");
    browser.findElement(By.cssSelector("#sheet-data option[value=yes]")).click();
    type("archive", file(1000).toString());
    browser.findElement(By.cssSelector("form[data-submit] button")).click();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(browser.findElement(By.cssSelector("[data-said]")).getText())
                    .contains("There is a hider called var already."));
    WebElement name = browser.findElement(By.id("name"));
    assertThat(name.isEnabled()).isTrue();
    assertThat(name.getAttribute("value")).isEqualTo("var");
  }

  private void type(String id, String text) {
    browser.findElement(By.id(id)).sendKeys(text);
  }

  private void awaitSubmission() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> browser.getCurrentUrl().matches(".*/submissions/[0-9]+"));
  }

  private Path file(int size) throws IOException {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) 7);
    return Files.write(folder.resolve("image-" + size + ".tar"), content);
  }

  private String begin(int length) {
    return site.send(
            tus("/api/v1/challenges/mayo-liver/uploads")
                .header("Upload-Length", Integer.toString(length))
                .header("Upload-Metadata", "role aGlkZXI=,name aGFsZg==")
                .POST(BodyPublishers.noBody())
                .build())
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  private HttpRequest.Builder tus(String path) {
    return HttpRequest.newBuilder(site.uri(path))
        .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
        .header("Tus-Resumable", "1.0.0");
  }
}
