package org.hideandseek.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.BundlePreview;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.ChallengeDesk;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.ScoreDesk;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.challenge.Pause;
import org.hideandseek.platform.overview.CostForecast;
import org.hideandseek.platform.overview.RunCount;
import org.hideandseek.platform.overview.Spent;
import org.hideandseek.platform.overview.Trouble;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.rescore.Differences;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.rescore.RescoreProgress;
import org.hideandseek.platform.rescore.RescoreState;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.steering.Announcement;

/** Organisers of {@link InMemoryPlatform}: they may what the real ones may, and little happens. */
public final class TestOrganisers implements Organisers {
  static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

  private final InMemoryPlatform platform;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
  private final Map<String, Bulletin> bulletins = new ConcurrentHashMap<>();
  private final Map<Long, Draft> drafts = new ConcurrentHashMap<>();
  private final Set<String> rescored = ConcurrentHashMap.newKeySet();
  private final List<String> deeds = new ArrayList<>();

  TestOrganisers(InMemoryPlatform platform) {
    this.platform = platform;
  }

  /** What was done, in words. */
  public List<String> deeds() {
    return List.copyOf(deeds);
  }

  Bulletin bulletin(String challenge) {
    return bulletins.getOrDefault(challenge, Bulletin.EMPTY);
  }

  @Override
  public boolean mayOrganise(Person person, String challenge) {
    return person.administrator() || person.organises().contains(challenge);
  }

  private ChallengeDetails require(Person person, String challenge) {
    ChallengeDetails details = platform.challenge(challenge);
    if (!mayOrganise(person, challenge)) {
      throw new ProblemException(Problem.FORBIDDEN, "This is for organisers.");
    }
    return details;
  }

  @Override
  public ChallengeDesk desk(Person person, String challenge) {
    ChallengeDetails details = require(person, challenge);
    return new ChallengeDesk(
        paused(details),
        bulletin(challenge),
        NOW,
        List.of(
            new RunCount(RunKind.CHECK, RunState.SUCCEEDED, 13, NOW.minusSeconds(90_000)),
            new RunCount(RunKind.MATCH, RunState.QUEUED, 41, NOW.minusSeconds(1200)),
            new RunCount(RunKind.MATCH, RunState.TIMED_OUT, 2, NOW.minusSeconds(4000))),
        List.of(
            new ChallengeDesk.Playing(
                177,
                RunKind.MATCH,
                2,
                Optional.of("timevae"),
                Optional.of("achilles"),
                NOW.minusSeconds(33))),
        details.submissions().stream().map(TestOrganisers::entry).toList(),
        List.of(
            new Spent(
                RunKind.CHECK,
                PlayerRole.HIDER,
                9,
                Duration.ofSeconds(310),
                Duration.ofSeconds(280)),
            new Spent(
                RunKind.MATCH,
                PlayerRole.SEEKER,
                96,
                Duration.ofSeconds(8_123),
                Duration.ofSeconds(7_900))));
  }

  private static ChallengeDesk.Entry entry(SubmissionSummary summary) {
    return new ChallengeDesk.Entry(
        summary,
        summary.id() % 7 == 0
            ? Optional.of(
                new Trouble(
                    2,
                    131,
                    RunKind.MATCH,
                    RunState.TIMED_OUT,
                    "It took longer than the 120 seconds that it is allowed."))
            : Optional.empty());
  }

  private ChallengeDetails paused(ChallengeDetails open) {
    return new ChallengeDetails(
        open.summary(),
        open.definition(),
        open.schema(),
        open.overview(),
        open.publicPatients(),
        open.privatePatients(),
        open.openedAt(),
        open.closedAt(),
        open.revealedAt(),
        open.root(),
        open.stage(),
        open.submissions(),
        Optional.ofNullable(pauses.get(open.summary().name())));
  }

