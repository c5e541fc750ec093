package org.hideandseek.challenges.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reader, the JSON Schema and the table of the documents know the same keys. What only the
 * reader can tell is not asked of the schema: rules between values (the order of phases, names that
 * stand twice), days that do not exist. The reader is milder in one thing: it takes a number for a
 * text.
 */
class ChallengeKeysTest {
  private static final Pattern ROW = Pattern.compile("\\| (`[a-z_., `]+`) \\|.*");
  private static final Pattern KEY = Pattern.compile("`([a-z_.]+)`");
  private static final String WHOLE =
      """
      name: sepsis
      title: Sepsis
      summary: Patients with sepsis.
      data: {importer: mayo-pbc}
      public_share: 0.2
      splits: {count: 2, sizes: {candidates: 40, reference: 20, holdout: 20}}
      knowledge: [reference, shadows]
      shadows: 2
      facets: [marginals, missingness]
      gate: 0.5
      hiders: {seconds: 300, memory_mib: 2048, cpus: 0.5, gpus: 0}
      seekers: {seconds: 120, memory_mib: 1024, cpus: 1}
      phases:
        - name: practice
          starts: 2027-01-01T00:00Z
          ends: 2027-02-01T00:00:30Z
          splits: 1
          quotas: {hider: {per_day: 5}}
          visibility: {boards: hidden, own_scores: live, freeze: 2027-01-20T00:00Z}
      quotas: {seeker: {per_day: 2, total: 20}}
      teams: {max_size: 5, frozen: 2027-01-15T00:00Z}
      ranking: {rule: mean, profile: standard}
      fact_sheet:
        - {name: method, label: "How?", kind: choice, required: true, choices: [a, b]}
        - {name: code, label: "Where?", kind: url}
      pages: [{title: Rules, file: pages/rules.md}]
      licence: CC-BY-4.0
      terms: terms.md
      releases: own
      public_patients: teams
      largest_archive_mib: 512
      """;

  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode schema = schema();

  @Test
  void theSchemaHasTheKeysOfTheRecords() {
    Set<String> keys = new TreeSet<>();
    keysOfSchema(schema, "", keys);

    assertThat(keys).isEqualTo(keysOfRecord(Challenge.class, "", new TreeSet<>()));
  }

