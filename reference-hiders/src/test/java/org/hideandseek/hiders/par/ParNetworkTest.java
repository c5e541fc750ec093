package org.hideandseek.hiders.par;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.SimulatedCohorts;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.junit.jupiter.api.Test;

class ParNetworkTest {
  private static final Cohort MEMBERS = SimulatedCohorts.simulated(40, 2);
  private static final int KNOWN = 6;
  private static final int PATIENTS = 3;

  private final Choices choices = new Choices(new Coding(MEMBERS));

  private interface Play {
    void on(ParNetwork network, Leaves leaves, ParNetwork.Seen seen, NDArray chosen);
  }

  private void play(Play play) {
    Session.run(
        Task.hider(1, 1, 60, 0),
        System.out,
        session -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ParNetwork network =
                new ParNetwork(session.manager(), choices, KNOWN, new ParNetwork.Size(5, 7, 4));
            Weights weights =
                new Weights(network.layout(), session.manager(), new SplittableRandom(3));
            Leaves leaves = weights.fixed();
            NDArray known = session.manager().randomNormal(new Shape(PATIENTS, 1, KNOWN));
            NDArray chosen =
                session.manager().randomNormal(new Shape(PATIENTS, 1, choices.width()));
            play.on(network, leaves, network.see(leaves, known, network.start(known)), chosen);
          }
          return null;
        });
  }

  @Test
  void everyDecisionSeesThoseBeforeItAndNoneAfter() {
    play(
        (network, leaves, seen, chosen) -> {
          float[] plain = network.decisions(leaves, seen, chosen).toFloatArray();
          for (int channel = 0; channel < choices.width(); channel++) {
            float[] numbers = chosen.toFloatArray();
            for (int patient = 0; patient < PATIENTS; patient++) {
              numbers[patient * choices.width() + channel] += 3;
            }
            float[] moved =
                network
                    .decisions(leaves, seen, chosen.getManager().create(numbers, chosen.getShape()))
                    .toFloatArray();
            for (int decision = 0; decision < 2 * choices.features(); decision++) {
              int first =
                  decision < choices.features()
                      ? choices.measured(decision)
                      : choices.value(decision - choices.features());
              assertThat(same(plain, moved, decision))
                  .as("decision %d when channel %d moves", decision, channel)
                  .isEqualTo(channel >= first);
            }
          }
        });
  }

  private boolean same(float[] one, float[] other, int decision) {
    int outputs = choices.mostOutputs();
    int decisions = 2 * choices.features();
    boolean same = true;
    for (int patient = 0; patient < PATIENTS; patient++) {
      int from = (patient * decisions + decision) * outputs;
      same &=
          Arrays.equals(
              Arrays.copyOfRange(one, from, from + outputs),
              Arrays.copyOfRange(other, from, from + outputs));
    }
    return same;
  }

  @Test
  void oneDecisionIsWhatItIsAmongAll() {
    play(
        (network, leaves, seen, chosen) -> {
          float[] all = network.decisions(leaves, seen, chosen).toFloatArray();
          int outputs = choices.mostOutputs();
          for (int decision = 0; decision < 2 * choices.features(); decision++) {
            float[] one =
                network
                    .decision(
                        leaves,
                        decision,
                        network.leaning(leaves, seen),
                        network.straight(leaves, seen),
                        chosen)
                    .toFloatArray();
            for (int patient = 0; patient < PATIENTS; patient++) {
              for (int i = 0; i < outputs; i++) {
                int at = (patient * 2 * choices.features() + decision) * outputs + i;
                assertThat(one[patient * outputs + i]).isCloseTo(all[at], within(1e-5f));
              }
            }
          }
        });
  }
}
