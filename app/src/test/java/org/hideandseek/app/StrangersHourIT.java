package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.commitment.Sha256;
import org.hideandseek.challenges.contract.PlayerRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The first hour of two strangers, with a real server, engine, browser and command line: they sign
 * up, make a team, invite, upload, fail the check, read why, mend it, play, see their rank, and
 * take everything home.
 */
@OnBothDatabases
final class StrangersHourIT {
  private static final String CHALLENGE = "first-hour";
  private static final String BUNDLE =
      """
      name: first-hour
      title: The first hour
      summary: Few patients of mayo-pbc, for two strangers.
      data: {importer: mayo-pbc}
      public_share: 0.2
      splits: {count: 1, sizes: {candidates: 150, reference: 0, holdout: 60}}
      facets: [marginals, missingness]
      gate: 0.1
      hiders: {seconds: 120, memory_mib: 512, cpus: 1}
      seekers: {seconds: 120, memory_mib: 512, cpus: 1}
      fact_sheet:
        - {name: method, label: "How does it work?", kind: text, required: true}
      terms: terms.md
      """;

  private static final String BROKEN = "hide-and-seek/test:broken";
  private static final String PASSWORD = "a quite long password";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private Node node;
  private ChromeDriver ida;
  private ChromeDriver bob;

  @AfterEach
  void close() throws Exception {
    for (ChromeDriver browser : new ChromeDriver[] {ida, bob}) {
      if (browser != null) {
        browser.quit();
      }
    }
    if (node != null) {
      node.close();
    }
    Docker.remove(BROKEN);
  }

