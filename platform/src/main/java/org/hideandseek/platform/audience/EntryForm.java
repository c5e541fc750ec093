package org.hideandseek.platform.audience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;

/**
 * What somebody says who submits, as they sent it; all that is asked but the file.
 *
 * @param role what it is to play
 * @param name 1 to 60 characters, unique in challenge and role
 * @param description plain text
 * @param answers to the fact sheet, by the names of its fields; blank ones are none
 * @param agrees whether they agree to the challenge's terms
 * @param sha256 of the file, in hexadecimal; empty where they do not name it
 */
public record EntryForm(
    PlayerRole role,
    String name,
    String description,
    Map<String, String> answers,
    boolean agrees,
    Optional<String> sha256) {

  public EntryForm {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** Nothing but role and name. */
  public static EntryForm of(PlayerRole role, String name) {
    return new EntryForm(role, name, "", Map.of(), false, Optional.empty());
  }
}
