package org.hideandseek.platform.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.challenges.bundle.BundleReview;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.CohortSource;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.challenges.strict.Reading;
import org.hideandseek.platform.challenge.NotYet;
import org.hideandseek.platform.overview.CostForecast;

/** Holds a bundle against every rule that can be looked up without playing. */
public final class BundleCheck {
  private final Machine machine;
  private final Path scratch;
  private final Findings findings;

  /**
   * A check on a machine.
   *
   * @param scratch a folder that does not exist, for patients that lie in none
   */
  public BundleCheck(Machine machine, Path scratch, Findings findings) {
    this.machine = machine;
    this.scratch = scratch;
    this.findings = findings;
  }

  /**
   * Checks a bundle; what is found goes into the findings.
   *
   * @return what was measured of its patients; empty if its files or they are wrong
   */
  public Optional<Patients> check(BundleReview review) {
    review.problems().forEach(findings::problem);
    Optional<Reading<Challenge>> said = review.definition();
    Optional<Challenge> challenge = said.flatMap(Reading::value);
    if (challenge.isEmpty()) {
      return Optional.empty();
    }
    review.bundle().ifPresent(this::describe);
    Check check = new Check(said.get(), challenge.get());
    check.rules();
    Optional<CohortFolder> cohort = review.patients().flatMap(check::cohort);
    Optional<Patients> patients = cohort.flatMap(check::patients);
    return review.bundle().isPresent() ? patients : Optional.empty();
  }

  /**
   * What a bundle's patients are.
   *
   * @param schema what they look like
   * @param published how many become public
   * @param secret how many stay private
   */
  public record Patients(Schema schema, int published, int secret) {}

  /**
   * Half the width of the 95 % interval of a guessing seeker's AUC on one split: 1.96 standard
   * deviations of the Mann-Whitney statistic with as many members as non-members.
   */
  public static double chanceBand(int candidates) {
    return 1.96 / Math.sqrt(3.0 * candidates);
  }

  /** What is so, and what to mind, of a bundle whose files are right. */
  private void describe(Bundle bundle) {
    Challenge challenge = bundle.challenge();
    new PhaseCheck(challenge, findings).check();
    if (bundle.overview().isBlank()) {
      findings.notice(
          "overview.md is missing: the challenge's page says nothing about its patients.");
    }
    if (challenge.licence().isEmpty()) {
      findings.notice(
          "The key licence is missing: nobody knows what the public patients may be used for.");
    }
    forecast(challenge);
  }

  private void forecast(Challenge challenge) {
    CostForecast forecast =
        CostForecast.of(challenge, CostForecast.USUAL, CostForecast.USUAL, machine.cpus());
    findings.fact(
        String.format(
            Locale.ROOT,
            "With %d hiders and as many seekers%s, there are %,d runs, whose containers take at"
                + " most %s together.",
            CostForecast.USUAL,
            challenge.phases().isEmpty() ? "" : " in each phase",
            forecast.runs(),
            Counted.of((forecast.container().toSeconds() + 3599) / 3600, "hour")));
  }

  /** One of a {@code challenge.yaml}, of which parts may be wrong: nothing is said about these. */
  private final class Check {
    private final Reading<Challenge> said;
    private final Challenge challenge;

    Check(Reading<Challenge> said, Challenge challenge) {
      this.said = said;
      this.challenge = challenge;
    }

    /** A problem of what stands under a key, with its line. */
    private void problem(String sentence, String... key) {
      findings.problem(said.at(key) + sentence);
    }

    void rules() {
      if (said.says("ranking") && said.says("facets")) {
        NotYet.refused(challenge).ifPresent(sentence -> problem(sentence, "ranking"));
      }
      for (PlayerRole role : PlayerRole.values()) {
        limits(role.word() + "s", challenge.limits(role));
      }
    }

    private void limits(String role, PlayerLimits limits) {
      if (said.says(role, "cpus") && limits.cpus() > machine.cpus()) {
        problem(
            role
                + ".cpus is "
                + limits.cpus()
                + ", but this machine has "
                + machine.cpus()
                + "; its engine would refuse every run.",
            role,
            "cpus");
      }
      if (said.says(role, "memory_mib") && limits.memoryMib() > machine.memoryMib()) {
        problem(
            role
                + ".memory_mib is "
                + limits.memoryMib()
                + ", but this machine has "
                + machine.memoryMib()
                + " MiB.",
            role,
            "memory_mib");
      }
      if (said.says(role, "gpus") && limits.gpus() > machine.gpus()) {
        problem(
            role
                + ".gpus is "
                + limits.gpus()
                + ", but players may use "
                + machine.gpus()
                + " here; name as many with --gpus.",
            role,
            "gpus");
      }
    }

