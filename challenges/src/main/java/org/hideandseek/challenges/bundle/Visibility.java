package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Who sees which scores during a phase.
 *
 * @param boards who sees leaderboards and matches
 * @param ownScores what a team sees of its own
 * @param freeze from when on the boards stand still until the phase ends
 */
public record Visibility(Boards boards, OwnScores ownScores, Optional<Freeze> freeze) {
  /** Everybody sees everything as it comes. */
  public static final Visibility OPEN =
      new Visibility(Boards.PUBLIC, OwnScores.LIVE, Optional.empty());

  public Visibility {
    boards = boards == null ? Boards.PUBLIC : boards;
    ownScores = ownScores == null ? OwnScores.LIVE : ownScores;
  }

  /** Who sees leaderboards and matches. */
  public enum Boards {
    /** Everybody. */
    @JsonProperty("public")
    PUBLIC,
    /** Teams of the challenge. */
    @JsonProperty("participants")
    PARTICIPANTS,
    /** Organisers alone. */
    @JsonProperty("hidden")
    HIDDEN
  }

  /** What a team sees of its own scores. */
  public enum OwnScores {
    /** Each as it comes. */
    @JsonProperty("live")
    LIVE,
    /** None until the phase ends. */
    @JsonProperty("hidden")
    HIDDEN
  }
}
