package org.hideandseek.platform.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.bundle.Visibility;
import org.hideandseek.challenges.bundle.Visibility.Boards;
import org.hideandseek.challenges.bundle.Visibility.OwnScores;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.phase.Stage;

/** Says what the phases of a challenge will do. */
final class PhaseCheck {
  private final Challenge challenge;
  private final Findings findings;

  PhaseCheck(Challenge challenge, Findings findings) {
    this.challenge = challenge;
    this.findings = findings;
  }

  void check() {
    if (challenge.phases().isEmpty()) {
      findings.fact(
          "It has no phases: it takes submissions from when it is opened until it is closed, and"
              + " shows all scores to everybody. "
              + quotas(challenge.quotas()));
    }
    for (Phase phase : challenge.phases()) {
      findings.fact(
          String.format(
              Locale.ROOT,
              "Phase '%s' takes submissions from %s to %s and plays %d of %d splits. %s %s",
              phase.name(),
              Stage.moment(phase.starts()),
              Stage.moment(phase.ends()),
              challenge.splits(phase),
              challenge.splits().count(),
              quotas(challenge.quotas(phase)),
              visibility(phase)));
      contradictions(phase);
    }
    for (int i = 1; i < challenge.phases().size(); i++) {
      gap(challenge.phases().get(i - 1), challenge.phases().get(i));
    }
  }

  private void contradictions(Phase phase) {
    Visibility visibility = phase.visibility();
    if (visibility.ownScores() == OwnScores.HIDDEN && visibility.boards() != Boards.HIDDEN) {
      findings.notice(
          "Phase '"
              + phase.name()
              + "' hides own scores, and so its boards too, on which a team would read its own;"
              + " say boards: hidden.");
    }
    for (PlayerRole role : PlayerRole.values()) {
      Quotas.Quota quota = challenge.quotas(phase).of(role);
      if (quota.perDay().equals(Optional.of(0)) || quota.total().equals(Optional.of(0))) {
        findings.notice("Phase '" + phase.name() + "' takes no " + role.word() + "s.");
      }
    }
  }

  private void gap(Phase before, Phase after) {
    Instant end = before.ends();
    if (end.isBefore(after.starts())) {
      findings.notice(
          "No submissions are taken from "
              + Stage.moment(end)
              + " to "
              + Stage.moment(after.starts())
              + ", between '"
              + before.name()
              + "' and '"
              + after.name()
              + "'.");
    }
  }

  private static String quotas(Quotas quotas) {
    List<String> roles = new ArrayList<>();
    for (PlayerRole role : PlayerRole.values()) {
      Quotas.Quota quota = quotas.of(role);
      List<String> limits = new ArrayList<>();
      quota.perDay().ifPresent(count -> limits.add(count + " a day"));
      quota.total().ifPresent(count -> limits.add(count + " in total"));
      roles.add(
          (limits.isEmpty() ? "any number" : String.join(" and ", limits))
              + " of "
              + role.word()
              + "s");
    }
    return "A team may submit " + String.join(", and ", roles) + ".";
  }

  private static String visibility(Phase phase) {
    Visibility visibility = phase.visibility();
    if (visibility.ownScores() == OwnScores.HIDDEN) {
      return "Nobody sees scores before it ends.";
    }
    String boards =
        switch (visibility.boards()) {
          case PUBLIC -> "Everybody sees its boards";
          case PARTICIPANTS -> "Teams that have entered see its boards";
          case HIDDEN -> "Nobody sees its boards before it ends, and a team its own scores";
        };
    String freeze =
        phase.freeze().map(at -> ", which stand still from " + Stage.moment(at) + " on").orElse("");
    return boards + freeze + ", rounded to what intervals support.";
  }
}