  @Override
  public CostForecast forecast(Person person, String challenge, int hiders, int seekers) {
    return CostForecast.of(require(person, challenge).definition(), hiders, seekers, 4);
  }

  @Override
  public void disqualify(Acting who, String challenge, long submission, String reason) {
    did(who, challenge, "disqualified " + find(challenge, submission) + ": " + reason);
  }

  @Override
  public void raise(Acting who, String challenge, long submission) {
    did(who, challenge, "raised " + find(challenge, submission));
  }

  @Override
  public void rerun(Acting who, String challenge, long submission, String reason) {
    did(who, challenge, "played again " + find(challenge, submission));
  }

  private long find(String challenge, long submission) {
    return platform.challenge(challenge).submissions().stream()
        .map(SubmissionSummary::id)
        .filter(id -> id == submission)
        .findFirst()
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such submission."));
  }

  @Override
  public void pause(Acting who, String challenge, String reason) {
    did(who, challenge, "paused: " + reason);
    if (pauses.putIfAbsent(challenge, new Pause(NOW, reason)) != null) {
      throw new ProblemException(Problem.CONFLICT, "It is paused already.");
    }
  }

  @Override
  public void resume(Acting who, String challenge) {
    did(who, challenge, "resumed");
    if (pauses.remove(challenge) == null) {
      throw new ProblemException(Problem.CONFLICT, "It is not paused.");
    }
  }

  @Override
  public void extend(Acting who, String challenge, String phase, Instant ends, boolean move) {
    did(who, challenge, "extended " + phase + " until " + ends + (move ? ", moving" : ""));
    Bulletin before = bulletin(challenge);
    bulletins.put(
        challenge,
        new Bulletin(
            before.announcements(),
            Stream.concat(
                    before.dateChanges().stream(),
                    Stream.of(new PhaseChange(phase, NOW, NOW, NOW, Optional.empty(), ends, NOW)))
                .toList(),
            before.rescores()));
  }

  @Override
  public void announce(Acting who, String challenge, String text) {
    did(who, challenge, "announced " + text);
    Bulletin before = bulletin(challenge);
    bulletins.put(
        challenge,
        new Bulletin(
            Stream.concat(
                    Stream.of(new Announcement(before.announcements().size() + 1L, text, NOW)),
                    before.announcements().stream())
                .toList(),
            before.dateChanges(),
            before.rescores()));
  }

  private void did(Acting who, String challenge, String deed) {
    require(who.person(), challenge);
    deeds.add(deed);
  }

  @Override
  public ScoreDesk scores(Person person, String challenge) {
    return new ScoreDesk(
        require(person, challenge),
        Map.of("1", 21, "2", 96),
        rescored.contains(challenge)
            ? Optional.of(
                new ScoreDesk.UnderWay(
                    new Rescore(
                        1,
                        challenge,
                        RescoreState.COMPUTED,
                        "scorer 1\n",
                        "scorer 2\nhipparchus 4.0.2\n",
                        NOW,
                        "ida@example.org",
                        Optional.empty(),
                        Optional.empty()),
                    new RescoreProgress(117, 0, List.of()),
                    differences()))
            : Optional.empty());
  }

  private static Differences differences() {
    return new Differences(
        96,
        12,
        21,
        0,
        List.of(
            new Differences.Board(
                Optional.of("final"),
                List.of(
                    line(1, "var", "Organisers", 0.512, 0.509, 2, 1, 3),
                    line(2, "lethe-diffusion", "Lethe", 0.511, 0.531, 1, 2, 9)),
                List.of(line(11, "domias-kde", "Lethe", 0.7, 0.71, 1, 1, 12)))));
  }

  private static Differences.Line line(
      long id,
      String name,
      String team,
      double oldScore,
      double newScore,
      int oldRank,
      int newRank,
      int changed) {
    return new Differences.Line(
        id,
        name,
        team,
        OptionalDouble.of(oldScore),
        OptionalDouble.of(newScore),
        OptionalDouble.of(0.71),
        OptionalDouble.of(0.71),
        OptionalInt.of(oldRank),
        OptionalInt.of(newRank),
        changed);
  }

