package org.hideandseek.challenges.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Table;

/** Counts the rows that can't be used, by what is wrong with them. */
final class BadRows implements Table.BadRows {
  /** So many kinds of fault are told apart; whatever else is wrong is counted as one kind. */
  private static final int MOST_KINDS = 100;

  private final Map<String, ImportSummary.SkippedRows> kinds = new LinkedHashMap<>();

  @Override
  public void found(BadRow row) {
    String kind = kinds.size() < MOST_KINDS || kinds.containsKey(row.kind()) ? row.kind() : "";
    ImportSummary.SkippedRows before = kinds.get(kind);
    kinds.put(
        kind,
        before == null
            ? new ImportSummary.SkippedRows(row.getMessage(), 1)
            : new ImportSummary.SkippedRows(before.first(), before.count() + 1));
  }

  List<ImportSummary.SkippedRows> all() {
    return List.copyOf(kinds.values());
  }

  /**
   * Ends the import if there is any.
   *
   * @throws DatasetException that tells the first, how many are like it, and how many have other
   *     faults
   */
  void refuse() throws DatasetException {
    if (kinds.isEmpty()) {
      return;
    }
    ImportSummary.SkippedRows first = all().get(0);
    long others = all().stream().mapToLong(ImportSummary.SkippedRows::count).sum() - first.count();
    throw new DatasetException(
        first.first()
            + "; "
            + (first.count() == 1 ? "no other line is" : lines(first.count()) + " are")
            + " like it"
            + (others == 0
                ? ""
                : ", and "
                    + lines(others)
                    + (others == 1 ? " has another fault" : " have other faults"))
            + "; mend them, or skip such lines with --skip-bad.");
  }

  private static String lines(long count) {
    return count + (count == 1 ? " line" : " lines");
  }
}
