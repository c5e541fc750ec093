package org.hideandseek.web.challenge;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.bundle.PublicPatients;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Role;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Words;

/** A challenge's own page. */
record ChallengeView(
    String name,
    String title,
    String summary,
    ChallengeNav nav,
    StateLine state,
    List<Leader> hiders,
    List<Leader> seekers,
    String overview,
    BulletinView bulletin,
    CompetitionView competition,
    List<TakePart> takePart,
    String noEntry,
    List<Rule> rules,
    List<Limits> limits,
    String schemaCaption,
    List<VariableRow> variables,
    List<SubmissionRow> submissions,
    String olderSubmissions,
    List<Committed> committed,
    List<PreviewBar> preview) {

  private static final int LEADERS = 5;
  private static final int SUBMISSIONS = 12;

  static ChallengeView of(
      ChallengeDetails challenge,
      Bulletin bulletin,
      Leaderboards boards,
      String overview,
      String baseUrl) {
    Challenge definition = challenge.definition();
    String name = definition.name();
    return new ChallengeView(
        name,
        definition.title(),
        definition.summary(),
        ChallengeNav.of(name, "overview"),
        StateLine.of(challenge, boards, "/challenges/" + name),
        boards.hiders().stream()
            .filter(row -> row.rank().isPresent())
            .limit(LEADERS)
            .map(
                row ->
                    new Leader(
                        row.rank().getAsInt(),
                        row.name(),
                        row.submission(),
                        row.baseline(),
                        Figures.score(row.worstAuc())))
            .toList(),
        boards.seekers().stream()
            .filter(row -> row.rank().isPresent())
            .limit(LEADERS)
            .map(
                row ->
                    new Leader(
                        row.rank().getAsInt(),
                        row.name(),
                        row.submission(),
                        row.baseline(),
                        Figures.score(row.meanAuc())))
            .toList(),
        overview,
        BulletinView.of(bulletin),
        CompetitionView.of(definition),
        challenge.takesSubmissions()
            ? List.of(
                new TakePart(
                    name, baseUrl, challenge.definition().publicPatients() != PublicPatients.NONE))
            : List.of(),
        noEntry(challenge),
        rules(challenge),
        List.of(
            Limits.of("Hider, one release", definition.hiders()),
            Limits.of("Seeker, one match", definition.seekers())),
        schemaCaption(challenge.schema()),
        variables(challenge.schema()),
        challenge.submissions().stream().limit(SUBMISSIONS).map(SubmissionRow::of).toList(),
        challenge.submissions().size() > SUBMISSIONS
            ? Figures.count(challenge.submissions().size() - SUBMISSIONS) + " older ones are not"
            : "",
        challenge.root().map(root -> List.of(Committed.of(challenge, root))).orElse(List.of()),
        List.of());
  }

  /** The same before the challenge is open; its other pages are those of the bundle. */
  ChallengeView previewed(PreviewBar bar) {
    return new ChallengeView(
        name,
        title,
        summary,
        new ChallengeNav(List.of()),
        state.unfollowed(),
        hiders,
        seekers,
        overview,
        bulletin,
        competition.at(bar.back() + "/pages/"),
        takePart,
        noEntry,
        rules,
        limits,
        schemaCaption,
        variables,
        submissions,
        olderSubmissions,
        committed,
        List.of(bar));
  }

  private static String noEntry(ChallengeDetails challenge) {
    return challenge.closedAt().isPresent()
        ? "This challenge is closed and takes no more submissions."
        : challenge.pause().isPresent()
            ? "This challenge is paused and takes no submissions until it goes on."
            : challenge.stage().phased() ? challenge.stage().sentence() : "";
  }

  boolean hasHiders() {
    return !hiders.isEmpty();
  }

  boolean hasSeekers() {
    return !seekers.isEmpty();
  }

  boolean hasSubmissions() {
    return !submissions.isEmpty();
  }

  boolean hasOverview() {
    return !overview.isBlank();
  }

  boolean hasOlder() {
    return !olderSubmissions.isEmpty();
  }

  /** A line of a board at a glance. */
  record Leader(int rank, String name, long submission, boolean baseline, String score) {}

  /** A fact that binds every player. */
  record Rule(String label, String text) {}

  /**
   * What the challenge has committed to.
   *
   * @param root digest of all commitments
   */
  record Committed(
      String challenge,
      String root,
      String publishedAt,
      String publishedAtIso,
      String revealedAt,
      String revealedAtIso) {
    static Committed of(ChallengeDetails challenge, String root) {
      return new Committed(
          challenge.definition().name(),
          root,
          Figures.time(challenge.openedAt()),
          Figures.iso(challenge.openedAt()),
          challenge.revealedAt().map(Figures::time).orElse(""),
          challenge.revealedAt().map(Figures::iso).orElse(""));
    }

    boolean revealed() {
      return !revealedAt.isEmpty();
    }
  }

  /** How to take part, while one can. */
  record TakePart(String challenge, String baseUrl, boolean practice) {}

  /** What a role's run may use. */
  record Limits(String role, String time, String memory, String cpus, String gpus) {
    static Limits of(String role, PlayerLimits limits) {
      return new Limits(
          role,
          Figures.count(limits.seconds()) + " s",
          Figures.count(limits.memoryMib()) + " MiB",
          Figures.plain(limits.cpus()),
          Figures.count(limits.gpus()));
    }
  }

  record VariableRow(
      String name, String where, String kind, String unit, String values, boolean outcome) {}

  record SubmissionRow(
      long id, String name, String team, String role, String state, String time, String timeIso) {
    static SubmissionRow of(SubmissionSummary submission) {
      return new SubmissionRow(
          submission.id(),
          submission.name(),
          submission.team(),
          submission.role().word(),
          submission.state().word(),
          Figures.time(submission.createdAt()),
          Figures.iso(submission.createdAt()));
    }
  }

  private static List<Rule> rules(ChallengeDetails challenge) {
    Challenge definition = challenge.definition();
    var sizes = definition.splits().sizes();
    return List.of(
        new Rule(
            "Patients",
            Figures.count(challenge.publicPatients())
                + (challenge.publicPatients() == 1 ? " is" : " are")
                + " public, for practice. "
                + Figures.count(challenge.privatePatients())
                + " are private; every split is drawn from them."),
        new Rule(
            "Splits",
            String.format(
                Locale.ROOT,
                "%s. In each, %s candidates, of whom a fair coin makes each a member or not; %s"
                    + " for reference; %s more to test utility.",
                Figures.count(definition.splits().count()),
                Figures.count(sizes.candidates()),
                sizes.reference() == 0 ? "none" : Figures.count(sizes.reference(), "more patient"),
                Figures.count(sizes.holdout()))),
        new Rule(
            "A hider",
            "is given the members of one split and releases "
                + Figures.count(sizes.records())
                + " synthetic patients."),
        new Rule(
            "A seeker",
            "is given a release and the candidates in random order"
                + " and says for each how likely it was a member. "
                + knowledge(definition)),
        new Rule(
            "Gate",
            "A hider is ranked if its utility reaches "
                + Figures.fixed(definition.gate(), 2)
                + ". Utility is its smallest facet: "
                + String.join(", ", definition.facets().stream().map(Facet::word).toList())
                + "."),
        new Rule(
            "Same team",
            "A team's seeker also plays its own hider. Such matches are shown and rank nobody."),
        new Rule(
            "Public patients",
            switch (definition.publicPatients()) {
              case NONE -> "The organisers do not give them out on this site.";
              case TEAMS -> "Whoever is in a team of this challenge can download them.";
              case EVERYBODY -> "Everybody can download them.";
            }),
        new Rule(
            "Releases",
            switch (definition.releases()) {
              case NONE -> "They stay on the platform: they are made from secret members.";
              case OWN ->
                  "They stay on the platform until the challenge is revealed; then a team gets its own.";
            }));
  }

  private static String knowledge(Challenge definition) {
    List<String> given =
        definition.knowledge().stream()
            .map(
                kind ->
                    switch (kind) {
                      case REFERENCE ->
                          "a reference sample of "
                              + Figures.count(definition.splits().sizes().reference(), "patient")
                              + ", none of them candidates";
                      case SHADOWS ->
                          Figures.count(definition.shadowsPerHider(), "shadow release")
                              + " of each hider, made from halves of the public patients";
                    })
            .toList();
    return given.isEmpty()
        ? "It is given nothing else."
        : "It is also given " + String.join(", and ", given) + ".";
  }

  private static String schemaCaption(Schema schema) {
    return String.format(
        Locale.ROOT,
        "A patient has 1 to %s steps over at most %s %s, at times of their own. Every cell can be"
            + " missing.",
        Figures.count(schema.steps()),
        Figures.plain(schema.horizon()),
        schema.timeUnit());
  }

  private static List<VariableRow> variables(Schema schema) {
    return Stream.concat(
            schema.features().stream().map(variable -> row(variable, "every step")),
            schema.statics().stream().map(variable -> row(variable, "once")))
        .toList();
  }

  private static VariableRow row(Variable variable, String where) {
    return new VariableRow(
        variable.name(),
        where,
        Words.of(variable.kind()),
        variable.unit(),
        values(variable),
        variable.role() == Role.OUTCOME);
  }

  private static String values(Variable variable) {
    if (variable.kind() == Kind.CATEGORICAL) {
      return String.join(
          ", ",
          IntStream.range(0, variable.categories().size())
              .mapToObj(code -> code + " " + variable.categories().get(code))
              .toList());
    }
    return variable.kind() == Kind.BINARY
        ? "0 or 1"
        : Figures.plain(variable.min()) + " to " + Figures.plain(variable.max());
  }
}
