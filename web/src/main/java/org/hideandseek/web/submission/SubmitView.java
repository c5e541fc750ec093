package org.hideandseek.web.submission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.bundle.FactSheetField;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Allowance;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.UploadDetails;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Figures;

/**
 * The page to submit.
 *
 * @param team empty for who is in none
 * @param open whether anything is taken
 * @param sentence until when, or why not; may be empty
 * @param slots how often the team may still submit, by role
 * @param limit how large a file may be
 * @param largest the same in bytes
 * @param questions of the fact sheet
 * @param terms whether there are terms to agree to
 * @param unfinished uploads of the team
 */
record SubmitView(
    String challenge,
    String title,
    ChallengeNav nav,
    Sent sent,
    String team,
    boolean open,
    String sentence,
    List<String> slots,
    String limit,
    long largest,
    List<RoleChoice> roles,
    List<Question> questions,
    boolean terms,
    List<Unfinished> unfinished) {

  /**
   * What the page is given and what came from it.
   *
   * @param form the key of its forms
   * @param script the address of its script
   * @param typed the fields of a form that was refused
   * @param bad why it was; empty if it was not
   */
  record Sent(String form, String script, Map<String, String> typed, String bad) {}

  static SubmitView of(
      ChallengeDetails challenge,
      Optional<Allowance> allowance,
      List<UploadDetails> unfinished,
      Sent sent) {
    String name = challenge.summary().name();
    boolean asked = allowance.map(Allowance::asked).orElse(false);
    return new SubmitView(
        name,
        challenge.summary().title(),
        ChallengeNav.of(name, "submit"),
        sent,
        allowance.map(Allowance::team).orElse(""),
        allowance.map(Allowance::open).orElse(false),
        allowance.map(Allowance::sentence).orElse(""),
        allowance.map(Allowance::left).orElse(List.of()),
        Figures.bytes(challenge.definition().largestArchiveBytes()),
        challenge.definition().largestArchiveBytes(),
        roles(sent.typed()),
        asked
            ? challenge.definition().factSheet().stream()
                .map(field -> Question.of(field, sent.typed()))
                .toList()
            : List.of(),
        asked && challenge.definition().terms().isPresent(),
        unfinished.stream().map(Unfinished::of).toList());
  }

  private static List<RoleChoice> roles(Map<String, String> typed) {
    return List.of(PlayerRole.values()).stream()
        .map(role -> new RoleChoice(role.word(), role.word().equals(typed.get("role"))))
        .toList();
  }

  boolean inTeam() {
    return !team.isEmpty();
  }

  boolean isBad() {
    return !sent.bad().isEmpty();
  }

  String bad() {
    return sent.bad();
  }

  String name() {
    return sent.typed().getOrDefault("name", "");
  }

  String description() {
    return sent.typed().getOrDefault("description", "");
  }

  boolean hasQuestions() {
    return !questions.isEmpty();
  }

  boolean hasUnfinished() {
    return !unfinished.isEmpty();
  }

  /** A role to choose. */
  record RoleChoice(String word, boolean chosen) {}

  /** An answer to choose. */
  record Answer(String text, boolean chosen) {}

  /** A question; one of {@code text}, {@code url} and {@code choice} is true. */
  record Question(
      String name,
      String label,
      boolean required,
      boolean text,
      boolean url,
      boolean choice,
      List<Answer> answers,
      String typed) {
    static Question of(FactSheetField field, Map<String, String> typed) {
      String answer = typed.getOrDefault("sheet." + field.name(), "");
      return new Question(
          field.name(),
          field.label(),
          field.required(),
          field.kind() == FactSheetField.Kind.TEXT,
          field.kind() == FactSheetField.Kind.URL,
          field.kind() == FactSheetField.Kind.CHOICE,
          field.choices().stream().map(one -> new Answer(one, one.equals(answer))).toList(),
          answer);
    }
  }

  /** An upload that can go on. */
  record Unfinished(
      String id, String name, String role, long length, String size, String arrived, String until) {
    static Unfinished of(UploadDetails upload) {
      return new Unfinished(
          upload.id(),
          upload.name(),
          upload.role().word(),
          upload.length(),
          Figures.bytes(upload.length()),
          100 * upload.offset() / upload.length() + " %",
          Figures.time(upload.expiresAt()));
    }
  }
}
