package org.hideandseek.challenges.commitment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All commitments of a challenge.
 *
 * @param all by item, in the order of the names' bytes
 */
public record Commitments(List<Commitment> all) {

  public Commitments {
    all = all.stream().sorted(Comparator.comparing(Commitment::item)).toList();
    if (all.stream().map(Commitment::item).distinct().count() != all.size()) {
      throw new IllegalArgumentException("an item is committed to once");
    }
  }

  public Optional<Commitment> find(String item) {
    return all.stream().filter(commitment -> commitment.item().equals(item)).findFirst();
  }

  /**
   * The list as a text: for each item the digest, two spaces, the name and a line feed, as {@code
   * sha256sum} would write it.
   */
  public String text() {
    return all.stream()
        .map(commitment -> commitment.sha256() + "  " + commitment.item() + "\n")
        .collect(Collectors.joining());
  }

  /** One digest for all: SHA-256 of {@link #text}. */
  public String root() {
    return Sha256.of(text().getBytes(UTF_8));
  }
}
