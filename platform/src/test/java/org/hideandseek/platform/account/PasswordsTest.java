package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private static final Cost CHEAP = new Cost(64, 2, 1);
  private static final String PASSWORD = "correct horse battery";

  private final Passwords passwords =
      new Passwords(CHEAP, new SecureRandom(), 2, Duration.ofSeconds(10));

  @Test
  void thePasswordIsKnownAgainAndNoOther() {
    String hash = passwords.hash(PASSWORD);
    assertThat(passwords.check(PASSWORD, hash)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(passwords.check(PASSWORD + " ", hash)).isEqualTo(PasswordCheck.WRONG);
    assertThat(passwords.check("", hash)).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void equalPasswordsHaveDifferentHashes() {
    assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
  }

  /** From the reference implementation's test.c, version 0x13, Argon2id, t=2, m=2^8, p=1. */
  @Test
  void aHashOfTheReferenceImplementationIsUnderstood() {
    String known =
        "$argon2id$v=19$m=256,t=2,p=1$"
            + Base64.getEncoder().withoutPadding().encodeToString("somesalt".getBytes(UTF_8))
            + "$"
            + Base64.getEncoder()
                .withoutPadding()
                .encodeToString(
                    HexFormat.of()
                        .parseHex(
                            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"));
    assertThat(passwords.check("password", known)).isEqualTo(PasswordCheck.OUTDATED);
    assertThat(passwords.check("passwore", known)).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void theUsualCostIsWhatOwaspAsksFor() {
    Passwords usual = new Passwords(Cost.USUAL, new SecureRandom(), 1, Duration.ofSeconds(10));
    String hash = usual.hash(PASSWORD);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(usual.check(PASSWORD, hash)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(passwords.check(PASSWORD, hash)).isEqualTo(PasswordCheck.OUTDATED);
  }

  @Test
  void thePasswordIsTheSameHoweverItsAccentsWereTyped() {
    assertThat(passwords.check("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait")))
        .isEqualTo(PasswordCheck.RIGHT);
  }

  @Test
  void moreThanSoManyAtATimeAreTurnedAway() throws InterruptedException {
    Passwords narrow =
        new Passwords(new Cost(1 << 16, 30, 1), new SecureRandom(), 1, Duration.ofMillis(1));
    CountDownLatch started = new CountDownLatch(1);
    Thread first =
        new Thread(
            () -> {
              started.countDown();
              boolean hashed = false;
              while (!hashed) {
                try {
                  narrow.hash(PASSWORD);
                  hashed = true;
                } catch (ProblemException e) {
                  // The other thread was faster.
                  Thread.onSpinWait();
                }
              }
            });
    first.start();
    started.await();
    assertThatThrownBy(
            () -> {
              while (first.isAlive()) {
                narrow.check("", passwords.hash(""));
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
    first.join();
  }
}
