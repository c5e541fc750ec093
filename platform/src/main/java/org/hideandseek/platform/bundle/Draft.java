package org.hideandseek.platform.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.cohort.Schema;

/**
 * A bundle that somebody has uploaded and not opened yet.
 *
 * @param id its number
 * @param fileName what the upload was called
 * @param bytes how long it was
 * @param uploadedAt when it was whole
 * @param found what a check of it says
 * @param content what its pages are made of; empty if the bundle can't be read
 */
public record Draft(
    long id,
    String fileName,
    long bytes,
    Instant uploadedAt,
    Found found,
    Optional<Content> content) {

  /**
   * What a check says, a sentence each.
   *
   * @param facts what is so
   * @param notices what to mind
   * @param problems why it can't be opened
   */
  public record Found(List<String> facts, List<String> notices, List<String> problems) {
    public Found {
      facts = List.copyOf(facts);
      notices = List.copyOf(notices);
      problems = List.copyOf(problems);
    }
  }

  /**
   * What its pages are made of.
   *
   * @param yaml the text of {@code challenge.yaml}
   * @param overview its page in Markdown
   * @param pages its other pages
   * @param schema what a patient looks like
   * @param published how many patients become public
   * @param secret how many stay private
   */
  public record Content(
      String yaml, String overview, List<Page> pages, Schema schema, int published, int secret) {
    public Content {
      pages = List.copyOf(pages);
    }

    public Challenge definition() {
      return Bundle.parse(yaml, "challenge.yaml");
    }
  }

  /** Whether nothing is known that would keep it from being opened. */
  public boolean canBeOpened() {
    return found.problems().isEmpty() && content.isPresent();
  }
}
