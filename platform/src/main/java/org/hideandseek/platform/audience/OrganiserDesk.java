package org.hideandseek.platform.audience;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.bundle.Drafts;
import org.hideandseek.platform.challenge.Challenges;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.notice.Notices;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.overview.OverviewStore;
import org.hideandseek.platform.overview.Trouble;
import org.hideandseek.platform.overview.UnderWay;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.rescore.Rescores;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.steering.Announcement;
import org.hideandseek.platform.steering.Steering;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionStore;
import org.hideandseek.sandbox.ImageId;

/** Serves {@link Organisers}. */
public final class OrganiserDesk implements Organisers {
  private final Tools tools;
  private final Clock clock;

  /**
   * What organisers work with.
   *
   * @param slots how many containers run at a time
   * @param queued called after something was queued
   */
  public record Tools(
      Challenges challenges,
      SubmissionStore submissions,
      Endings endings,
      Steering steering,
      Rescores rescores,
      Drafts drafts,
      Notices notices,
      OverviewStore overviews,
      Visitors visitors,
      int slots,
      Runnable queued) {}

  public OrganiserDesk(Tools tools, Clock clock) {
    this.tools = tools;
    this.clock = clock;
  }

  @Override
  public boolean mayOrganise(Person person, String challenge) {
    return person.administrator() || person.organises().contains(challenge);
  }

