package org.hideandseek.platform.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.BundleException;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.commitment.Commitments;
import org.hideandseek.challenges.commitment.EntryLog;
import org.hideandseek.challenges.commitment.Items;
import org.hideandseek.challenges.commitment.SealedItem;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.challenge.CommittedContents;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.ScorerEdition;
import org.hideandseek.platform.phase.JdbiPhaseDates;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.phase.Timetable;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionLog;

/**
 * Computes a finished challenge again from its dump, and compares: what was committed to, the
 * splits, every score and the boards, the numbers by their bits and the boards by their bytes.
 */
public final class DumpVerifier {
  private static final long LARGEST_TEXT = 64L << 20;

  private final BoardDocuments documents;
  private final Consumer<String> progress;

  /**
   * A verifier.
   *
   * @param progress is told what is going on, a line at a time
   */
  public DumpVerifier(BoardDocuments documents, Consumer<String> progress) {
    this.documents = documents;
    this.progress = progress;
  }

  /**
   * What outsiders saw while the challenge was open; the dump must lead to the same.
   *
   * @param root digest of all commitments
   * @param logHead digest behind the last submission
   */
  public record Witness(Optional<String> root, Optional<String> logHead) {}

  /**
   * Verifies a dump.
   *
   * @throws ProblemException INVALID if it is no dump, or what all else follows from can't be read
   */
  public Verification verify(Path folder, Witness witness) throws IOException {
    DumpFolder dump = new DumpFolder(folder);
    DumpHead head = dump.read(Layout.HEAD, DumpHead.class);
    if (head.format() != DumpHead.FORMAT) {
      throw new ProblemException(
          Problem.INVALID,
          "The dump has format "
              + head.format()
              + ", but this version reads "
              + DumpHead.FORMAT
              + "; verify it with the version that wrote it.");
    }
    Findings findings = new Findings();
    List<SealedItem> sealed = sealed(dump);
    Commitments commitments = new Commitments(sealed.stream().map(SealedItem::commitment).toList());
    Map<String, byte[]> committed = checkCommitments(dump, sealed, findings);
    String logHead = head.logHead();
    try {
      Bulletin bulletin =
          dump.has(Layout.BULLETIN) ? dump.read(Layout.BULLETIN, Bulletin.class) : Bulletin.EMPTY;
      Map<String, byte[]> patients = patients(dump);
      compareContents(findings.count("cohorts"), patients.keySet(), committed, patients);
      Game game = game(dump, head, committed, bulletin);
      checkContents(game, patients, committed, bulletin.rescores(), findings);
      logHead = checkLog(dump, commitments, game.submissions(), findings);
      checkDigests(head, commitments.root(), logHead, witness, findings);
      Stage stage = game.stage();
      new AdvanceCheck(stage.phases(), stage.entered(), game.submissions(), game.runs())
          .check(findings);
      new PlanCheck(game.challenge(), game.stage(), game.submissions(), game.runs())
          .check(findings);
      new ShadowCheck(dump, game).check(findings);
      List<RunRecord> scored = new ScoreCheck(dump, game, progress).check(findings);
      new BoardCheck(dump, documents).check(game, head.revealedAt(), scored, findings);
    } catch (ProblemException e) {
      findings.difference(e.getMessage() + " Nothing that follows from it could be checked.");
    }
    return new Verification(
        head.challenge(), commitments.root(), logHead, findings.checks(), findings.differences());
  }

  /** A challenge and what was played in it, as the dump has it. */
  record Game(
      OpenChallenge challenge,
      String yaml,
      Schema schema,
      Cohort published,
      Cohort secret,
      People people,
      List<Submission> submissions,
      List<RunRecord> runs,
      Map<RunId, StoredReport> reports) {

    /** Where the challenge stood in its phases when it was closed. */
    Stage stage() {
      return new Timetable(challenge.definition().phases()).at(challenge.closedAt().orElseThrow());
    }
  }

