package org.hideandseek.web.challenge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.steering.Announcement;
import org.hideandseek.web.page.Figures;

/**
 * What the organisers of a challenge have told everybody.
 *
 * @param announcements the newest first
 * @param dateChanges the newest first
 * @param rescores when all scores were computed again, the oldest first
 */
public record BulletinView(
    List<Said> announcements, List<Moved> dateChanges, List<Scored> rescores) {

  public static BulletinView of(Bulletin bulletin) {
    List<PhaseChange> newestFirst = new ArrayList<>(bulletin.dateChanges());
    Collections.reverse(newestFirst);
    return new BulletinView(
        bulletin.announcements().stream().map(Said::of).toList(),
        newestFirst.stream().map(Moved::of).toList(),
        bulletin.rescores().stream().map(Scored::of).toList());
  }

  boolean announces() {
    return !announcements.isEmpty();
  }

  boolean moved() {
    return !dateChanges.isEmpty();
  }

  boolean rescored() {
    return !rescores.isEmpty();
  }

  /** All scores were computed again. */
  record Scored(String at, String atIso, String from, String to) {
    static Scored of(Bulletin.Rescoring one) {
      return new Scored(
          Figures.time(one.at()),
          Figures.iso(one.at()),
          Rescore.oneLine(one.from()),
          Rescore.oneLine(one.to()));
    }
  }

  /** An announcement. */
  record Said(String text, String at, String atIso) {
    static Said of(Announcement announcement) {
      return new Said(
          announcement.text(), Figures.time(announcement.at()), Figures.iso(announcement.at()));
    }
  }

  /** A change of dates, as a sentence. */
  record Moved(String at, String atIso, String sentence) {
    static Moved of(PhaseChange change) {
      boolean started = !change.starts().equals(change.oldStarts());
      return new Moved(
          Figures.time(change.at()),
          Figures.iso(change.at()),
          "Phase '"
              + change.phase()
              + "' "
              + (started
                  ? "begins on "
                      + Figures.time(change.starts())
                      + " instead of "
                      + Figures.time(change.oldStarts())
                      + ", and "
                  : "")
              + "ends on "
              + Figures.time(change.ends())
              + " instead of "
              + Figures.time(change.oldEnds())
              + ".");
    }
  }
}
