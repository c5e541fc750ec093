package org.hideandseek.challenges.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;

/** The built-in challenge on PhysioNet 2012, whose patients do not come with the project. */
class IcuMortalityTest {
  private static final int STAYS = 4000;

  private final Bundle bundle = Bundle.find("icu-mortality");

  @Test
  void thePageNamesEveryVariableWhereTheDataComeFromAndThatTheyArePublic() throws Exception {
    Selection selection = Selection.of(VariableList.standard(), DatasetFormat.PHYSIONET_2012);

    assertThat(selection.features()).hasSize(37);
    assertThat(bundle.overview())
        .contains("licence ODC-By", "These tables are public", "## Where the data come from")
        .contains(selection.features().stream().map(IcuMortalityTest::quoted).toList())
        .contains(selection.statics().stream().map(IcuMortalityTest::quoted).toList());
  }

  @Test
  void theStaysOfSetAAreEnoughForASplit() {
    Challenge challenge = bundle.challenge();

    assertThat(challenge.data().dataset()).isEqualTo("physionet-2012");
    assertThat(challenge.shares(STAYS).secret())
        .hasSizeGreaterThanOrEqualTo(challenge.splits().sizes().total());
  }

  private static String quoted(Variable variable) {
    return "`" + variable.name() + "`";
  }
}