  private void require(Person person, String challenge) {
    tools.challenges().find(challenge);
    if (!mayOrganise(person, challenge)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "This is for the organisers of challenge "
              + challenge
              + "; an administrator or the operator can make you one.");
    }
  }

  @Override
  public ChallengeDesk desk(Person person, String challenge) {
    require(person, challenge);
    ChallengeDetails details = tools.visitors().challenge(challenge);
    Map<Long, Trouble> troubles = tools.overviews().troubles(challenge);
    Names names = new Names(tools.submissions().all(challenge));
    return new ChallengeDesk(
        details,
        tools.visitors().bulletin(challenge),
        clock.instant(),
        tools.overviews().counts(challenge),
        tools.overviews().underWay(challenge).stream().map(names::playing).toList(),
        details.submissions().stream()
            .map(
                summary ->
                    new ChallengeDesk.Entry(
                        summary, Optional.ofNullable(troubles.get(summary.id()))))
            .toList(),
        tools.overviews().spent(challenge));
  }

  /** What images are called; of several submissions of one by the first. */
  private static final class Names {
    private final Map<ImageId, String> hiders = new HashMap<>();
    private final Map<ImageId, String> seekers = new HashMap<>();

    Names(List<Submission> submissions) {
      submissions.forEach(
          one ->
              (one.role() == PlayerRole.HIDER ? hiders : seekers)
                  .putIfAbsent(one.image(), one.name()));
    }

    ChallengeDesk.Playing playing(UnderWay underWay) {
      Run run = underWay.run();
      return new ChallengeDesk.Playing(
          run.id().value(),
          run.kind(),
          run.split(),
          run.hider().map(hiders::get),
          run.seeker().map(seekers::get),
          underWay.since());
    }
  }

  @Override
  public CostForecast forecast(Person person, String challenge, int hiders, int seekers) {
    require(person, challenge);
    return CostForecast.of(
        tools.challenges().find(challenge).definition(), hiders, seekers, tools.slots());
  }

  @Override
  public void disqualify(Acting who, String challenge, long submission, String reason) {
    require(who.person(), challenge);
    tools.endings().disqualify(find(challenge, submission), reason, who.actor());
  }

  @Override
  public void raise(Acting who, String challenge, long submission) {
    require(who.person(), challenge);
    tools.endings().raise(find(challenge, submission), who.actor());
    tools.queued().run();
  }

  @Override
  public void rerun(Acting who, String challenge, long submission, String reason) {
    require(who.person(), challenge);
    tools.endings().rerun(find(challenge, submission), reason, who.actor());
    tools.queued().run();
  }

  private Submission find(String challenge, long submission) {
    return tools
        .submissions()
        .find(new SubmissionId(submission))
        .filter(found -> found.challenge().equals(challenge))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "Challenge " + challenge + " has no submission number " + submission + "."));
  }

  @Override
  public void pause(Acting who, String challenge, String reason) {
    require(who.person(), challenge);
    tools.steering().pause(challenge, reason, who.actor());
  }

  @Override
  public void resume(Acting who, String challenge) {
    require(who.person(), challenge);
    tools.steering().resume(challenge, who.actor());
    tools.queued().run();
  }

  @Override
  public void extend(Acting who, String challenge, String phase, Instant ends, boolean move) {
    require(who.person(), challenge);
    tools.steering().extend(challenge, phase, ends, move, who.actor());
  }

  @Override
  public void announce(Acting who, String challenge, String text) {
    require(who.person(), challenge);
    Announcement said = tools.steering().announce(challenge, text, who.actor());
    Optional<Integer> unused =
        tools
            .notices()
            .toParticipants(
                challenge,
                "announcement-" + said.id(),
                "Announcement: " + tools.challenges().find(challenge).definition().title(),
                said.text());
  }

  @Override
  public ScoreDesk scores(Person person, String challenge) {
    require(person, challenge);
    return new ScoreDesk(
        tools.visitors().challenge(challenge),
        tools.rescores().scorers(challenge),
        tools
            .rescores()
            .current(challenge)
            .map(
                rescore ->
                    new ScoreDesk.UnderWay(
                        rescore,
                        tools.rescores().progress(rescore),
                        tools.rescores().differences(rescore))));
  }

  @Override
  public void startRescore(Acting who, String challenge) {
    require(who.person(), challenge);
    tools.rescores().start(challenge, who.actor());
    tools.queued().run();
  }

  @Override
  public void applyRescore(Acting who, String challenge) {
    require(who.person(), challenge);
    tools.rescores().apply(challenge, who.actor());
  }

  @Override
  public void dropRescore(Acting who, String challenge) {
    require(who.person(), challenge);
    tools.rescores().drop(challenge, who.actor());
  }

  @Override
  public boolean mayCreate(Person person) {
    return person.administrator() || person.creator();
  }

  private void requireCreator(Person person) {
    if (!mayCreate(person)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "Creating challenges is for administrators and for people with the role for it; ask the"
              + " platform's operator to give it to you.");
    }
  }

  @Override
  public Draft upload(Acting who, String fileName, InputStream zip) {
    requireCreator(who.person());
    return tools.drafts().upload(who.person(), who.actor(), fileName, zip);
  }

  @Override
  public List<Draft> drafts(Person person) {
    requireCreator(person);
    return tools.drafts().of(person);
  }

  @Override
  public Draft draft(Person person, long id) {
    requireCreator(person);
    return tools.drafts().find(person, id);
  }

  @Override
  public CostForecast draftForecast(Person person, long id, int hiders, int seekers) {
    return CostForecast.of(
        draft(person, id)
            .content()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.INVALID, "This bundle can't be read, so what it costs is unknown."))
            .definition(),
        hiders,
        seekers,
        tools.slots());
  }

  @Override
  public BundlePreview preview(Person person, long id, BundlePreview.Eyes eyes, String phase) {
    return BundlePreview.of(
        draft(person, id),
        eyes,
        Optional.of(phase).filter(name -> !name.isEmpty()),
        clock.instant());
  }

  @Override
  public void discard(Acting who, long id) {
    requireCreator(who.person());
    tools.drafts().discard(who.person(), who.actor(), id);
  }

  @Override
  public ChallengeCommitments open(Acting who, long id) {
    requireCreator(who.person());
    return tools.visitors().commitments(tools.drafts().open(who.person(), who.actor(), id));
  }
}
