package org.hideandseek.platform.audience;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.FactSheetField;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.Statement;

/**
 * Whether what somebody says of a submission is what a challenge asks. It is shown to strangers, so
 * what could make their screens show something else is refused.
 */
final class StatementCheck {
  static final int LONGEST = 2000;

  /** Where whoever used another way than the form finds all that is asked. */
  private static final String FORM =
      "; the challenge's page 'Submit' has a form with all that is asked.";

  private final Challenge challenge;
  private final boolean asked;

  /**
   * A check.
   *
   * @param asked whether what is required must be there
   */
  StatementCheck(Challenge challenge, boolean asked) {
    this.challenge = challenge;
    this.asked = asked;
  }

  /**
   * The statement that a form makes.
   *
   * @param agreement what it is if the form agrees to the terms
   * @throws ProblemException INVALID with what is missing or wrong
   */
  Statement of(EntryForm form, Agreement agreement) {
    String description = text(form.description(), "The description");
    Map<String, String> answers = new LinkedHashMap<>();
    requireKnown(form.answers());
    for (FactSheetField field : challenge.factSheet()) {
      String answer = answer(field, form.answers().getOrDefault(field.name(), ""));
      if (!answer.isEmpty()) {
        answers.put(field.name(), answer);
      }
    }
    if (asked && challenge.terms().isPresent() && !form.agrees()) {
      throw invalid(
          "Whoever submits to this challenge agrees to its terms; read its page 'Terms', and send agree=true"
              + FORM);
    }
    return new Statement(
        description,
        answers,
        challenge.terms().isPresent() && form.agrees() ? Optional.of(agreement) : Optional.empty());
  }

  private void requireKnown(Map<String, String> answers) {
    List<String> known = challenge.factSheet().stream().map(FactSheetField::name).toList();
    for (String name : answers.keySet()) {
      if (!known.contains(name)) {
        throw invalid(
            "This challenge's fact sheet "
                + (known.isEmpty()
                    ? "asks nothing"
                    : "asks for " + String.join(", ", known) + " and nothing else")
                + "; leave out sheet."
                + (name.matches("[a-z][a-z0-9_]{0,39}") ? name : "FIELD with any other name")
                + ".");
      }
    }
  }

  private String answer(FactSheetField field, String given) {
    String which = "The answer to '" + field.label() + "'";
    String answer = text(given, which);
    if (answer.isEmpty()) {
      if (asked && field.required()) {
        throw invalid(
            "The fact sheet's question '"
                + field.label()
                + "' needs an answer, as sheet."
                + field.name()
                + FORM);
      }
      return answer;
    }
    switch (field.kind()) {
      case TEXT -> {}
      case CHOICE -> {
        if (!field.choices().contains(answer)) {
          throw invalid(which + " is one of: " + String.join(", ", field.choices()) + ".");
        }
      }
      case URL -> {
        if (!isAddress(answer)) {
          throw invalid(which + " is an address such as https://example.org/paper.");
        }
      }
    }
    return answer;
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What was typed, without what browsers and people put around it. */
  private static String text(String typed, String which) {
    String text = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw invalid(
          which
              + " has "
              + text.codePointCount(0, text.length())
              + " characters, and may have "
              + LONGEST
              + "; make it shorter.");
    }
    if (text.codePoints().anyMatch(StatementCheck::isHarmful)) {
      throw invalid(
          which
              + " has a control character, or one that turns the direction of text; take it out.");
    }
    return text;
  }

  private static boolean isHarmful(int c) {
    int type = Character.getType(c);
    boolean turns =
        c == 0x061C
            || c == 0x200E
            || c == 0x200F
            || (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069);
    return turns
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (type == Character.CONTROL && c != '\n' && c != '\t');
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(Problem.INVALID, sentence);
  }
}
