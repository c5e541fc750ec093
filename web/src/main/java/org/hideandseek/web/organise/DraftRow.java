package org.hideandseek.web.organise;

import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.web.page.Figures;

/** A bundle in a list. */
record DraftRow(
    long id, String name, String size, String uploaded, String uploadedIso, String state) {
  static DraftRow of(Draft draft) {
    return new DraftRow(
        draft.id(),
        draft.fileName(),
        Figures.bytes(draft.bytes()),
        Figures.time(draft.uploadedAt()),
        Figures.iso(draft.uploadedAt()),
        draft.canBeOpened()
            ? "can be opened"
            : Figures.count(Math.max(1, draft.found().problems().size()), "problem"));
  }
}
