package org.hideandseek.platform.board;

import java.util.Map;
import java.util.Optional;

/** Knows whether boards have to be made again. */
public interface BoardStore {
  /** Where a challenge stands, in one statement; empty if there is none of this name. */
  Optional<BoardState> state(String challenge);

  /** Where all challenges stand, by name, in one statement. */
  Map<String, BoardState> states();
}
