package org.hideandseek.challenges.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of cohorts under {@code /in}, and what a hider writes under {@code /out}. */
public final class InputFolders {
  /** What a hider learns from; in a shadow, what the hider learned from. */
  public static final String MEMBERS = "members";

  /** Whom a seeker judges. */
  public static final String CANDIDATES = "candidates";

  /** What a hider released; in a shadow, what it made of the shadow's members. */
  public static final String RELEASE = "release";

  /** A sample of the population, none of them members or candidates. */
  public static final String REFERENCE = "reference";

  /** Releases of the same hider on known patients, each in a folder of its number, from 1. */
  public static final String SHADOWS = "shadows";

  /** In a shadow, patients whom the hider did not learn from. */
  public static final String NON_MEMBERS = "non-members";

  private static final String NUMBER = "[1-9][0-9]{0,3}";

  private InputFolders() {}

  /**
   * The folder of a shadow, which holds {@link #MEMBERS}, {@link #NON_MEMBERS} and {@link
   * #RELEASE}, such as {@code shadows/2}.
   *
   * @param number from 1
   */
  public static String shadow(int number) {
    return SHADOWS + "/" + number;
  }

  /**
   * The folders of all shadows, in the order of their numbers.
   *
   * @param in {@code /in}
   * @return none if the challenge gives none
   */
  public static List<Path> shadows(Path in) throws IOException {
    Path all = in.resolve(SHADOWS);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders
          .filter(folder -> name(folder).matches(NUMBER))
          .sorted(Comparator.comparingInt(folder -> Integer.parseInt(name(folder))))
          .toList();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }
}
