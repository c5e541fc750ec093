package org.hideandseek.challenges.commitment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The log of a challenge's submissions, a chain of digests: each is SHA-256 of the digest before
 * it, a line feed, the entry's text and a line feed. Whoever has seen one digest would notice if an
 * entry up to it were changed, added or left out later.
 */
public final class EntryLog {
  private EntryLog() {}

  /**
   * One link of the chain.
   *
   * @param text the entry, without a line feed
   * @param sha256 the digest behind it
   */
  public record Link(String text, String sha256) {}

  /**
   * The chain of entries.
   *
   * @param root what the chain begins with: the root of the challenge's commitments
   * @param entries texts without line feeds, the oldest first
   */
  public static List<Link> of(String root, List<String> entries) {
    List<Link> links = new ArrayList<>();
    String before = root;
    for (String entry : entries) {
      if (entry.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("an entry is one line");
      }
      before = Sha256.of((before + "\n" + entry + "\n").getBytes(UTF_8));
      links.add(new Link(entry, before));
    }
    return links;
  }

  /** The digest behind the last entry; the root where there is none. */
  public static String head(String root, List<Link> links) {
    return links.isEmpty() ? root : links.get(links.size() - 1).sha256();
  }
}
