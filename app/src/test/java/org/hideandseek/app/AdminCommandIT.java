package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Accounts as the operator and participants use them, with a real engine. */
final class AdminCommandIT {
  private static final String CHALLENGE = "mayo-pbc";
  private static final String IMAGE = "hide-and-seek/example-hider:1";
  private static final String PASSWORD = "a quite long password";
  private static final String HERE = "192.0.2.7";

  @TempDir private Path folder;
  private Node node;

  @BeforeEach
  void open() throws IOException {
    node =
        Node.open(
            folder.resolve("data"), CommandLine.populateCommand(new NodeOptions(), "--port", "0"));
  }

  @AfterEach
  void close() throws IOException {
    node.close();
  }

  @Test
  void theFirstAdministratorIsMadeAndForgetsThePassword() throws Exception {
    Path log = folder.resolve("log");
    assertThat(run(log, PASSWORD, "create", "--email", "Ada@example.org", "--password-stdin"))
        .isZero();
    People people = node.platform().people();
    String session = people.accounts().logIn("ada@example.org", PASSWORD, HERE);
    assertThat(people.bySession(session)).map(Person::administrator).hasValue(true);
    assertThat(Files.readString(log)).doesNotContain(PASSWORD);

    assertThat(run(log, PASSWORD, "create", "--email", "ada@example.org", "--password-stdin"))
        .isEqualTo(1);
    assertThat(run(log, "short", "create", "--email", "bob@example.org", "--password-stdin"))
        .isEqualTo(1);
    assertThat(run(log, "", "reset-password", "--email", "ada@example.org")).isZero();
    assertThat(Files.readString(log)).contains("already", "12 to 200 characters");
    Matcher link =
        Pattern.compile("(?m)^" + node.address() + "/reset\\?token=hsr_[0-9a-f]{64}$")
            .matcher(Files.readString(log));
    assertThat(link.find()).as(Files.readString(log)).isTrue();
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(link.group())).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("ada@example.org");

    assertThat(run(log, "", "revoke", "--email", "ada@example.org")).isZero();
    assertThat(people.bySession(session)).map(Person::administrator).hasValue(false);
    assertThat(run(log, "", "grant", "--email", "ada@example.org", "--organiser-of", "no-such"))
        .isEqualTo(1);
    assertThat(run(log, "", "promote", "--email", "ada@example.org")).isEqualTo(2);

    node.close();
    open();
    assertThat(node.platform().people().bySession(session))
        .as("a session survives a restart")
        .isPresent();
  }

  @Test
  void whoHasLostTheSecondFactorIsHelpedByTheOperator() throws Exception {
    Path log = folder.resolve("log");
    Person ida = person("ida");
    assertThat(run(log, "", "reset-second-factor", "--email", "ida@example.org")).isEqualTo(1);
    assertThat(Files.readString(log)).contains("has no second factor");
    SecondFactors factors = node.platform().people().secondFactors();
    String secret = factors.begin(ida, PASSWORD, HERE).secret();
    factors.confirm(ida, code(secret), HERE);
    assertThat(run(log, "", "reset-second-factor", "--email", "IDA@example.org")).isZero();
    assertThat(factors.has(ida)).isFalse();
    assertThat(run(log, "", "reset-second-factor", "--email", "eve@example.org")).isEqualTo(1);
    assertThat(Files.readString(log)).contains("ask for no code any more").doesNotContain(secret);
  }

  /** As an app computes it from the secret, in base32. */
  private static String code(String secret) throws GeneralSecurityException {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < secret.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(secret.charAt(i));
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
    }
    byte[] padded = new byte[20];
    byte[] bytes = bits.toByteArray();
    int skip = Math.max(0, bytes.length - padded.length);
    int length = bytes.length - skip;
    System.arraycopy(bytes, skip, padded, padded.length - length, length);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(padded, "HmacSHA1"));
    byte[] hash =
        mac.doFinal(ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  @Test
  void aPersonalTokenSubmitsForTheTeamOfItsOwner() throws Exception {
    node.platform()
        .challenges()
        .openOverriding(
            Bundle.find(CHALLENGE), SecretSeed.guessable(1), "a test: its seed is no secret");
    People people = node.platform().people();
    Person ida = person("ida");
    Person bob = person("bob");
    String reading = people.accounts().makeToken(ida, "script", Scope.READ, HERE);
    String submitting = people.accounts().makeToken(ida, "laptop", Scope.SUBMIT, HERE);
    assertRefused(reading, "for reading only");
    assertRefused(submitting, "in no team in this challenge");
    assertRefused("hsp_" + "0".repeat(64), "is not known");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    long id =
        new ApiClient(node.address(), submitting)
            .submit(CHALLENGE, PlayerRole.HIDER, "river", IMAGE);
    assertThat(node.platform().visitors().submission(id).summary().team()).isEqualTo("Lethe");

    String bobs = people.accounts().makeToken(bob, "laptop", Scope.READ, HERE);
    assertThatThrownBy(() -> checkLog(bobs, id))
        .hasMessageContaining("Your team has no submission");
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    for (String member : new String[] {reading, submitting, bobs}) {
      assertThatThrownBy(() -> checkLog(member, id))
          .hasMessageContaining("has not been checked yet");
    }
  }

  private void assertRefused(String token, String sentence) {
    assertThatThrownBy(
            () ->
                new ApiClient(node.address(), token)
                    .submit(CHALLENGE, PlayerRole.HIDER, "river", IMAGE))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(sentence);
  }

  private Person person(String name) {
    People people = node.platform().people();
    String email = name + "@example.org";
    people.accounts().signUp(email, name, PASSWORD, HERE);
    return people.bySession(people.accounts().logIn(email, PASSWORD, HERE)).orElseThrow();
  }

  private int run(Path log, String input, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = "admin";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--data";
    all[arguments.length + 2] = folder.resolve("data").toString();
    Process process = CommandLines.prepare(log, all).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      // A command that reads nothing may be over before it is written to.
      assertThat(input).isEmpty();
    }
    return process.waitFor();
  }

  private String checkLog(String token, long submission) {
    Participants participants = node.platform().participants();
    return participants.checkLog(participants.byToken(token, Scope.READ), submission);
  }
}
