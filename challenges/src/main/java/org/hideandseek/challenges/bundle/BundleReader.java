package org.hideandseek.challenges.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hideandseek.challenges.strict.StrictFormat;
import org.hideandseek.challenges.strict.StrictFormatException;

/** Reads the files of a bundle and collects what is wrong with them. */
final class BundleReader {
  static final String DEFINITION = "challenge.yaml";

  private static final String OVERVIEW = "overview.md";
  private static final String PLAYERS_FOLDER = "players/";
  private static final String PLAYERS = PLAYERS_FOLDER + "players.yaml";

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
    Optional<Challenge> challenge = yaml.flatMap(text -> yaml(text, DEFINITION, Challenge.class));
    Optional<String> overview = part(() -> files.text(OVERVIEW).orElse(""));
    List<Page> pages = challenge.map(this::pages).orElse(List.of());
    Optional<TestPlayers> players =
        part(() -> files.text(PLAYERS))
            .orElse(Optional.empty())
            .flatMap(text -> yaml(text, PLAYERS, TestPlayers.class));
    Map<String, Path> archives = archives(players.orElse(TestPlayers.NONE));
    Optional<CohortSource> cohort =
        challenge.flatMap(known -> part(() -> patients.apply(known.data())));
    return problems.isEmpty()
        ? BundleReview.of(
            new Bundle(
                challenge.orElseThrow(),
                yaml.orElseThrow(),
                overview.orElseThrow(),
                pages,
                players.orElse(TestPlayers.NONE),
                archives,
                cohort.orElseThrow()))
        : BundleReview.of(problems);
  }

  private List<Page> pages(Challenge challenge) {
    List<Page> pages = new ArrayList<>();
    for (PageFile page : challenge.pages()) {
      part(() -> files.requiredText(page.file()))
          .ifPresent(text -> pages.add(new Page(page.title(), page.slug(), text)));
    }
    challenge
        .terms()
        .flatMap(file -> part(() -> files.requiredText(file)))
        .ifPresent(text -> pages.add(new Page("Terms", Challenge.TERMS, text)));
    return pages;
  }

  private Map<String, Path> archives(TestPlayers players) {
    Map<String, Path> archives = new TreeMap<>();
    Stream.concat(
            players.hiders().stream().map(TestPlayers.Hider::player),
            players.seekers().stream().map(TestPlayers.Seeker::player))
        .flatMap(player -> player.archive().stream())
        .distinct()
        .forEach(
            file ->
                part(() -> files.requiredPath(PLAYERS_FOLDER + file))
                    .ifPresent(path -> archives.put(file, path)));
    return archives;
  }

  /** A part of the bundle; empty if it is wrong. */
  private <T> Optional<T> part(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (BundleException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** A text in YAML as a record; empty if it is wrong. */
  private <T> Optional<T> yaml(String text, String file, Class<T> type) {
    List<String> found = StrictFormat.YAML.problems(text, files.called(file), type);
    problems.addAll(found);
    return found.isEmpty() ? part(() -> parse(text, files.called(file), type)) : Optional.empty();
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
