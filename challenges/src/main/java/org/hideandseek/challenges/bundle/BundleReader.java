package org.hideandseek.challenges.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hideandseek.challenges.strict.Reading;
import org.hideandseek.challenges.strict.StrictFormat;
import org.hideandseek.challenges.strict.StrictFormatException;

/** Reads the files of a bundle and collects what is wrong with them. */
final class BundleReader {
  static final String DEFINITION = "challenge.yaml";

  private static final String OVERVIEW = "overview.md";
  private static final String PLAYERS_FOLDER = "players/";
  private static final String PLAYERS = PLAYERS_FOLDER + "players.yaml";

  /** What stands in for values that are wrong, while the others are looked at. */
  private static final String EXAMPLE =
      """
      name: example
      title: Example
      summary: Example
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 100, sizes: {candidates: 20, reference: 10, holdout: 10}}
      facets: [marginals]
      gate: 0.5
      hiders: {seconds: 1, memory_mib: 64, cpus: 1}
      seekers: {seconds: 1, memory_mib: 64, cpus: 1}
      phases: [{name: example, starts: "1970-01-01T00:00Z", ends: "9999-01-01T00:00Z"}]
      fact_sheet: [{name: example, label: Example, kind: text}]
      pages: [{title: Example, file: example.md}]
      """;

  private final BundleFiles files;
  private final Function<Challenge.Data, CohortSource> patients;
  private final List<String> problems = new ArrayList<>();

  /**
   * A reader of one bundle.
   *
   * @param patients finds the cohort; throws a BundleException if there is none
   */
  BundleReader(BundleFiles files, Function<Challenge.Data, CohortSource> patients) {
    this.files = files;
    this.patients = patients;
  }

  BundleReview read() {
    Optional<String> yaml = part(() -> files.requiredText(DEFINITION));
    Optional<Reading<Challenge>> definition =
        yaml.map(
            text ->
                StrictFormat.YAML.reading(
                    text, files.called(DEFINITION), Challenge.class, EXAMPLE));
    definition.ifPresent(read -> problems.addAll(read.problems()));
    Optional<String> overview = part(() -> files.text(OVERVIEW).orElse(""));
    List<Page> pages = definition.map(this::pages).orElse(List.of());
    Optional<Reading<TestPlayers>> playing =
        part(() -> files.text(PLAYERS))
            .orElse(Optional.empty())
            .map(
                text ->
                    StrictFormat.YAML.reading(
                        text, files.called(PLAYERS), TestPlayers.class, "{}"));
    playing.ifPresent(read -> problems.addAll(read.problems()));
    Optional<TestPlayers> players = playing.flatMap(Reading::value);
    Map<String, Path> archives = playing.isPresent() ? archives(playing.get()) : Map.of();
    Optional<CohortSource> cohort = definition.flatMap(this::cohort);
    return new BundleReview(
        problems.isEmpty()
            ? Optional.of(
                new Bundle(
                    definition.orElseThrow().value().orElseThrow(),
                    yaml.orElseThrow(),
                    overview.orElseThrow(),
                    pages,
                    players.orElse(TestPlayers.NONE),
                    archives,
                    cohort.orElseThrow()))
            : Optional.empty(),
        problems,
        definition,
        cohort);
  }

  private List<Page> pages(Reading<Challenge> definition) {
    List<Page> pages = new ArrayList<>();
    List<PageFile> named = definition.value().map(Challenge::pages).orElse(List.of());
    for (int i = 0; i < named.size(); i++) {
      PageFile page = named.get(i);
      String[] key = {"pages", "" + i, "file"};
      if (definition.says(key)) {
        part(definition.at(key), () -> files.requiredText(page.file()))
            .ifPresent(text -> pages.add(new Page(page.title(), page.slug(), text)));
      }
    }
    definition
        .value()
        .filter(read -> definition.says("terms"))
        .flatMap(Challenge::terms)
        .flatMap(file -> part(definition.at("terms"), () -> files.requiredText(file)))
        .ifPresent(text -> pages.add(new Page("Terms", Challenge.TERMS, text)));
    return pages;
  }

  private Optional<CohortSource> cohort(Reading<Challenge> definition) {
    return definition
        .value()
        .filter(read -> definition.says("data"))
        .map(Challenge::data)
        .flatMap(data -> part(definition.at("data", data.key()), () -> patients.apply(data)));
  }

  private Map<String, Path> archives(Reading<TestPlayers> playing) {
    Map<String, Path> archives = new TreeMap<>();
    TestPlayers players = playing.value().orElse(TestPlayers.NONE);
    for (int i = 0; i < players.hiders().size(); i++) {
      addArchive(players.hiders().get(i).player(), playing, "hiders", i, archives);
    }
    for (int i = 0; i < players.seekers().size(); i++) {
      addArchive(players.seekers().get(i).player(), playing, "seekers", i, archives);
    }
    return archives;
  }

  private void addArchive(
      TestPlayers.Player player,
      Reading<TestPlayers> playing,
      String list,
      int index,
      Map<String, Path> archives) {
    player
        .archive()
        .filter(file -> !archives.containsKey(file))
        .ifPresent(
            file ->
                part(
                        playing.at(list, "" + index, "player", "archive"),
                        () -> files.requiredPath(PLAYERS_FOLDER + file))
                    .ifPresent(path -> archives.put(file, path)));
  }

  /** A part of the bundle; empty if it is wrong. */
  private <T> Optional<T> part(Supplier<T> read) {
    return part("", read);
  }

  /**
   * A part of the bundle; empty if it is wrong.
   *
   * @param at what sentences about it begin with: the line that names it
   */
  private <T> Optional<T> part(String at, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (BundleException e) {
      problems.add(at + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Reads a text in YAML.
   *
   * @param called what errors call it
   * @throws BundleException if it is not right
   */
  static <T> T parse(String text, String called, Class<T> type) {
    try {
      return StrictFormat.YAML.read(text, called, type);
    } catch (StrictFormatException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }
}
