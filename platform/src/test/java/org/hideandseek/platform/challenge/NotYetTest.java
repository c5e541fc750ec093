package org.hideandseek.platform.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.hideandseek.challenges.bundle.Bundle;
import org.junit.jupiter.api.Test;

class NotYetTest {
  @Test
  void theProfileOf2020IsOpenedWithEitherRuleWhereItsGateHasBothFacets() {
    assertThat(refused("mayo-liver", "profile: hide-and-seek-2020")).isEmpty();
    assertThat(refused("mayo-liver", "profile: hide-and-seek-2020, rule: mean")).isEmpty();
    assertThat(refused("mayo-pbc", "profile: hide-and-seek-2020"))
        .contains("one-step-ahead and feature-from-others");
  }

  @Test
  void theMeanInTheStandardProfileIsNotOpened() {
    assertThat(refused("mayo-liver", "rule: mean")).contains("take the key rule out");
    assertThat(refused("mayo-liver", "rule: strongest-seeker")).isEmpty();
  }

  private static String refused(String challenge, String ranking) {
    String yaml = Bundle.find(challenge).yaml() + "\nranking: {" + ranking + "}\n";
    return NotYet.refused(Bundle.parse(yaml, "challenge.yaml")).orElse("");
  }
}
