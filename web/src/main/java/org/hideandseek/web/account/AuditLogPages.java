package org.hideandseek.web.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.journal.JournalLine;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;

/** Who did what when, as a page and for programs. */
final class AuditLogPages {
  private static final String PAGE = "/admin/audit-log";
  private static final String API = "/api/v1/audit-log";

  private final People people;
  private final Doorway doorway;
  private final Json json;

  AuditLogPages(People people, Doorway doorway, Json json) {
    this.people = people;
    this.doorway = doorway;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PAGE, doorway.person(this::show));
    routes.head(PAGE, doorway.person(this::show));
    routes.get(API, this::send);
    routes.head(API, this::send);
  }

  private void show(Context ctx, Person person) {
    String challenge = challenge(ctx);
    List<JournalLine> lines = people.journal(person, challenge, before(ctx));
    doorway.show(
        ctx,
        "auditlog",
        "Audit log",
        new View(challenge, lines.stream().map(Row::of).toList(), older(PAGE, challenge, lines)));
  }

  private void send(Context ctx) {
    String challenge = challenge(ctx);
    Person person = people.byToken(BearerToken.of(ctx));
    List<JournalLine> lines = people.journal(person, challenge, before(ctx));
    ObjectNode node = json.object();
    ArrayNode array = node.putArray("entries");
    for (JournalLine line : lines) {
      JournalEntry entry = line.entry();
      ObjectNode one = array.addObject();
      one.put("number", line.number());
      Json.put(one, "at", line.at());
      one.put("actor", entry.actor().name());
      one.put("address", entry.actor().address());
      one.put("deed", entry.deed().word());
      one.put("challenge", entry.challenge());
      one.put("subject", entry.subject());
    }
    String next = older(API, challenge, lines);
    if (next.isEmpty()) {
      node.putNull("next");
    } else {
      node.put("next", next);
    }
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }

  private static String older(String path, String challenge, List<JournalLine> lines) {
    return lines.size() < People.LINES
        ? ""
        : Address.of(path)
            .with("challenge", challenge)
            .with("before", Long.toString(lines.get(lines.size() - 1).number()))
            .href();
  }

  private static String challenge(Context ctx) {
    String challenge = ctx.queryParam("challenge");
    return challenge == null ? "" : challenge;
  }

  private static long before(Context ctx) {
    String before = ctx.queryParam("before");
    return before != null && before.matches("[0-9]{1,18}")
        ? Long.parseLong(before)
        : Long.MAX_VALUE;
  }

  /** What the template shows. */
  record View(String challenge, List<Row> rows, String older) {
    boolean hasRows() {
      return !rows.isEmpty();
    }

    boolean hasOlder() {
      return !older.isEmpty();
    }
  }

  /** A line. */
  record Row(
      String at,
      String iso,
      String actor,
      String address,
      String deed,
      String challenge,
      String subject) {
    static Row of(JournalLine line) {
      JournalEntry entry = line.entry();
      return new Row(
          Figures.time(line.at()),
          Figures.iso(line.at()),
          entry.actor().name(),
          entry.actor().address(),
          entry.deed().word().replace('-', ' '),
          entry.challenge(),
          entry.subject());
    }
  }
}
