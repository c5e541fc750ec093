package org.hideandseek.platform.journal;

import java.util.List;

/**
 * Who did what when. Nothing in it is ever changed or deleted: there is no method for that. What
 * changes something else at the same time is written with it in one transaction.
 */
public interface Journal {
  /** Adds a line for something that changed nothing else. */
  void add(JournalEntry entry);

  /**
   * The newest lines first.
   *
   * @param challenge only those about this challenge; empty for all
   * @param before only those with smaller numbers
   * @param most how many at most
   */
  List<JournalLine> lines(String challenge, long before, int most);
}
