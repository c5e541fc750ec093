package org.hideandseek.platform.rescore;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.DoubleStream;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.live.ChallengeChanged;
import org.hideandseek.platform.live.News;
import org.hideandseek.platform.phase.PhaseStore;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;
import org.hideandseek.platform.run.Scoring;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.scoring.Scorer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the scores of challenges anew, one run at a time, and has them applied or dropped. Who
 * may decide that is decided before.
 */
public final class Rescores {
  private static final Logger log = LoggerFactory.getLogger(Rescores.class);
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Stores stores;
  private final Scoring scoring;
  private final News news;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** What is scored, and where new scores go. */
  public record Stores(
      RescoreStore rescores,
      Challenges challenges,
      PhaseStore phases,
      SubmissionStore submissions,
      RunStore runs) {}

  /**
   * The re-scores of a node.
   *
   * @param scoring what computes the new scores
   */
  public Rescores(Stores stores, Scoring scoring, News news, Clock clock) {
    this.stores = stores;
    this.scoring = scoring;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Begins to compute all scores of a challenge anew. Boards do not change.
   *
   * @throws ProblemException CONFLICT if a re-score of it is under way, it is revealed, or nothing
   *     of it has been scored
   */
  public void start(String challenge, Actor organiser) {
    OpenChallenge open = stores.challenges().find(challenge);
    Map<String, Integer> scorers = stores.rescores().scorers(open.name());
    if (scorers.isEmpty()) {
      throw new ProblemException(
          Problem.CONFLICT, "Nothing of challenge " + challenge + " has been scored yet.");
    }
    String to = scoring.edition();
    if (!stores
        .rescores()
        .start(
            open.name(),
            from(open.name(), scorers),
            to,
            organiser.did(Deed.RESCORE_STARTED, open.name(), "by " + Rescore.oneLine(to)))) {
      requireUnrevealed(challenge);
      throw new ProblemException(
          Problem.CONFLICT,
          "A re-score of challenge "
              + challenge
              + " is under way; apply it or drop it before you start another.");
    }
  }

  private String from(String challenge, Map<String, Integer> scorers) {
    List<Rescore> applied = stores.rescores().applied(challenge);
    return applied.isEmpty()
        ? stores
            .challenges()
            .scorerEdition(challenge)
            .orElseGet(() -> "scorer " + String.join(" and ", scorers.keySet()) + "\n")
        : applied.get(applied.size() - 1).to();
  }

  /**
   * Scores one run, if there is something to score and nobody else of this node does.
   *
   * @param node names its leases
   * @return whether there may be more to do at once
   */
  public boolean step(String node) {
    if (!oneAtATime.tryLock()) {
      return false;
    }
    try {
      Optional<Rescore> leased = stores.rescores().lease(node, LEASE);
      leased.ifPresent(this::step);
      return leased.isPresent();
    } finally {
      oneAtATime.unlock();
    }
  }

  private void step(Rescore rescore) {
    if (!rescore.to().equals(scoring.edition())) {
      // The platform was updated meanwhile; half of the one and half of the other would be neither.
      stores.rescores().restart(rescore, scoring.edition());
      return;
    }
    Optional<RunRecord> next =
        stores.rescores().next(rescore, Scorer.VERSION).flatMap(stores.runs()::find);
    if (next.isEmpty()) {
      stores.rescores().computed(rescore);
      log.info("All scores of {} are computed anew", rescore.challenge());
      return;
    }
    score(rescore, next.get());
  }

  private void score(Rescore rescore, RunRecord record) {
    try {
      if (record.match().isPresent()) {
        ScoredMatch scored = scoring.match(record);
        if (isFinite(scored.result())) {
          stores.rescores().put(rescore, record, scored);
          return;
        }
      } else if (record.release().isPresent()) {
        ScoredRelease scored = scoring.release(record);
        if (isFinite(scored.result())) {
          stores.rescores().put(rescore, record, scored);
          return;
        }
      } else {
        // It is played again just now.
        return;
      }
      stores.rescores().putProblem(rescore, record, "The new scorer gives no number for it.");
    } catch (IOException | IllegalArgumentException e) {
      log.warn("Run {} can't be scored anew", record.run().id().value(), e);
      stores.rescores().putProblem(rescore, record, "What it left can't be scored any more.");
    }
  }

  private static boolean isFinite(MatchResult match) {
    return DoubleStream.of(
            match.auc(),
            match.aucLow(),
            match.aucHigh(),
            match.aucVariance(),
            match.tprAtFpr0001(),
            match.tprAtFpr001(),
            match.tprAtFpr01(),
            match.accuracy(),
            match.balancedAccuracy())
        .allMatch(Double::isFinite);
  }

  private static boolean isFinite(ReleaseResult release) {
    return DoubleStream.of(release.utility(), release.utilityLow(), release.utilityHigh())
            .allMatch(Double::isFinite)
        && release.facets().values().stream().allMatch(Double::isFinite);
  }

  /** The re-score of a challenge that is neither applied nor dropped. */
  public Optional<Rescore> current(String challenge) {
    return stores.rescores().current(challenge);
  }

  /** Those that were applied, the oldest first. */
  public List<Rescore> applied(String challenge) {
    return stores.rescores().applied(challenge);
  }

  /** How many results each version of the scorer gave. */
  public Map<String, Integer> scorers(String challenge) {
    return stores.rescores().scorers(challenge);
  }

  /** How far a re-score is. */
  public RescoreProgress progress(Rescore rescore) {
    return stores.rescores().progress(rescore, Scorer.VERSION);
  }

  /** What applying it now would change, as far as it is computed. */
  public Differences differences(Rescore rescore) {
    OpenChallenge challenge = stores.challenges().find(rescore.challenge());
    return new Comparison(
            challenge,
            stores.phases().stage(challenge.definition()),
            stores.submissions().all(rescore.challenge()),
            stores.runs().all(rescore.challenge()),
            stores.rescores().results(rescore),
            clock.instant())
        .differences();
  }

  /**
   * Puts all new scores in place of the old ones, at once.
   *
   * @throws ProblemException CONFLICT if there is no re-score, it has not computed all, or a run
   *     has no new score: one without a score would rank nobody
   */
  public void apply(String challenge, Actor organiser) {
    Rescore rescore = need(challenge);
    if (!stores
        .rescores()
        .apply(
            rescore,
            Scorer.VERSION,
            organiser.did(
                Deed.RESCORE_APPLIED,
                challenge,
                "from "
                    + Rescore.oneLine(rescore.from())
                    + " to "
                    + Rescore.oneLine(rescore.to())))) {
      requireUnrevealed(challenge);
      throw notYet(need(challenge));
    }
    news.tell(
        new ChallengeChanged(
            challenge, "All scores were computed again", stores.runs().progress(challenge)));
  }

  private ProblemException notYet(Rescore rescore) {
    RescoreProgress progress = progress(rescore);
    String why =
        progress.left() > 0 || rescore.state() == RescoreState.COMPUTING
            ? "The new scores are not all computed yet: " + progress.left() + " are to come."
            : "Runs have no score by the new scorer, such as run "
                + progress.problems().get(0).run()
                + "; applying would leave them without any. Drop it.";
    return new ProblemException(Problem.CONFLICT, why);
  }

  /**
   * Throws the new scores away.
   *
   * @throws ProblemException CONFLICT if there is no re-score
   */
  public void drop(String challenge, Actor organiser) {
    Rescore rescore = need(challenge);
    if (!stores
        .rescores()
        .drop(
            rescore,
            organiser.did(
                Deed.RESCORE_DROPPED, challenge, "to " + Rescore.oneLine(rescore.to())))) {
      throw none(challenge);
    }
  }

  private Rescore need(String challenge) {
    return current(stores.challenges().find(challenge).name()).orElseThrow(() -> none(challenge));
  }

  private static ProblemException none(String challenge) {
    return new ProblemException(
        Problem.CONFLICT,
        "There is no re-score of challenge " + challenge + " that waits for a decision.");
  }

  private void requireUnrevealed(String challenge) {
    if (stores.challenges().find(challenge).revealedAt().isPresent()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Challenge " + challenge + " has been revealed, and nothing of it changes any more.");
    }
  }
}