    /** The patients, if each keeps the contract. */
    Optional<CohortFolder> cohort(CohortSource patients) {
      try {
        List<String> problems = patients.problems();
        problems.forEach(findings::problem);
        return problems.isEmpty() ? Optional.of(patients.onDisk(scratch)) : Optional.empty();
      } catch (BundleException e) {
        problem(e.getMessage(), "data");
        return Optional.empty();
      }
    }

    Optional<Patients> patients(CohortFolder cohort) {
      Schema schema = cohort.schema();
      findings.fact(
          String.format(
              Locale.ROOT,
              "%s every rule of the contract: at most %s, %s, %s.",
              Counted.of(cohort.size(), "patient keeps", "patients keep"),
              Counted.of(schema.steps(), "step"),
              Counted.of(schema.featureCount(), "feature"),
              Counted.of(schema.staticCount(), "static")));
      if (said.says("facets")
          && challenge.facets().contains(Facet.OUTCOME_PREDICTION)
          && schema.outcome().isEmpty()) {
        problem(
            "facets lists outcome-prediction, but no static of schema.json has the role outcome.",
            "facets");
      }
      if (!said.says("splits") || !said.says("name") || !said.says("public_share")) {
        return Optional.empty();
      }
      Challenge.Shares shares = challenge.shares(cohort.people());
      int published = shares.published().length;
      int secret = shares.secret().length;
      sizes(published, secret);
      if (said.says("knowledge") && said.says("shadows")) {
        shadows(published);
      }
      memory(schema);
      return Optional.of(new Patients(schema, published, secret));
    }

    private void sizes(int published, int secret) {
      SplitSizes sizes = challenge.splits().sizes();
      findings.fact(
          String.format(
              Locale.ROOT,
              "%s public and %,d private; a split takes %,d of them, and the AUC of a seeker that"
                  + " guesses lies within 0.5 ± %.3f on it, 19 times of 20.",
              Counted.of(published, "patient is", "patients are"),
              secret,
              sizes.total(),
              chanceBand(sizes.candidates())));
      if (secret < sizes.total()) {
        problem(
            "Each split wants "
                + sizes.total()
                + " private patients, but there are "
                + secret
                + "; make splits.sizes or public_share smaller.",
            "splits",
            "sizes");
      } else if (challenge.splits().count() > 1 && secret == sizes.total()) {
        findings.notice(
            "A split takes every private patient, so that splits differ by their coins alone.");
      }
    }

    private void shadows(int published) {
      int shadows = challenge.shadowsPerHider();
      PublicSplit.tooFew(challenge.splits().sizes(), shadows > 0 ? published / 2 : published)
          .ifPresent(sentence -> problem(sentence, "public_share"));
      NotYet.withoutShadows(challenge, published)
          .ifPresent(sentence -> problem(sentence, "knowledge"));
      if (shadows > 0 && said.says("hiders", "seconds")) {
        findings.fact(
            String.format(
                Locale.ROOT,
                "Each hider also runs %s on %,d public patients, so that seekers have its"
                    + " shadows: at most %,d s more for each hider.",
                Counted.of(shadows, "time"),
                published / 2,
                shadows * challenge.hiders().seconds()));
      }
    }

    private void memory(Schema schema) {
      long bytes =
          CohortFiles.largestBytes(schema, challenge.splits().sizes().candidates())
              .values()
              .stream()
              .mapToLong(Long::longValue)
              .sum();
      long mib = bytes >> 20;
      if (said.says("seekers", "memory_mib") && mib > challenge.seekers().memoryMib()) {
        problem(
            "The candidates of a split are "
                + mib
                + " MiB, more than seekers.memory_mib, "
                + challenge.seekers().memoryMib()
                + ".",
            "seekers",
            "memory_mib");
      }
      if (said.says("hiders", "memory_mib") && mib / 2 > challenge.hiders().memoryMib()) {
        problem(
            "The members of a split are about "
                + mib / 2
                + " MiB, more than hiders.memory_mib, "
                + challenge.hiders().memoryMib()
                + ".",
            "hiders",
            "memory_mib");
      }
    }
  }
}
