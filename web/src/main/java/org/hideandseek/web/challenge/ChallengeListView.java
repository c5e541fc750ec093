package org.hideandseek.web.challenge;

import java.util.List;
import org.hideandseek.platform.audience.ChallengeSummary;
import org.hideandseek.web.page.Figures;

/** The list of challenges. */
record ChallengeListView(List<Card> challenges) {

  static ChallengeListView of(List<ChallengeSummary> challenges) {
    return new ChallengeListView(challenges.stream().map(Card::of).toList());
  }

  boolean none() {
    return challenges.isEmpty();
  }

  record Card(
      String href,
      String title,
      String summary,
      String hiders,
      String seekers,
      String matches,
      String standing,
      String standingTone) {

    static Card of(ChallengeSummary challenge) {
      return new Card(
          "/challenges/" + challenge.name(),
          challenge.title(),
          challenge.summary(),
          Figures.count(challenge.hiders(), "hider"),
          Figures.count(challenge.seekers(), "seeker"),
          Figures.count(challenge.progress().matches())
              + (challenge.progress().matches() == 1 ? " match" : " matches"),
          StateLine.standing(challenge.progress()),
          challenge.progress().total() == 0
              ? "empty"
              : challenge.progress().settled() ? "settled" : "moving");
    }
  }
}
