package org.hideandseek.app.challenge;

import java.util.ArrayList;
import java.util.List;

/** What a check has found so far, a sentence each. */
final class Findings {
  private final List<String> facts = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What is so. */
  void fact(String sentence) {
    facts.add(sentence);
  }

  /** What to mind, though the challenge can be opened. */
  void notice(String sentence) {
    notices.add(sentence);
  }

  /** Why the challenge can't be opened, or not as its organiser means it. */
  void problem(String sentence) {
    problems.add(sentence);
  }

  List<String> facts() {
    return List.copyOf(facts);
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