  @Test
  void theTableOfTheDocumentsHasTheKeysOfTheRecords() throws IOException {
    Set<String> keys = keysOfRecord(Challenge.class, "", new TreeSet<>());
    Set<String> leaves = new TreeSet<>(keys);
    leaves.removeIf(key -> keys.stream().anyMatch(other -> other.startsWith(key + ".")));
    // The table says of these that they are as the group "quotas".
    leaves.removeIf(key -> key.startsWith("phases.quotas."));
    Set<String> told = new TreeSet<>();
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "organising.md"));
    int from = lines.indexOf("## `challenge.yaml`");
    int to = lines.indexOf("## Choosing the numbers");
    for (String line : lines.subList(from, to)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        KEY.matcher(row.group(1)).results().map(key -> key.group(1)).forEach(told::add);
      }
    }

    assertThat(told).containsAll(leaves);
    assertThat(keys).containsAll(told);
  }

  @Test
  void aWholeCompetitionAndEveryBuiltInChallengeKeepTheSchema() throws IOException {
    assertJudgedAlike(WHOLE, true);
    assertJudgedAlike(WHOLE.replace("2027-01-20T00:00Z", "48h before the end"), true);
    for (String name : Bundle.builtIn()) {
      assertJudgedAlike(Bundle.find(name).yaml(), true);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: sepsis -> name: Sepsis",
        "name: sepsis -> nam: sepsis",
        "title: Sepsis -> title: ' '",
        "title: Sepsis -> title: [a]",
        "summary: Patients with sepsis. -> # no summary",
        "{importer: mayo-pbc} -> {importer: mayo-pbc, cohort: patients}",
        "{importer: mayo-pbc} -> {}",
        "{importer: mayo-pbc} -> mayo-pbc",
        "public_share: 0.2 -> public_share: 0",
        "public_share: 0.2 -> public_share: 1.5",
        "count: 2 -> count: 2.5",
        "count: 2 -> count: 101",
        "count: 2 -> count: '2'",
        "candidates: 40 -> candidates: 19",
        "candidates: 40 -> candidates: 99999999999",
        "holdout: 20 -> holdout: 9",
        "reference: 20, -> ''",
        "[reference, shadows] -> all",
        "[reference, shadows] -> []",
        "[reference, shadows] -> [reference, none]",
        "[reference, shadows] -> [shadows, shadows]",
        "shadows: 2 -> shadows: 0",
        "shadows: 2 -> shadows: 17",
        "shadows: 2 -> shadows: few",
        "[marginals, missingness] -> []",
        "[marginals, missingness] -> [marginals, marginals]",
        "[marginals, missingness] -> [marginal]",
        "gate: 0.5 -> gate: 1.5",
        "gate: 0.5 -> gate: half",
        "gate: 0.5 -> gate:",
        "cpus: 0.5 -> cpus: 0",
        "memory_mib: 2048 -> memory_mib: 63",
        "gpus: 0 -> gpus: -1",
        "2027-01-01T00:00Z -> 2027-01-01",
        "2027-01-01T00:00Z -> 2027-01-01T00:00+02:00",
        "name: practice -> name: Übung",
        "splits: 1 -> splits: 0",
        "per_day: 5 -> per_day: -1",
        "boards: hidden -> boards: nobody",
        "own_scores: live -> ownScores: live",
        "freeze: 2027-01-20T00:00Z -> freeze: 3 days before the end",
        "freeze: 2027-01-20T00:00Z -> freeze: 48h",
        "max_size: 5 -> max_size: 0",
        "frozen: 2027-01-15T00:00Z -> frozen: later",
        "rule: mean -> rule: median",
        "profile: standard -> profile: '2020'",
        "name: method -> name: Method",
        "kind: choice -> kind: number",
        "choices: [a, b] -> choices: [a]",
        "choices: [a, b] -> choices: [a, a]",
        "', choices: [a, b]' -> ''",
        "kind: url -> 'kind: url, choices: [a, b]'",
        "required: true -> required: 'yes'",
        "pages/rules.md -> ../rules.md",
        "pages/rules.md -> rules.txt",
        "terms: terms.md -> terms: /etc/passwd",
        "licence: CC-BY-4.0 -> license: CC-BY-4.0",
        "releases: own -> releases: all",
        "public_patients: teams -> public_patients: all",
        "largest_archive_mib: 512 -> largest_archive_mib: 0",
        "largest_archive_mib: 512 -> largest_archive_mib: 204801",
        "largest_archive_mib: 512 -> largest_archive_mib: 1 GiB",
      })
  void readerAndSchemaRefuseTheSame(String change) throws IOException {
    String[] sides = change.split(" -> ", 2);
    String from = sides[0].replaceAll("^'|'$", "");
    String to = sides[1].replaceAll("^'(.*,.*|)'$", "$1");
    assertThat(WHOLE).contains(from);

    assertJudgedAlike(WHOLE.replaceFirst(Pattern.quote(from), to), false);
  }

  private void assertJudgedAlike(String yaml, boolean right) throws IOException {
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);

    assertThat(validator.validate(YAML.readTree(yaml)).isEmpty()).as("schema").isEqualTo(right);
    assertThat(isRead(yaml)).as("reader").isEqualTo(right);
  }

  private static boolean isRead(String yaml) {
    try {
      Bundle.parse(yaml, "challenge.yaml");
      return true;
    } catch (BundleException e) {
      return false;
    }
  }

  private static JsonNode schema() {
    try (InputStream stream =
        ChallengeKeysTest.class.getResourceAsStream("/challenges/challenge.schema.json")) {
      return new ObjectMapper().readTree(stream);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void keysOfSchema(JsonNode node, String path, Set<String> keys) {
    JsonNode group = node.has("$ref") ? schema.at(node.get("$ref").textValue().substring(1)) : node;
    if (group.has("items")) {
      keysOfSchema(group.get("items"), path, keys);
      return;
    }
    group
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String key = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
              keys.add(key);
              keysOfSchema(property.getValue(), key, keys);
            });
  }

  private static Set<String> keysOfRecord(Class<?> type, String path, Set<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name =
          Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
              .map(JsonProperty::value)
              .filter(given -> !given.isEmpty())
              .orElse(new SnakeCaseStrategy().translate(component.getName()));
      String key = path.isEmpty() ? name : path + "." + name;
      keys.add(key);
      Class<?> part = part(component.getGenericType());
      if (part.isRecord()) {
        keysOfRecord(part, key, keys);
      }
    }
    return keys;
  }

  /** What a list or an optional holds. */
  private static Class<?> part(Type type) {
    return type instanceof ParameterizedType holder
            && List.of(List.class, Optional.class).contains(holder.getRawType())
        ? (Class<?>) holder.getActualTypeArguments()[0]
        : (Class<?>) type;
  }
}