  @Test
  void theFirstHourOfTwoStrangers() throws Exception {
    open();
    ida = browser("ida");
    bob = browser("bob");

    signUp(ida, "ida");
    go(ida, "/challenges/" + CHALLENGE + "/team");
    type(ida, "team", "Lethe");
    press(ida, "Make it");
    press(ida, "Make a link");
    String link = ida.findElement(By.cssSelector(".said pre code")).getText();

    signUp(bob, "bob");
    bob.get(link);
    press(bob, "Join as bob");
    assertThat(text(bob)).contains("Lethe", "ida", "captain");

    Path broken = archive(BROKEN, "broken.tar");
    go(ida, "/challenges/" + CHALLENGE);
    ida.findElement(By.linkText("Submit")).click();
    type(ida, "name", "river");
    type(ida, "sheet-method", "It forgets.");
    ida.findElement(By.name("agree")).click();
    type(ida, "archive", broken.toString());
    press(ida, "Submit");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ida.getCurrentUrl().matches(".*/submissions/[0-9]+"));
    String first = ida.getCurrentUrl();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              ida.get(first);
              assertThat(text(ida)).contains("exit", "3");
              assertThat(ida.findElements(By.id("log"))).hasSize(1);
            });
    assertThat(text(ida))
        .contains("No module named torhc", "It forgets.", Sha256.of(Files.readAllBytes(broken)));
    bob.get(first);
    assertThat(text(bob))
        .as("a member of the team reads why, too")
        .contains("No module named torhc");
    bob.manage().deleteAllCookies();
    bob.get(first);
    assertThat(text(bob)).doesNotContain("No module named torhc");

    go(ida, "/account");
    type(ida, "token-name", "laptop");
    ida.findElement(By.cssSelector("#scope [value=submit]")).click();
    press(ida, "Make it");
    String token = ida.findElement(By.cssSelector(".said pre code")).getText();
    assertThat(command(token + "\n", "login", "--server", node.address()).exitCode()).isZero();
    Path mended = archive("hide-and-seek/hider-bootstrap:1", "mended.tar");
    Done sent =
        command(
            "",
            "submit",
            CHALLENGE,
            mended.toString(),
            "--role",
            "hider",
            "--name",
            "river 2",
            "--agree",
            "--sheet",
            "method=It blurs.",
            "--wait",
            "--json");
    assertThat(sent.exitCode()).as(sent.err()).isZero();
    JsonNode entered = JSON.readTree(sent.out());
    assertThat(entered.path("state").asText()).isEqualTo("ranked");
    String id = entered.path("id").asText();

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              go(ida, "/submissions/" + id);
              assertThat(ida.findElement(By.id("standing")).isDisplayed()).isTrue();
              assertThat(ida.findElement(By.cssSelector("#standing + dl")).getText())
                  .containsPattern("Rank\\s+1");
            });
    go(ida, "/challenges/" + CHALLENGE + "/leaderboard");
    assertThat(text(ida)).contains("river 2", "Lethe");
    Done board = command("", "board", CHALLENGE, "--role", "hider", "--json");
    assertThat(JSON.readTree(board.out()).path("hiders").findValuesAsText("name"))
        .contains("river 2");

    Path home = folder.resolve("home.tar");
    assertThat(command("", "download", id, "--what", "upload", "--to", home.toString()).exitCode())
        .isZero();
    assertThat(home).hasSameBinaryContentAs(mended);
    Path scores = folder.resolve("scores.csv");
    assertThat(
            command("", "download", id, "--what", "scores", "--to", scores.toString()).exitCode())
        .isZero();
    assertThat(Files.readString(scores)).contains("match,");
  }

  private void open() throws Exception {
    Docker.build(
        BROKEN,
        "FROM hide-and-seek/java:1\nENTRYPOINT [\"sh\", \"-c\", \"echo No module named torhc; exit 3\"]\n");
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("terms.md"), "Play fair.\n");
    node = OpenedNode.with(BUNDLE, folder, databases.next(folder.resolve("data")), "--slots", "1");
    node.play();
    String organisers = node.platform().teams().create("organisers", true);
    new ApiClient(node.address(), organisers)
        .submit(CHALLENGE, PlayerRole.SEEKER, "nearest", "hide-and-seek/seeker-nearest:1");
  }

  private Path archive(String image, String file) throws IOException, InterruptedException {
    Path archive = folder.resolve(file);
    Docker.save(image, archive);
    return archive;
  }

  private ChromeDriver browser(String profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(new File("/usr/bin/chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--user-data-dir=" + folder.resolve(profile));
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build(),
            options);
    // A click does not wait for the page that its form leads to.
    browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
    return browser;
  }

  private void signUp(ChromeDriver browser, String name) {
    go(browser, "/sign-up");
    type(browser, "email", name + "@example.org");
    type(browser, "name", name);
    type(browser, "password", PASSWORD);
    press(browser, "Sign up");
    go(browser, "/log-in");
    type(browser, "email", name + "@example.org");
    type(browser, "password", PASSWORD);
    press(browser, "Log in");
  }

  private void go(ChromeDriver browser, String path) {
    browser.get(node.address() + path);
  }

  private static void type(ChromeDriver browser, String id, String text) {
    browser.findElement(By.id(id)).sendKeys(text);
  }

  /** Clicks, and waits until the page has gone: to go on at once would take the click back. */
  private static void press(ChromeDriver browser, String button) {
    WebElement page = browser.findElement(By.tagName("html"));
    browser.findElement(By.xpath("//main//button[normalize-space()='" + button + "']")).click();
    await().atMost(Duration.ofMinutes(1)).until(() -> hasGone(page));
  }

  private static boolean hasGone(WebElement page) {
    try {
      page.getTagName();
      return false;
    } catch (StaleElementReferenceException e) {
      return true;
    }
  }

  private static String text(ChromeDriver browser) {
    return browser.findElement(By.tagName("main")).getText();
  }

  private record Done(int exitCode, String out, String err) {}

  private Done command(String input, String... arguments) throws IOException, InterruptedException {
    Path err = folder.resolve("err.log");
    ProcessBuilder builder = CommandLines.prepare(err, arguments);
    builder.redirectErrorStream(false);
    builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    builder.redirectError(err.toFile());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Process process = builder.start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Done(process.waitFor(), out, Files.readString(err));
  }
}
