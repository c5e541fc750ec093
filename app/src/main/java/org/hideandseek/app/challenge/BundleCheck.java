package org.hideandseek.app.challenge;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.challenges.bundle.BundleReview;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.challenge.NotYet;

/** Holds a bundle against every rule that can be looked up without playing. */
final class BundleCheck {
  private final Machine machine;
  private final Path scratch;
  private final Findings findings;

  /**
   * A check on a machine.
   *
   * @param scratch a folder that does not exist, for patients that lie in none
   */
  BundleCheck(Machine machine, Path scratch, Findings findings) {
    this.machine = machine;
    this.scratch = scratch;
    this.findings = findings;
  }

  /** Checks a bundle; empty if its files are wrong. */
  Optional<Bundle> check(String nameOrFolder) {
    BundleReview review = Bundle.review(nameOrFolder);
    review.problems().forEach(findings::problem);
    review.bundle().ifPresent(this::check);
    return review.bundle();
  }

  private void check(Bundle bundle) {
    Challenge challenge = bundle.challenge();
    NotYet.refused(challenge).ifPresent(findings::problem);
    new PhaseCheck(challenge, findings).check();
    if (bundle.overview().isBlank()) {
      findings.notice(
          "overview.md is missing: the challenge's page says nothing about its patients.");
    }
    if (challenge.licence().isEmpty()) {
      findings.notice(
          "The key licence is missing: nobody knows what the public patients may be used for.");
    }
    for (PlayerRole role : PlayerRole.values()) {
      check(role.word() + "s", challenge.limits(role));
    }
    try {
      check(challenge, bundle.patients().onDisk(scratch));
    } catch (BundleException e) {
      findings.problem(e.getMessage());
    }
  }

  private void check(String key, PlayerLimits limits) {
    if (limits.cpus() > machine.cpus()) {
      findings.problem(
          key
              + ".cpus is "
              + limits.cpus()
              + ", but this machine has "
              + machine.cpus()
              + "; its engine would refuse every run.");
    }
    if (limits.memoryMib() > machine.memoryMib()) {
      findings.problem(
          key
              + ".memory_mib is "
              + limits.memoryMib()
              + ", but this machine has "
              + machine.memoryMib()
              + " MiB.");
    }
    if (limits.gpus() > machine.gpus()) {
      findings.problem(
          key
              + ".gpus is "
              + limits.gpus()
              + ", but players may use "
              + machine.gpus()
              + " here; name as many with --gpus.");
    }
  }

  private void check(Challenge challenge, CohortFolder cohort) {
    Schema schema = cohort.schema();
    SplitSizes sizes = challenge.splits().sizes();
    Challenge.Shares shares = challenge.shares(cohort.people());
    int published = shares.published().length;
    int secret = shares.secret().length;
    findings.fact(
        String.format(
            Locale.ROOT,
            "%,d patients keep every rule of the contract: at most %,d steps, %,d features, %,d"
                + " statics.",
            cohort.size(),
            schema.steps(),
            schema.featureCount(),
            schema.staticCount()));
    findings.fact(
        String.format(
            Locale.ROOT,
            "%,d patients are public and %,d private; a split takes %,d of them, and the AUC of a"
                + " seeker that guesses lies within 0.5 ± %.3f on it, 19 times of 20.",
            published,
            secret,
            sizes.total(),
            SuggestedSizes.chanceBand(sizes.candidates())));
    if (secret < sizes.total()) {
      findings.problem(
          "Each split wants "
              + sizes.total()
              + " private patients, but there are "
              + secret
              + "; make splits.sizes or public_share smaller.");
    } else if (challenge.splits().count() > 1 && secret == sizes.total()) {
      findings.notice(
          "A split takes every private patient, so that splits differ by their coins alone.");
    }
    try {
      Practice.inProportion(sizes, challenge.shadowsPerHider() > 0 ? published / 2 : published);
    } catch (CommandException e) {
      findings.problem(e.getMessage());
    }
    NotYet.withoutShadows(challenge, published).ifPresent(findings::problem);
    if (challenge.shadowsPerHider() > 0) {
      findings.fact(
          String.format(
              Locale.ROOT,
              "Each hider also runs %,d times on %,d public patients, so that seekers have its"
                  + " shadows: at most %,d s more for each hider.",
              challenge.shadowsPerHider(),
              published / 2,
              challenge.shadowsPerHider() * challenge.hiders().seconds()));
    }
    if (challenge.facets().contains(Facet.OUTCOME_PREDICTION) && schema.outcome().isEmpty()) {
      findings.problem(
          "facets lists outcome-prediction, but no static of schema.json has the role outcome.");
    }
    long bytes =
        CohortFiles.largestBytes(schema, sizes.candidates()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    long mib = bytes >> 20;
    if (mib > challenge.seekers().memoryMib()) {
      findings.problem(
          "The candidates of a split are "
              + mib
              + " MiB, more than seekers.memory_mib, "
              + challenge.seekers().memoryMib()
              + ".");
    }
    if (mib / 2 > challenge.hiders().memoryMib()) {
      findings.problem(
          "The members of a split are about "
              + mib / 2
              + " MiB, more than hiders.memory_mib, "
              + challenge.hiders().memoryMib()
              + ".");
    }
  }
}
