package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The referee at the command line, on files as they should and should not be. */
final class ScoreFilesTest {
  private static final long SEED = 20261124;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      new Schema(
          "days",
          12,
          100,
          List.of(Variable.numeric("pulse", "1/min", 0, 300), Variable.numeric("ph", "", 6, 8)),
          List.of(Variable.numeric("age", "years", 0, 120), Variable.binary("died").asOutcome()));

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  // ---- privacy

  @Test
  void privacyWritesEveryNumberWithItsIntervalAndChance() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] scores = new float[300];
    boolean[] member = new boolean[300];
    for (int i = 0; i < scores.length; i++) {
      member[i] = random.nextBoolean();
      scores[i] = (float) (random.nextGaussian() + (member[i] ? 1 : 0));
    }
    JsonNode report = privacy(scores, member);
    for (String key : List.of("auc", "balanced_accuracy", "advantage")) {
      assertBetween(report, key + "_low", key, key + "_high");
      assertThat(report.get(key + "_chance_low").asDouble())
          .isLessThan(report.get(key + "_chance_high").asDouble());
    }
    for (String rate : List.of("0.001", "0.01", "0.1")) {
      assertThat(report.get("tpr_at_fpr").get(rate).asDouble())
          .isBetween(
              report.get("tpr_at_fpr_low").get(rate).asDouble(),
              report.get("tpr_at_fpr_high").get(rate).asDouble());
    }
    assertThat(report.get("epsilon_lower_bound").asDouble()).isPositive();
    assertThat(report.get("one_run_guesses").asInt()).isPositive();
  }

  @Test
  void infiniteScoresStandAtTheEnds() throws IOException {
    float infinity = Float.POSITIVE_INFINITY;
    JsonNode report =
        privacy(new float[] {infinity, 2, -infinity, 1}, new boolean[] {true, true, false, false});
    assertThat(report.get("auc").asDouble()).isEqualTo(1);
    JsonNode worse =
        privacy(new float[] {infinity, 2, -infinity, 1}, new boolean[] {false, false, true, true});
    assertThat(worse.get("auc").asDouble()).isZero();
    assertThat(worse.get("advantage").asDouble()).isEqualTo(-1);
  }

  @Test
  void equalScoresAreChanceAndClaimNothing() throws IOException {
    JsonNode report = privacy(new float[6], new boolean[] {true, false, true, false, false, true});
    assertThat(report.get("auc").asDouble()).isEqualTo(0.5);
    assertThat(report.get("tpr_at_fpr").get("0.1").asDouble()).isCloseTo(0.1, within(1e-12));
    assertThat(report.get("epsilon_lower_bound").asDouble()).isZero();
  }

  @Test
  void oneMemberAndOneOtherHaveWideIntervals() throws IOException {
    JsonNode report = privacy(new float[] {1, 0}, new boolean[] {true, false});
    assertThat(report.get("auc").asDouble()).isEqualTo(1);
    assertThat(report.get("auc_low").asDouble()).isLessThan(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "true true, no non-member",
    "false false, no member",
    "true, no non-member",
    "'', member"
  })
  void membersAloneOrNoneAreRefused(String truth, String says) throws IOException {
    String[] words = truth.isEmpty() ? new String[0] : truth.split(" ");
    boolean[] member = new boolean[words.length];
    for (int i = 0; i < member.length; i++) {
      member[i] = Boolean.parseBoolean(words[i]);
    }
    Ended ended =
        run(
            "score",
            "privacy",
            "--scores",
            scores(new float[member.length]).toString(),
            "--members",
            members(member).toString());
    assertSentence(ended, says);
    assertThat(ended.output()).contains("scores.npy", "members.npy");
  }

  @Test
  void wrongFilesOfScoresAreRefusedByNameAndIndex() throws IOException {
    Path members = members(true);
    Path scores = scores(1, 2);
    assertSentence(privacyOf(scores(1, Float.NaN), members), "scores.npy[1] is NaN");
    assertSentence(privacyOf(scores(1, 2, 3), members), "has 3 candidates but");
    assertSentence(privacyOf(members, members), "members.npy has dtype |b1");
    assertSentence(privacyOf(scores, scores), "scores.npy has dtype <f4");
    assertSentence(privacyOf(column(1, 2), members), "has shape [2, 1] instead of [candidates]");
    assertSentence(privacyOf(folder.resolve("none.npy"), members), "There is no file");
    Path text = Files.writeString(folder.resolve("text.npy"), "0.5,0.7\n");
    assertSentence(privacyOf(text, members), "text.npy");
    byte[] whole = Files.readAllBytes(scores);
    Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, 130));
    assertSentence(privacyOf(cut, members), "cut.npy");
  }

  @Test
  void aFolderThatIsNotThereCannotTakeTheJson() throws IOException {
    assertSentence(
        run(
            "score",
            "privacy",
            "--scores",
            scores(1, 2).toString(),
            "--members",
            members(true, false).toString(),
            "--json",
            folder.resolve("no/such.json").toString()),
        "There is no folder for");
  }

  // ---- utility

  @Test
  void utilityWritesFacetsFidelityAndWhatWasLeftOut() throws IOException {
    JsonNode report = utility(people(1, 60), people(2, 60), people(3, 60));
    assertBetween(report, "total_low", "total", "total_high");
    assertThat(report.get("facets").has("marginals")).isTrue();
    assertThat(report.get("facets_low").has("marginals")).isTrue();
    assertThat(report.get("left_out").isArray()).isTrue();
    JsonNode fidelity = report.get("fidelity");
    assertThat(fidelity.get("discriminative_score").isNumber()).isTrue();
    assertThat(fidelity.get("authenticity_real").isNumber()).isTrue();
    assertThat(fidelity.get("identical_share").asDouble()).isZero();
    assertThat(fidelity.get("variables").get(0).get("ks").isNumber()).isTrue();
    assertThat(report.get("gate_2020").get("failed").asInt()).isZero();
  }

  @Test
  void utilityPrintsFidelityAndWhatWasLeftOutForPeople() throws IOException {
    Path members = write(people(1, 20));
    Ended ended = run(utilityArguments(members, members, write(people(3, 20))));
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("total", "  marginals", "left out of", "discriminative score", "gate of 2020")
        .containsPattern("identical share +1\\.0000   real people 0\\.0000")
        .containsPattern("near copies +20\\.0000")
        .doesNotContain("NaN");
  }

  @Test
  void oneMemberOnePatientReleasedAndOneHeldOutAreDefined() throws IOException {
    JsonNode report = utility(people(1, 1), people(2, 1), people(3, 1));
    assertThat(report.get("total_low").asDouble()).isZero();
    assertThat(report.get("total_high").asDouble()).isEqualTo(1);
    assertThat(report.get("fidelity").get("authenticity").isNull()).isTrue();
  }

  @Test
  void onePatientRepeatedIsFarFromUseful() throws IOException {
    Cohort members = people(1, 60);
    JsonNode report = utility(members, members.select(new int[60]), people(3, 60));
    assertThat(report.get("total").asDouble()).isLessThan(0.2);
    assertThat(report.get("fidelity").get("identical_share").asDouble()).isEqualTo(1);
    assertThat(report.get("fidelity").get("near_copies").asInt()).isEqualTo(60);
  }

  @Test
  void aFeatureThatIsNeverMeasuredIsLeftOutByName() throws IOException {
    UnaryOperator<Patient> without = patient -> with(patient, 1, Float.NaN);
    JsonNode report =
        utility(
            changed(people(1, 40), without),
            changed(people(2, 40), without),
            changed(people(3, 40), without));
    assertThat(leftOut(report)).contains("one-step-ahead ph", "marginals ph");
  }

  @Test
  void aFeatureThatTheReleaseNeverMeasuresCostsItsSkill() throws IOException {
    JsonNode report =
        utility(
            people(1, 40),
            changed(people(2, 40), patient -> with(patient, 0, Float.NaN)),
            people(3, 40));
    assertThat(report.get("total").asDouble()).isLessThan(0.6);
    assertThat(report.get("gate_2020").get("failed").asInt()).isPositive();
    assertThat(report.get("gate_2020").get("largest_ratio").isNull()).isTrue();
  }

  @Test
  void aConstantFeatureIsDefined() throws IOException {
    UnaryOperator<Patient> constant = patient -> with(patient, 1, 7.4f);
    JsonNode report =
        utility(
            changed(people(1, 40), constant),
            changed(people(2, 40), constant),
            changed(people(3, 40), constant));
    assertThat(leftOut(report)).contains("marginals ph");
    JsonNode worse =
        utility(changed(people(1, 40), constant), people(2, 40), changed(people(3, 40), constant));
    assertThat(worse.get("total").asDouble()).isLessThan(report.get("total").asDouble());
  }

  @Test
  void anOutcomeOfOneClassIsLeftOut() throws IOException {
    UnaryOperator<Patient> alive =
        patient ->
            new Patient(patient.times(), patient.values(), new float[] {patient.statics()[0], 0});
    JsonNode report =
        utility(
            changed(people(1, 40), alive),
            changed(people(2, 40), alive),
            changed(people(3, 40), alive));
    assertThat(leftOut(report)).anyMatch(left -> left.startsWith("outcome-prediction died"));
  }

  @Test
  void wrongFoldersAreRefusedByFileAndIndex() throws IOException {
    Path good = write(people(1, 3));
    Path infinite =
        write(changed(people(2, 3), patient -> with(patient, 0, Float.POSITIVE_INFINITY)));
    assertSentence(run(utilityArguments(good, infinite, good)), "values.npy[0, 0, 0]");
    Path early = write(people(4, 3));
    Files.delete(early.resolve(CohortFiles.TIMES));
    assertSentence(run(utilityArguments(good, good, early)), "times.npy");
    Path typed = write(people(5, 3));
    Files.copy(typed.resolve(CohortFiles.LENGTHS), typed.resolve("x"));
    Files.delete(typed.resolve(CohortFiles.STATICS));
    Files.move(typed.resolve("x"), typed.resolve(CohortFiles.STATICS));
    assertSentence(run(utilityArguments(typed, good, good)), "statics.npy has dtype <i4");
    Path mixed = write(people(6, 3));
    Files.delete(mixed.resolve(CohortFiles.LENGTHS));
    Files.copy(
        write(people(7, 4)).resolve(CohortFiles.LENGTHS), mixed.resolve(CohortFiles.LENGTHS));
    assertSentence(run(utilityArguments(good, mixed, good)), "lengths.npy");
    String[] noSchema = utilityArguments(good, good, good);
    noSchema[3] = folder.resolve("nowhere").toString();
    assertSentence(run(noSchema), "There is no schema.json at");
  }

  // ---- epsilon

  @ParameterizedTest
  @CsvSource({
    "0, 0.04, 100, 1e-5, too little noise",
    "1e-200, 0.04, 100, 1e-5, too little noise",
    "-1, 0.04, 100, 1e-5, sigma",
    "NaN, 0.04, 100, 1e-5, sigma",
    "1, 1.5, 100, 1e-5, rate",
    "1, NaN, 100, 1e-5, rate",
    "1, 0.04, -1, 1e-5, steps",
    "1, 0.04, 100, 0, delta",
    "1, 0.04, 100, NaN, delta"
  })
  void whatCannotBeAccountedForIsOneSentence(
      String sigma, String rate, String steps, String delta, String says) {
    assertSentence(
        run("epsilon", "--sigma", sigma, "--rate", rate, "--steps", steps, "--delta", delta), says);
  }

  @Test
  void withoutAnyStepNothingIsSpent() throws IOException {
    Path json = folder.resolve("epsilon.json");
    Ended ended =
        run(
            "epsilon",
            "--sigma",
            "1",
            "--rate",
            "0.5",
            "--steps",
            "0",
            "--delta",
            "1e-5",
            "--json",
            json.toString());
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(JSON.readTree(json.toFile()).get("epsilon").asDouble()).isZero();
  }

  // ---- files

  private JsonNode privacy(float[] scores, boolean[] member) throws IOException {
    Path json = Files.createTempFile(folder, "privacy", ".json");
    Ended ended =
        run(
            "score",
            "privacy",
            "--scores",
            scores(scores).toString(),
            "--members",
            members(member).toString(),
            "--json",
            json.toString());
    return read(ended, json);
  }

  private JsonNode utility(Cohort members, Cohort release, Cohort holdout) throws IOException {
    Path json = Files.createTempFile(folder, "utility", ".json");
    List<String> arguments =
        new ArrayList<>(List.of(utilityArguments(write(members), write(release), write(holdout))));
    arguments.addAll(List.of("--json", json.toString()));
    return read(run(arguments.toArray(String[]::new)), json);
  }

  private static JsonNode read(Ended ended, Path json) throws IOException {
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(Files.readString(json)).doesNotContain("NaN", "Infinity");
    return JSON.readTree(json.toFile());
  }

  private static void assertBetween(JsonNode report, String low, String value, String high) {
    assertThat(report.get(value).asDouble())
        .isBetween(report.get(low).asDouble(), report.get(high).asDouble());
  }

  private static List<String> leftOut(JsonNode report) {
    List<String> names = new ArrayList<>();
    report
        .get("left_out")
        .forEach(left -> names.add(left.get("facet").asText() + " " + left.get("name").asText()));
    return names;
  }

  private Ended privacyOf(Path scores, Path members) {
    return run("score", "privacy", "--scores", scores.toString(), "--members", members.toString());
  }

  private String[] utilityArguments(Path members, Path release, Path holdout) throws IOException {
    SchemaFile.write(folder, SCHEMA);
    return new String[] {
      "score",
      "utility",
      "--schema",
      folder.toString(),
      "--members",
      members.toString(),
      "--release",
      release.toString(),
      "--holdout",
      holdout.toString()
    };
  }

  private Path scores(float... scores) throws IOException {
    Path written = Files.createTempDirectory(folder, "scores");
    ScoresFile.write(written, scores);
    return written.resolve(ScoresFile.FILE);
  }

  private Path column(float... scores) throws IOException {
    Path file = Files.createTempDirectory(folder, "column").resolve("column.npy");
    try (NpyOutput output = NpyOutput.create(file, NpyType.FLOAT32, 1)) {
      output.write(scores);
    }
    return file;
  }

  private Path members(boolean... members) throws IOException {
    Path file = Files.createTempDirectory(folder, "members").resolve("members.npy");
    try (NpyOutput output = NpyOutput.create(file, NpyType.BOOL)) {
      for (boolean member : members) {
        output.writeBoolean(member);
      }
    }
    return file;
  }

  private Path write(Cohort cohort) throws IOException {
    Path written = Files.createTempDirectory(folder, "cohort");
    CohortFiles.write(written, cohort);
    return written;
  }

  private static Cohort changed(Cohort cohort, UnaryOperator<Patient> change) {
    return new Cohort(cohort.schema(), cohort.patients().stream().map(change).toList());
  }

  private static Patient with(Patient patient, int feature, float value) {
    float[] values = patient.values().clone();
    for (int t = 0; t < patient.length(); t++) {
      values[t * patient.featureCount() + feature] = value;
    }
    return new Patient(patient.times(), values, patient.statics());
  }

  /** Pulses that wander around a level of one's own, and an outcome that follows from age. */
  private static Cohort people(long seed, int n) {
    SplittableRandom random = new SplittableRandom(SEED + seed);
    return new Cohort(
        SCHEMA,
        IntStream.range(0, n)
            .mapToObj(
                i -> {
                  int steps = 4 + random.nextInt(8);
                  double level = random.nextGaussian();
                  float[] times = new float[steps];
                  float[] values = new float[2 * steps];
                  for (int t = 0; t < steps; t++) {
                    times[t] = t == 0 ? 0 : times[t - 1] + 0.5f + (float) random.nextDouble();
                    values[2 * t] = (float) (80 + 15 * level + 5 * random.nextGaussian());
                    values[2 * t + 1] =
                        random.nextInt(4) == 0
                            ? Float.NaN
                            : (float) (7.3 + 0.1 * level + 0.02 * random.nextGaussian());
                  }
                  float age = 20 + random.nextInt(70);
                  return new Patient(times, values, new float[] {age, age > 60 ? 1 : 0});
                })
            .toList());
  }

  private static Ended run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream caught = new PrintStream(output, true, UTF_8)) {
      System.setOut(caught);
      System.setErr(caught);
      int code = Main.run(arguments);
      caught.flush();
      return new Ended(code, output.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static void assertSentence(Ended ended, String says) {
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output().strip()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(ended.output().strip().lines().count()).as(ended.output()).isEqualTo(1);
  }
}
