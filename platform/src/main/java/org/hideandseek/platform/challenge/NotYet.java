package org.hideandseek.platform.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.bundle.RankingRules;

/**
 * What a {@code challenge.yaml} can say that this platform does not do yet. What would make other
 * results than the organiser means is refused; what is a promise to people is read, shown, and
 * noticed here.
 */
public final class NotYet {
  private NotYet() {}

  /** Why a challenge can't be opened, in one sentence. */
  public static Optional<String> refused(Challenge challenge) {
    if (challenge.knowledge() != Knowledge.NONE) {
      return Optional.of(
          "Challenge "
              + challenge.name()
              + " wants seekers to be given more than release and candidates, which this platform"
              + " can't do yet; set knowledge to none.");
    }
    if (!challenge.ranking().equals(RankingRules.USUAL)) {
      return Optional.of(
          "Challenge "
              + challenge.name()
              + " wants another ranking than the strongest seeker's in the standard profile, which"
              + " this platform can't do yet; take the key ranking out.");
    }
    return Optional.empty();
  }

  /** What is read and shown but not acted on, one sentence each. */
  public static List<String> ignored(Challenge challenge) {
    List<String> notices = new ArrayList<>();
    if (!challenge.phases().isEmpty()) {
      notices.add(
          "Phases are read and shown but not switched yet: the challenge takes submissions from"
              + " when it is opened, plays "
              + challenge.splits().count()
              + " splits throughout, and shows all boards to everybody.");
    }
    boolean quotas =
        !challenge.quotas().equals(Quotas.NONE)
            || challenge.phases().stream().anyMatch(phase -> phase.quotas().isPresent());
    if (quotas) {
      notices.add("Quotas are read and shown but not enforced yet: a team may submit any number.");
    }
    if (challenge.teams().maxSize().isPresent()) {
      notices.add(
          "The size of teams is read and shown but not enforced yet: teams have no people.");
    }
    if (!challenge.factSheet().isEmpty()) {
      notices.add("The fact sheet is read and shown but not asked for yet.");
    }
    if (challenge.terms().isPresent()) {
      notices.add("The terms are shown, but nobody is asked to agree to them yet.");
    }
    return notices;
  }
}