  @Override
  public void startRescore(Acting who, String challenge) {
    did(who, challenge, "started a re-score");
    if (!rescored.add(challenge)) {
      throw new ProblemException(Problem.CONFLICT, "A re-score is under way.");
    }
  }

  @Override
  public void applyRescore(Acting who, String challenge) {
    did(who, challenge, "applied a re-score");
    if (!rescored.remove(challenge)) {
      throw new ProblemException(Problem.CONFLICT, "There is no re-score.");
    }
    Bulletin before = bulletin(challenge);
    bulletins.put(
        challenge,
        new Bulletin(
            before.announcements(),
            before.dateChanges(),
            List.of(new Bulletin.Rescoring(NOW, "scorer 1\n", "scorer 2\n"))));
  }

  @Override
  public void dropRescore(Acting who, String challenge) {
    did(who, challenge, "dropped a re-score");
    if (!rescored.remove(challenge)) {
      throw new ProblemException(Problem.CONFLICT, "There is no re-score.");
    }
  }

  @Override
  public boolean mayCreate(Person person) {
    return person.administrator() || person.creator();
  }

  private void requireCreator(Person person) {
    if (!mayCreate(person)) {
      throw new ProblemException(Problem.FORBIDDEN, "This is for who may create challenges.");
    }
  }

  @Override
  public Draft upload(Acting who, String fileName, InputStream zip) {
    requireCreator(who.person());
    long bytes;
    try {
      bytes = zip.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes == 0) {
      throw new ProblemException(Problem.INVALID, "The upload is empty.");
    }
    boolean good = fileName.startsWith("good");
    Draft draft =
        new Draft(
            drafts.size() + 1L,
            fileName,
            bytes,
            NOW,
            new Draft.Found(
                List.of("It has no phases."),
                List.of("The key licence is missing."),
                good ? List.of() : List.of("challenge.yaml, line 3: gate lies between 0 and 1.")),
            good ? Optional.of(content()) : Optional.empty());
    drafts.put(draft.id(), draft);
    return draft;
  }

  private Draft.Content content() {
    Bundle bundle = Bundle.find("mayo-pbc");
    return new Draft.Content(
        bundle.yaml(),
        bundle.overview(),
        List.of(new Page("Rules", "rules", "Play fair.")),
        platform.challenge("mayo-pbc").schema(),
        94,
        218);
  }

  @Override
  public List<Draft> drafts(Person person) {
    requireCreator(person);
    return List.copyOf(drafts.values());
  }

  @Override
  public Draft draft(Person person, long id) {
    requireCreator(person);
    return Optional.ofNullable(drafts.get(id))
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such bundle."));
  }

  @Override
  public CostForecast draftForecast(Person person, long id, int hiders, int seekers) {
    return CostForecast.of(
        draft(person, id).content().orElseThrow().definition(), hiders, seekers, 4);
  }

  @Override
  public BundlePreview preview(Person person, long id, BundlePreview.Eyes eyes, String phase) {
    draft(person, id);
    return new BundlePreview(
        eyes,
        Optional.of(phase).filter(name -> !name.isEmpty()),
        platform.challenge("mayo-pbc"),
        platform.leaderboards("mayo-pbc"),
        List.of(new Page("Rules", "rules", "Play fair.")));
  }

  @Override
  public void discard(Acting who, long id) {
    draft(who.person(), id);
    drafts.remove(id);
  }

  @Override
  public ChallengeCommitments open(Acting who, long id) {
    if (!draft(who.person(), id).canBeOpened()) {
      throw new ProblemException(Problem.INVALID, "This bundle can't be opened.");
    }
    drafts.remove(id);
    return platform.commitments("mayo-pbc");
  }
}
