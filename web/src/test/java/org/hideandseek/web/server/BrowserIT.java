package org.hideandseek.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The pages in a real browser: live news, a phone's width, and what axe-core finds. */
class BrowserIT {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  @TempDir static Path profile;

  private static TestSite site;
  private static ChromeDriver browser;
  private static String axe;

  @BeforeAll
  static void open() throws IOException {
    assertThat(CHROMIUM).as("Chromium; apt-get install chromium").exists();
    assertThat(DRIVER).as("its driver; apt-get install chromium-driver").exists();
    site = new TestSite();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build(),
            options);
    browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    try (InputStream script = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), UTF_8);
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
    if (site != null) {
      site.close();
    }
  }

  @Test
  void news_areOfferedAndNothingMovesByItself() {
    width(1280);
    browser.get(site.uri("/challenges/mayo-liver/leaderboard").toString());
    await().until(() -> site.platform().listeners() > 0);
    WebElement news = browser.findElement(By.cssSelector("[data-live-news]"));
    assertThat(news.getText()).isEmpty();
    site.platform().change("mayo-liver", "A match ended.", new Progress(40, 2, 134, 97));
    await().untilAsserted(() -> assertThat(news.getText()).contains("Show new results"));
    assertThat(news.getAttribute("role")).isEqualTo("status");
    assertThat(browser.findElement(By.cssSelector("[data-live-text]")).getText())
        .contains("134 of 176 runs");
    news.findElement(By.tagName("a")).click();
    assertThat(browser.getCurrentUrl()).endsWith("/challenges/mayo-liver/leaderboard");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 1280})
  void pages_neverScrollSideways(int width) {
    width(width);
    for (String page : TestSite.PAGES) {
      browser.get(site.uri(page).toString());
      long over =
          (Long)
              browser.executeScript(
                  "return document.documentElement.scrollWidth - window.innerWidth");
      assertThat(over).as(page).isLessThanOrEqualTo(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 390"})
  void pages_areAccessible(String scheme, int width) {
    scheme(scheme);
    width(width);
    for (String page : TestSite.PAGES) {
      assertThat(violations(page)).as(page + " in " + scheme + " at " + width).isEmpty();
    }
    assertThat(violations("/nothing")).as("an error page").isEmpty();
  }

  @Test
  void pagesForPeople_areAccessibleAndFitAPhone() {
    scheme("light");
    width(320);
    browser.manage().deleteAllCookies();
    assertPage("/log-in");
    assertPage("/forgot");
    assertPage("/sign-up");
    type("email", "ida@example.org");
    type("name", "Ida");
    type("password", "a quite long password");
    browser.findElement(By.cssSelector("form.form button")).click();
    await().untilAsserted(() -> assertThat(browser.getTitle()).startsWith("Log in"));
    type("password", "a quite long password");
    browser.findElement(By.cssSelector("form.form button")).click();
    await().untilAsserted(() -> assertThat(browser.getTitle()).startsWith("Your account"));
    assertPage("/challenges/mayo-liver/team");
    type("team", "Lethe");
    browser.findElement(By.cssSelector("form.form button")).click();
    await()
        .untilAsserted(
            () -> assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Lethe"));
    browser.findElement(By.cssSelector("form[action$=invites] button")).click();
    await()
        .untilAsserted(
            () ->
                assertThat(browser.findElement(By.cssSelector(".said code")).getText())
                    .contains("/join?invite=hsi_"));
    assertPage(
        browser
            .findElement(By.cssSelector(".said code"))
            .getText()
            .replaceFirst("^http://[^/]+", ""));
    site.platform()
        .people()
        .accounts()
        .give(Actor.operator(), "ida@example.org", Role.ADMINISTRATOR, "");
    browser.get(site.uri("/account").toString());
    type("token-name", "laptop");
    browser.findElement(By.cssSelector("form[action$=tokens] button")).click();
    await()
        .untilAsserted(
            () ->
                assertThat(browser.findElement(By.cssSelector(".said code")).getText())
                    .startsWith("hsp_"));
    site.platform()
        .people()
        .notices()
        .toParticipants("mayo-liver", "1", "Two hours more", "The end is later.\nSee the page.");
    browser.get(site.uri("/account/second-factor").toString());
    type("password", "a quite long password");
    browser.findElement(By.cssSelector("form[action$=second-factor] button")).click();
    await()
        .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector("svg.qr"))).hasSize(1));
    List<String> pages =
        List.of(
            "/account",
            "/account/notices",
            "/account/second-factor",
            "/challenges/mayo-liver/team",
            "/admin/audit-log");
    pages.forEach(BrowserIT::assertPage);
    scheme("dark");
    pages.forEach(BrowserIT::assertPage);
    browser.manage().deleteAllCookies();
  }

  private static void assertPage(String path) {
    assertThat(violations(path)).as(path).isEmpty();
    long over =
        (Long)
            browser.executeScript(
                "return document.documentElement.scrollWidth - window.innerWidth");
    assertThat(over).as(path).isLessThanOrEqualTo(0);
  }

  private static void type(String field, String text) {
    WebElement element = browser.findElement(By.id(field));
    element.clear();
    element.sendKeys(text);
  }

  @Test
  void pages_breakNoRuleOfThePolicy() {
    for (String page : TestSite.PAGES) {
      browser.get(site.uri(page).toString());
      assertThat(browser.manage().logs().get("browser").getAll())
          .as(page)
          .noneMatch(entry -> entry.getMessage().contains("Content Security Policy"))
          .noneMatch(entry -> entry.getMessage().contains("Uncaught"));
    }
  }

  @Test
  void firstTab_skipsToTheContent() {
    width(1280);
    browser.get(site.uri("/challenges/mayo-liver").toString());
    browser.findElement(By.tagName("body")).sendKeys(Keys.TAB);
    WebElement focused = browser.switchTo().activeElement();
    assertThat(focused.getText()).isEqualTo("Skip to the content");
    assertThat(focused.getLocation().getY()).isGreaterThanOrEqualTo(0);
  }

  private static List<?> violations(String page) {
    browser.get(site.uri(page).toString());
    browser.executeScript(axe);
    return (List<?>)
        browser.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
                'best-practice']})
              .then(results => done(results.violations.map(violation =>
                violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))));
            """);
  }

  private static void width(int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  private static void scheme(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }
}
