package org.hideandseek.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  @Test
  void everyQuestionHasItsNamedAnswer() {
    try (Readiness readiness =
        new Readiness(
            Map.of(
                "engine",
                () -> {
                  throw new IOException("no socket at /run/secret.sock");
                },
                "disk",
                () -> true,
                "database",
                () -> false))) {
      assertThat(readiness.checks())
          .containsExactly(
              new NodeCheck("database", false),
              new NodeCheck("disk", true),
              new NodeCheck("engine", false));
    }
  }

  @Test
  void whatDoesNotAnswerFailsAndIsAskedOnce() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (Readiness readiness =
        new Readiness(
            Map.of(
                "engine",
                () -> {
                  asked.incrementAndGet();
                  never.await();
                  return true;
                }))) {
      long begin = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        assertThat(readiness.checks()).containsExactly(new NodeCheck("engine", false));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aFloodOfQuestionsIsOneQuestion() {
    AtomicInteger asked = new AtomicInteger();
    try (Readiness readiness =
        new Readiness(
            Map.of(
                "disk",
                () -> {
                  asked.incrementAndGet();
                  return true;
                }))) {
      long begin = System.nanoTime();
      int calls = 0;
      while (System.nanoTime() - begin < Duration.ofMillis(300).toNanos()) {
        assertThat(readiness.checks()).containsExactly(new NodeCheck("disk", true));
        calls++;
      }
      assertThat(calls).isGreaterThan(100);
      assertThat(asked).hasValueLessThan(5);
    }
  }
}
