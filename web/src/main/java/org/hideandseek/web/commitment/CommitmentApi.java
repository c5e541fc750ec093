package org.hideandseek.web.commitment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.commitment.Commitment;
import org.hideandseek.challenges.commitment.EntryLog;
import org.hideandseek.platform.audience.ChallengeCommitments;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Figures;

/** The commitments of a challenge: as JSON, and as the text whose SHA-256 is their root. */
public final class CommitmentApi {
  private final Visitors visitors;
  private final Json json;

  public CommitmentApi(Visitors visitors, Json json) {
    this.visitors = visitors;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/challenges/{name}/commitments", this::document);
    routes.head("/api/v1/challenges/{name}/commitments", this::document);
    routes.get("/challenges/{name}/commitments.txt", this::text);
    routes.head("/challenges/{name}/commitments.txt", this::text);
  }

  private void document(Context ctx) {
    ObjectNode node = json.object();
    write(node, visitors.commitments(ctx.pathParam("name")));
    json.send(ctx, node);
  }

  private void text(Context ctx) {
    ctx.contentType("text/plain; charset=UTF-8")
        .header("Cache-Control", "no-cache")
        .result(visitors.commitments(ctx.pathParam("name")).commitments().text());
  }

  /** Writes all that everybody may know of a challenge's commitments. */
  public static void write(ObjectNode node, ChallengeCommitments challenge) {
    node.put("challenge", challenge.challenge());
    Json.put(node, "published_at", challenge.publishedAt());
    Json.put(node, "closed_at", time(challenge.closedAt()));
    Json.put(node, "revealed_at", time(challenge.revealedAt()));
    Json.put(node, "root", challenge.root());
    ArrayNode commitments = node.putArray("commitments");
    for (Commitment commitment : challenge.commitments().all()) {
      ObjectNode one = commitments.addObject();
      Optional<ChallengeCommitments.Opening> opening =
          Optional.ofNullable(challenge.openings().get(commitment.item()));
      one.put("item", commitment.item());
      one.put("sha256", commitment.sha256());
      Json.put(one, "salt", opening.map(ChallengeCommitments.Opening::salt));
      Json.put(one, "content", opening.map(ChallengeCommitments.Opening::content));
    }
    ObjectNode log = node.putObject("log");
    log.put("head", challenge.logHead());
    ArrayNode entries = log.putArray("entries");
    for (EntryLog.Link link : challenge.log()) {
      entries.addObject().put("entry", link.text()).put("sha256", link.sha256());
    }
  }

  private static Optional<String> time(Optional<Instant> instant) {
    return instant.map(Figures::iso);
  }
}
