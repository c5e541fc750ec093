package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.junit.jupiter.api.Test;

class MayoLiverUtilityTest extends RealPeopleUtilityContract {
  @Override
  People people() {
    Bundle bundle = Bundle.find("mayo-liver");
    Cohort all = bundle.patients().load();
    return People.divide(
        all.select(bundle.challenge().shares(all.size()).secret()),
        bundle.challenge().splits().sizes(),
        List.of(Facet.values()));
  }

  @Test
  void whatIsHardlyEverMeasuredIsLeftOut() {
    assertThat(score("reference", reference()).leftOut())
        .anyMatch(left -> left.name().equals("changes of fib4"));
  }

  @Test
  void shuffledRowsTellNothingOfAFeatureByTheOthers() {
    assertThat(score("row-shuffle", shuffled()).facets().get(Facet.FEATURE_FROM_OTHERS))
        .isLessThan(0.3);
  }
}
