package org.hideandseek.web.challenge;

import java.util.List;
import java.util.stream.Stream;

/** The pages of one challenge. */
public record ChallengeNav(List<Entry> entries) {

  public ChallengeNav {
    entries = List.copyOf(entries);
  }

  boolean shown() {
    return !entries.isEmpty();
  }

  /** One of them; {@code current} where it is the one that shows. */
  public record Entry(String label, String href, boolean current) {}

  /**
   * The pages of a challenge.
   *
   * @param current {@code overview}, {@code leaderboard}, {@code matrix}, {@code matches}, {@code
   *     submit}, {@code team}, {@code organise} or none
   */
  public static ChallengeNav of(String challenge, String current) {
    String home = "/challenges/" + challenge;
    Stream<Entry> everybodys =
        Stream.of(
            new Entry("Overview", home, current.equals("overview")),
            new Entry("Leaderboards", home + "/leaderboard", current.equals("leaderboard")),
            new Entry("Matrix", home + "/matrix", current.equals("matrix")),
            new Entry("Matches", home + "/matches", current.equals("matches")),
            new Entry("Submit", home + "/submit", current.equals("submit")),
            new Entry("Your team", home + "/team", current.equals("team")));
    return new ChallengeNav(
        current.equals("organise")
            ? Stream.concat(everybodys, Stream.of(new Entry("Organise", home + "/organise", true)))
                .toList()
            : everybodys.toList());
  }
}
