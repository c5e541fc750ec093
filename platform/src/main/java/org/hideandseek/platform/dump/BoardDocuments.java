package org.hideandseek.platform.dump;

import java.util.SortedMap;
import org.hideandseek.platform.audience.Leaderboards;

/** The boards as they are published. */
public interface BoardDocuments {
  /**
   * Every document, such as {@code leaderboards.json}, by its file name; equal boards make equal
   * bytes.
   */
  SortedMap<String, byte[]> of(Leaderboards boards);
}
