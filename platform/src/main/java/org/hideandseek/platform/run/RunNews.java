package org.hideandseek.platform.run;

import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionStore;

/**
 * Puts what happens to runs into sentences for everybody. In a challenge with phases they hold no
 * scores: the same sentence goes to all, and who sees a score depends on who looks and when.
 */
final class RunNews {
  private final Challenges challenges;
  private final SubmissionStore submissions;
  private final RunStore runs;

  RunNews(Challenges challenges, SubmissionStore submissions, RunStore runs) {
    this.challenges = challenges;
    this.submissions = submissions;
    this.runs = runs;
  }

  Optional<ChallengeChanged> started(Run run) {
    return tell(run, "started");
  }

  Optional<ChallengeChanged> ended(Run run, RunOutcome outcome) {
    boolean phased = !challenges.find(run.challenge()).definition().phases().isEmpty();
    return tell(run, phased ? outcome.state().word() : score(outcome));
  }

  private static String score(RunOutcome outcome) {
    return outcome
        .match()
        .map(match -> String.format(Locale.ROOT, "AUC %.3f", match.result().auc()))
        .or(
            () ->
                outcome
                    .release()
                    .map(
                        release ->
                            String.format(Locale.ROOT, "utility %.3f", release.result().utility())))
        .orElse(outcome.state().word());
  }

  private Optional<ChallengeChanged> tell(Run run, String what) {
    return what(run)
        .map(
            subject ->
                new ChallengeChanged(
                    run.challenge(), subject + ": " + what, runs.progress(run.challenge())));
  }

  private Optional<String> what(Run run) {
    Optional<String> hider =
        run.hider()
            .flatMap(image -> submissions.byImage(run.challenge(), PlayerRole.HIDER, image))
            .map(Submission::name);
    Optional<String> seeker =
        run.seeker()
            .flatMap(image -> submissions.byImage(run.challenge(), PlayerRole.SEEKER, image))
            .map(Submission::name);
    return switch (run.kind()) {
      case CHECK -> hider.or(() -> seeker).map(name -> name + ", check");
      case RELEASE -> hider.map(name -> name + ", release on split " + run.split());
      case SHADOW -> hider.map(name -> name + ", shadow " + run.split());
      case MATCH ->
          hider.flatMap(h -> seeker.map(s -> s + " against " + h + ", split " + run.split()));
    };
  }
}
