package org.hideandseek.platform.audience;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.sandbox.ImageId;

/**
 * Who plays in a run: every submission of its images.
 *
 * @param hiders by image
 * @param seekers by image
 */
record Players(Map<ImageId, List<Submission>> hiders, Map<ImageId, List<Submission>> seekers) {

  static Players of(List<Submission> submissions) {
    return new Players(
        byImage(submissions, PlayerRole.HIDER), byImage(submissions, PlayerRole.SEEKER));
  }

  private static Map<ImageId, List<Submission>> byImage(
      List<Submission> submissions, PlayerRole role) {
    return submissions.stream()
        .filter(one -> one.role() == role)
        .collect(Collectors.groupingBy(Submission::image));
  }

  /** The hiders of a run that play in a round. */
  List<Submission> hiders(Run run, Round round) {
    return players(hiders, run.hider(), round);
  }

  /** The seekers of a run that play in a round. */
  List<Submission> seekers(Run run, Round round) {
    return players(seekers, run.seeker(), round);
  }

  /** Whether one of these plays in a run. */
  boolean play(Run run) {
    return run.hider().filter(hiders::containsKey).isPresent()
        || run.seeker().filter(seekers::containsKey).isPresent();
  }

  private static List<Submission> players(
      Map<ImageId, List<Submission>> known, Optional<ImageId> image, Round round) {
    return image.map(one -> known.getOrDefault(one, List.of())).orElse(List.of()).stream()
        .filter(one -> round.takes(one))
        .toList();
  }
}
