package org.hideandseek.web.submission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.OwnSubmission;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;

/**
 * What a team has submitted, for its own page.
 *
 * @param rows a page of it, the newest first
 * @param pages how to go on
 * @param caption what the ranks and scores are
 * @param choosing until when what may be chosen; empty where nothing is to be chosen
 */
public record OwnSubmissionsView(List<Row> rows, Pages pages, String caption, String choosing) {
  private static final int SIZE = 50;

  /**
   * A submission.
   *
   * @param rank on the board that the team sees; empty where it has none
   * @param score what ranks it
   * @param choice whether it goes on into the next phase; empty where that is not to be chosen
   */
  record Row(
      long id,
      String name,
      String role,
      String state,
      String reason,
      String rank,
      String score,
      String sent,
      String sentIso,
      Optional<Choice> choice) {}

  /** Whether a submission is chosen. */
  record Choice(boolean chosen) {}

  private record Place(OptionalInt rank, String score) {}

  /**
   * A page of a list.
   *
   * @param own the newest first
   * @param boards as the team sees them
   * @param here the address of the page
   */
  public static OwnSubmissionsView of(List<OwnSubmission> own, Leaderboards boards, Address here) {
    Map<Long, Place> places = places(boards);
    Pages.Part<OwnSubmission> part =
        Pages.part(own, SIZE, here, Pages.PAGE, "Submissions", "submissions");
    return new OwnSubmissionsView(
        part.rows().stream().map(one -> row(one, places.get(one.summary().id()))).toList(),
        part.pages(),
        caption(boards),
        choosing(own));
  }

  private static Map<Long, Place> places(Leaderboards boards) {
    Map<Long, Place> places = new HashMap<>();
    boards
        .hiders()
        .forEach(
            row ->
                places.put(row.submission(), new Place(row.rank(), Figures.score(row.worstAuc()))));
    boards
        .seekers()
        .forEach(
            row ->
                places.put(row.submission(), new Place(row.rank(), Figures.score(row.meanAuc()))));
    return places;
  }

  private static Row row(OwnSubmission own, Place place) {
    SubmissionSummary summary = own.summary();
    Optional<Place> known = Optional.ofNullable(place);
    return new Row(
        summary.id(),
        summary.name(),
        summary.role().word(),
        summary.state().word(),
        summary.reason(),
        known
            .map(Place::rank)
            .filter(OptionalInt::isPresent)
            .map(rank -> Figures.count(rank.getAsInt()))
            .orElse(""),
        known.map(Place::score).orElse(""),
        Figures.time(summary.createdAt()),
        Figures.iso(summary.createdAt()),
        own.choice().map(choice -> new Choice(choice.chosen())));
  }

  private static String caption(Leaderboards boards) {
    return "The newest first. Ranks and scores are those of the leaderboards"
        + boards.view().phase().map(phase -> " of phase '" + phase + "'").orElse("")
        + ": a hider's is the AUC of its strongest seeker, a seeker's its mean AUC."
        + (boards.view().notice().isEmpty() ? "" : " " + boards.view().notice());
  }

  private static String choosing(List<OwnSubmission> own) {
    return own.stream()
        .flatMap(one -> one.choice().stream())
        .findFirst()
        .map(
            next ->
                "Until %s your team may choose %s in each role to go on into phase '%s'. Chosen so far: %s. Where you choose none in a role, your latest valid one goes on."
                    .formatted(
                        Figures.time(next.begins()),
                        Figures.count(next.most()),
                        next.phase(),
                        chosen(own)))
        .orElse("");
  }

  private static String chosen(List<OwnSubmission> own) {
    List<String> names =
        own.stream()
            .filter(one -> one.choice().filter(choice -> choice.chosen()).isPresent())
            .map(one -> one.summary().role().word() + " '" + one.summary().name() + "'")
            .toList();
    return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
  }

  boolean any() {
    return !rows.isEmpty() || pages.several();
  }

  boolean canChoose() {
    return !choosing.isEmpty();
  }
}