  private static List<SealedItem> sealed(DumpFolder dump) throws IOException {
    List<SealedItem> sealed = new ArrayList<>();
    try {
      for (OpenedItem item : dump.readAll(Layout.COMMITMENTS, OpenedItem.class)) {
        sealed.add(item.sealed());
      }
      return sealed;
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID, "In the dump, " + Layout.COMMITMENTS + ": " + e.getMessage() + ".", e);
    }
  }

  /** Whether the salts and contents open the commitments. */
  private static Map<String, byte[]> checkCommitments(
      DumpFolder dump, List<SealedItem> sealed, Findings findings) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    Findings.Kind kind = findings.count("commitments");
    for (SealedItem one : sealed) {
      byte[] content;
      try {
        content = dump.bytes(LARGEST_TEXT, Layout.COMMITTED, one.item());
      } catch (ProblemException e) {
        kind.checked(List.of(e.getMessage()));
        continue;
      }
      contents.put(one.item(), content);
      kind.checked(
          one.commitment().opensWith(one.salt(), content)
              ? List.of()
              : List.of(
                  "committed/"
                      + one.item()
                      + " is not what was committed to: with its salt it does not give the commitment "
                      + one.commitment().sha256()
                      + "."));
    }
    kind.end();
    return contents;
  }

  private static Game game(
      DumpFolder dump, DumpHead head, Map<String, byte[]> committed, Bulletin bulletin)
      throws IOException {
    for (String item : List.of(Items.DEFINITION, Items.OVERVIEW, Items.SEED)) {
      if (!committed.containsKey(item)) {
        throw new ProblemException(
            Problem.INVALID,
            "The dump does not commit to "
                + item
                + ", from which all else follows, so nothing can be computed from it.");
      }
    }
    String yaml = new String(committed.get(Items.DEFINITION), UTF_8);
    try {
      dump.file(Layout.PATIENTS, SchemaFile.FILE);
      Schema schema = SchemaFile.read(dump.folder(List.of(Layout.PATIENTS)));
      Cohort published = cohort(dump, schema, Layout.PUBLIC);
      Cohort secret = cohort(dump, schema, Layout.PRIVATE);
      Challenge definition =
          JdbiPhaseDates.changed(
              Bundle.parse(yaml, "committed/" + Items.DEFINITION), bulletin.dateChanges());
      int wanted = definition.splits().sizes().total();
      if (secret.size() < wanted) {
        throw new ProblemException(
            Problem.INVALID,
            "The dump has "
                + secret.size()
                + " private patients, but a split takes "
                + wanted
                + ", so nothing can be computed from it.");
      }
      OpenChallenge challenge =
          new OpenChallenge(
              definition,
              new String(committed.get(Items.OVERVIEW), UTF_8),
              SecretSeed.parse(new String(committed.get(Items.SEED), UTF_8).strip()),
              published.size(),
              secret.size(),
              head.openedAt(),
              Optional.of(head.closedAt()),
              Optional.of(head.revealedAt()));
      return new Game(
          challenge,
          yaml,
          schema,
          published,
          secret,
          People.read(dump.folder(List.of(Layout.PATIENTS, Layout.PRIVATE)), secret.size()),
          dump.readAll(Layout.SUBMISSIONS, Submission.class),
          dump.readAll(Layout.RUNS, RunRecord.class),
          dump.readAll(Layout.REPORTS, StoredReport.class).stream()
              .collect(
                  Collectors.toMap(
                      StoredReport::run, Function.identity(), (first, again) -> first)));
    } catch (ContractViolation | BundleException | IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID,
          "The dump can't be computed from: " + e.getMessage().replaceAll("\\.$", "") + ".",
          e);
    }
  }

  private static Cohort cohort(DumpFolder dump, Schema schema, String part) throws IOException {
    Path folder = dump.folder(List.of(Layout.PATIENTS, part));
    return CohortFiles.read(folder, schema);
  }

  /** The patients as they are committed to. */
  private static Map<String, byte[]> patients(DumpFolder dump) throws IOException {
    for (String share : List.of(Layout.PUBLIC, Layout.PRIVATE)) {
      for (String file : CohortFiles.ALL) {
        dump.file(Layout.PATIENTS, share, file);
      }
    }
    dump.file(Layout.PATIENTS, SchemaFile.FILE);
    Path schema = dump.folder(List.of(Layout.PATIENTS));
    Map<String, byte[]> patients = new TreeMap<>();
    patients.put(
        Items.PUBLIC_PATIENTS,
        Items.patients(dump.folder(List.of(Layout.PATIENTS, Layout.PUBLIC)), schema));
    patients.put(
        Items.PRIVATE_PATIENTS,
        Items.patients(dump.folder(List.of(Layout.PATIENTS, Layout.PRIVATE)), schema));
    return patients;
  }

  /** Whether what was committed to is what follows from seed, patients and this scorer. */
  private static void checkContents(
      Game game,
      Map<String, byte[]> patients,
      Map<String, byte[]> committed,
      List<Bulletin.Rescoring> rescores,
      Findings findings) {
    SortedMap<String, byte[]> computed =
        CommittedContents.of(
            game.challenge(),
            game.yaml(),
            game.people(),
            patients.get(Items.PUBLIC_PATIENTS),
            patients.get(Items.PRIVATE_PATIENTS));
    if (!rescores.isEmpty()) {
      checkRescores(rescores, findings);
      // It committed to the scorer that it began with, and has said which ones came after.
      computed.put(Items.SCORER, rescores.get(0).from().getBytes(UTF_8));
    }
    Set<String> items = new TreeSet<>(committed.keySet());
    items.addAll(computed.keySet());
    items.removeAll(patients.keySet());
    compareContents(findings.count("items computed again"), items, committed, computed);
  }

  /** Whether each scorer took over from the one before, and the last is this one. */
  private static void checkRescores(List<Bulletin.Rescoring> rescores, Findings findings) {
    Findings.Kind kind = findings.count("re-scores");
    for (int i = 0; i < rescores.size(); i++) {
      String next = i + 1 < rescores.size() ? rescores.get(i + 1).from() : ScorerEdition.text();
      kind.checked(
          rescores.get(i).to().equals(next)
              ? List.of()
              : List.of(
                  "The re-score of "
                      + rescores.get(i).at()
                      + " was by another scorer than "
                      + (i + 1 < rescores.size() ? "the next one began with." : "this one.")));
    }
    kind.end();
  }

  private static void compareContents(
      Findings.Kind kind,
      Set<String> items,
      Map<String, byte[]> committed,
      Map<String, byte[]> computed) {
    for (String item : items) {
      byte[] stored = committed.get(item);
      byte[] again = computed.get(item);
      if (stored == null) {
        kind.checked(List.of("The dump has no commitment to " + item + "."));
      } else if (again == null) {
        kind.checked(
            List.of("The dump commits to " + item + ", which this version does not know."));
      } else {
        kind.checked(
            Differences.ofTexts(stored, again).stream()
                .map(difference -> "committed/" + item + ": " + difference + ".")
                .toList());
      }
    }
    kind.end();
  }

  /** Whether the submissions are those that were logged. */
  private static String checkLog(
      DumpFolder dump, Commitments commitments, List<Submission> submissions, Findings findings)
      throws IOException {
    List<EntryLog.Link> stored = dump.readAll(Layout.LOG, EntryLog.Link.class);
    List<EntryLog.Link> computed = SubmissionLog.of(commitments.root(), submissions);
    Findings.Kind kind = findings.count("submissions");
    for (int i = 0; i < Math.max(stored.size(), computed.size()); i++) {
      Optional<EntryLog.Link> left = at(stored, i);
      Optional<EntryLog.Link> right = at(computed, i);
      kind.checked(
          left.equals(right)
              ? List.of()
              : List.of(
                  "Entry "
                      + (i + 1)
                      + " of the log of submissions was logged as "
                      + shown(left)
                      + ", but the submissions in the dump give "
                      + shown(right)
                      + "."));
    }
    kind.end();
    return EntryLog.head(commitments.root(), computed);
  }

  private static Optional<EntryLog.Link> at(List<EntryLog.Link> links, int index) {
    return index < links.size() ? Optional.of(links.get(index)) : Optional.empty();
  }

  private static String shown(Optional<EntryLog.Link> link) {
    return link.map(
            known -> "'" + known.text().replace('\t', ' ') + "' with digest " + known.sha256())
        .orElse("nothing");
  }

  private static void checkDigests(
      DumpHead head, String root, String logHead, Witness witness, Findings findings) {
    Findings.Kind kind = findings.count("digests");
    compare(kind, "root of the commitments", head.root(), root, Layout.HEAD);
    compare(kind, "digest of the log of submissions", head.logHead(), logHead, Layout.HEAD);
    witness
        .root()
        .ifPresent(seen -> compare(kind, "root of the commitments", seen, root, "--root"));
    witness
        .logHead()
        .ifPresent(
            seen -> compare(kind, "digest of the log of submissions", seen, logHead, "--log"));
    kind.end();
  }

  private static void compare(
      Findings.Kind kind, String what, String expected, String computed, String source) {
    kind.checked(
        expected.equals(computed)
            ? List.of()
            : List.of(
                "The "
                    + what
                    + " is "
                    + expected
                    + " by "
                    + source
                    + " but computes to "
                    + computed
                    + "."));
  }
}
