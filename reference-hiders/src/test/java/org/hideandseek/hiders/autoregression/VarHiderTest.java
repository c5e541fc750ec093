package org.hideandseek.hiders.autoregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.LearnedReleaseContract;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

class VarHiderTest extends LearnedReleaseContract {
  private static final Cohort RELEASE =
      new VarHider().release(Task.hider(22, MEMBERS.size(), 60, 0), MEMBERS);

  @Override
  protected Cohort release() {
    return RELEASE;
  }

  @Test
  void aReleaseMayBeOfAnySize() {
    Cohort members = MEMBERS.select(IntStream.range(0, 50).toArray());

    assertThat(new VarHider().release(Task.hider(1, 1, 60, 0), members).size()).isEqualTo(1);
    assertThat(new VarHider().release(Task.hider(1, 333, 60, 0), members).size()).isEqualTo(333);
  }

  @Test
  void fewMembersAreRefusedInOneSentence() {
    assertThatThrownBy(
            () -> new VarHider().release(Task.hider(1, 5, 60, 0), SimulatedCohorts.simulated(9, 1)))
        .isInstanceOf(HidingException.class)
        .hasMessage("this hider learns from at least 10 members, not from 9");
  }
}
