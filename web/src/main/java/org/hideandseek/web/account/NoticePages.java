package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.notice.Notice;
import org.hideandseek.platform.notice.Notices;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.session.Browser;

/** What somebody has been told, and whether they are told by mail, too. */
final class NoticePages {
  private static final String PAGE = "/account/notices";

  private final Notices notices;
  private final Verifications verifications;
  private final Doorway doorway;

  NoticePages(Notices notices, Verifications verifications, Doorway doorway) {
    this.notices = notices;
    this.verifications = verifications;
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PAGE, doorway.person(this::show));
    routes.head(PAGE, doorway.person(this::show));
    routes.post(PAGE + "/read", doorway.form(this::markRead));
    routes.post(PAGE + "/mail", doorway.form(this::setMail));
  }

  private void markRead(Context ctx, Person person) {
    notices.markRead(person, Numbers.typed(ctx, "up-to"));
    Doorway.goTo(ctx, PAGE);
  }

  private void setMail(Context ctx, Person person) {
    notices.setMail(person, field(ctx, "wanted").equals("yes"), Browser.address(ctx));
    Doorway.goTo(ctx, PAGE);
  }

  private void show(Context ctx, Person person) {
    String before = ctx.queryParam("before");
    List<Notice> found =
        notices.of(
            person,
            before != null && before.matches("[0-9]{1,18}")
                ? Long.parseLong(before)
                : Long.MAX_VALUE);
    String older =
        found.size() < Notices.PAGE
            ? ""
            : Address.of(PAGE)
                .with("before", Long.toString(found.get(found.size() - 1).id()))
                .href();
    doorway.show(
        ctx,
        "notices",
        "Notices",
        "notices",
        new View(
            doorway.browser().formKey(ctx),
            found.stream().map(Row::of).toList(),
            found.isEmpty() ? 0 : found.get(0).id(),
            notices.unread(person),
            notices.byMail(),
            notices.wantsMail(person),
            verifications.lacks(person),
            older));
  }

  /** What the template shows. */
  record View(
      String form,
      List<Row> rows,
      long newest,
      int unread,
      boolean byMail,
      boolean wantsMail,
      boolean unverified,
      String older) {
    boolean hasRows() {
      return !rows.isEmpty();
    }

    boolean hasUnread() {
      return unread > 0;
    }

    boolean hasOlder() {
      return !older.isEmpty();
    }
  }

  /** A notice. */
  record Row(String at, String iso, String subject, String text, String link, boolean read) {
    static Row of(Notice notice) {
      return new Row(
          Figures.time(notice.at()),
          Figures.iso(notice.at()),
          notice.subject(),
          notice.text(),
          notice.link(),
          notice.read());
    }
  }
}
