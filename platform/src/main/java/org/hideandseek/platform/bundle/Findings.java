package org.hideandseek.platform.bundle;

import java.util.ArrayList;
import java.util.List;

/** What a check has found so far, a sentence each. */
public final class Findings {
  private final List<String> facts = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What is so. */
  public void fact(String sentence) {
    facts.add(sentence);
  }

  /** What to mind, though the challenge can be opened. */
  public void notice(String sentence) {
    notices.add(sentence);
  }

  /** Why the challenge can't be opened, or not as its organiser means it. */
  public void problem(String sentence) {
    problems.add(sentence);
  }

  public List<String> facts() {
    return List.copyOf(facts);
  }

  public List<String> notices() {
    return List.copyOf(notices);
  }

  public List<String> problems() {
    return List.copyOf(problems);
  }
}
