package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hideandseek.platform.AtOnce.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.repeat.Attempt;
import org.hideandseek.platform.repeat.JdbiRepeatStore;
import org.hideandseek.platform.repeat.KeptAnswer;
import org.hideandseek.platform.repeat.Repeats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for requests that are sent twice. */
abstract class RepeatContract {
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, "application/json", "/api/v1/submissions/7", "{\"name\":\"\u00fc\"}");

  private final SettableClock clock = new SettableClock();
  private Database database;
  private Repeats here;
  private Repeats there;

  /** A database without rows. */
  abstract Database database();

  @BeforeEach
  void open() {
    database = database();
    here = new Repeats(new JdbiRepeatStore(database.jdbi()), clock);
    there = new Repeats(new JdbiRepeatStore(database.jdbi()), clock);
  }

  @Test
  void anAnswerIsKnownOnAllNodesForADay() {
    Instant begun = clock.instant();
    Repeats.Request first = here.begin("secret", "key");
    assertThat(first.attempt()).isEqualTo(new Attempt.First());
    assertThat(there.begin("secret", "key").attempt()).isEqualTo(new Attempt.UnderWay());
    assertThat(there.begin("another secret", "key").attempt()).isEqualTo(new Attempt.First());
    here.answered(first, "f".repeat(64), Optional.of(ANSWER));
    Attempt known = new Attempt.Answered("f".repeat(64), begun, Optional.of(ANSWER));
    assertThat(there.begin("secret", "key").attempt()).isEqualTo(known);
    clock.advance(Repeats.KNOWN);
    here.tick();
    assertThat(there.begin("secret", "key").attempt()).isEqualTo(known);
    clock.advance(Duration.ofSeconds(1));
    assertThat(there.begin("secret", "key").attempt()).isEqualTo(new Attempt.First());
    here.tick();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whatCameToNothingIsFreeAgainAndASecretIsNotKept() {
    here.giveBack(here.begin("secret", "key"));
    Repeats.Request again = there.begin("secret", "key");
    assertThat(again.attempt()).isEqualTo(new Attempt.First());
    there.answered(again, "f".repeat(64), Optional.empty());
    assertThat(here.begin("secret", "key").attempt())
        .isEqualTo(new Attempt.Answered("f".repeat(64), clock.instant(), Optional.empty()));
    assertThat(
            database
                .jdbi()
                .withHandle(
                    handle -> handle.createQuery("SELECT * FROM repeat_key").mapToMap().list())
                .toString())
        .doesNotContain("secret", "key=");
  }

  @Test
  void aLongRequestKeepsItsKeyAndThatOfADeadNodeIsFreeAfterAWhile() {
    Repeats.Request longOne = here.begin("secret", "long");
    Repeats.Request dead = there.begin("secret", "dead");
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofSeconds(45));
      here.tick();
    }
    assertThat(here.begin("secret", "long").attempt()).isEqualTo(new Attempt.UnderWay());
    Repeats.Request takenOver = here.begin("secret", "dead");
    assertThat(takenOver.attempt()).isEqualTo(new Attempt.First());
    here.answered(takenOver, "a".repeat(64), Optional.of(ANSWER));
    // Whoever comes back from the dead changes nothing.
    there.answered(dead, "b".repeat(64), Optional.empty());
    there.giveBack(dead);
    assertThat(here.begin("secret", "dead").attempt())
        .isInstanceOfSatisfying(
            Attempt.Answered.class, known -> assertThat(known.request()).startsWith("aa"));
    here.answered(longOne, "c".repeat(64), Optional.of(ANSWER));
  }

  @Test
  void ofFiftyAtOnceOneIsTheFirst() throws Exception {
    List<Callable<Attempt>> tasks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Repeats node = i % 2 == 0 ? here : there;
      tasks.add(() -> node.begin("secret", "key").attempt());
    }
    assertThat(atOnce(tasks)).filteredOn(Attempt.First.class::isInstance).hasSize(1);
    assertThat(rows()).isEqualTo(1);
  }

  private int rows() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT COUNT(*) FROM repeat_key").mapTo(Integer.class).one());
  }
}
