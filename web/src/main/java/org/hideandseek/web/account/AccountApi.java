package org.hideandseek.web.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Function;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Roster;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Document;
import org.hideandseek.web.api.Json;

/** Accounts for programs: one's own and one's team, by personal token; others', by the operator. */
final class AccountApi {
  private final People people;
  private final Operators operators;
  private final Json json;
  private final Function<Context, String> baseUrl;

  /**
   * The API of a site.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  AccountApi(People people, Operators operators, Json json, Function<Context, String> baseUrl) {
    this.people = people;
    this.operators = operators;
    this.json = json;
    this.baseUrl = baseUrl;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/account", this::account);
    routes.head("/api/v1/account", this::account);
    routes.get("/api/v1/challenges/{name}/team", this::team);
    routes.head("/api/v1/challenges/{name}/team", this::team);
    routes.post("/api/v1/administrators", this::createAdministrator);
    routes.post("/api/v1/password-resets", this::makeReset);
    routes.post("/api/v1/second-factor-resets", this::removeSecondFactor);
    routes.post("/api/v1/roles", this::changeRole);
  }

  private void account(Context ctx) {
    Person person = people.byToken(BearerToken.of(ctx));
    ObjectNode node = json.object();
    node.put("name", person.name()).put("email", person.email().value());
    node.put("verified", person.verified());
    node.put("administrator", person.administrator());
    node.put("creator", person.creator());
    ArrayNode organises = node.putArray("organises");
    person.organises().stream().sorted().forEach(organises::add);
    ArrayNode teams = node.putArray("teams");
    people
        .teams()
        .of(person.id())
        .forEach(
            own ->
                teams.addObject().put("challenge", own.challenge()).put("team", own.team().name()));
    send(ctx, node);
  }

  private void team(Context ctx) {
    Person person = people.byToken(BearerToken.of(ctx));
    Roster roster =
        people
            .teams()
            .roster(person.id(), ctx.pathParam("name"))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "You are in no team in this challenge; make one or join one on its team page."));
    ObjectNode node = json.object();
    node.put("team", roster.team().name()).put("challenge", roster.challenge());
    ArrayNode members = node.putArray("members");
    roster
        .members()
        .forEach(
            member -> {
              ObjectNode one = members.addObject();
              one.put("name", member.name()).put("captain", member.captain());
              Json.put(one, "joined_at", member.joinedAt());
            });
    send(ctx, node);
  }

  private void createAdministrator(Context ctx) throws IOException {
    JsonNode document =
        Document.of(
            ctx, "{\"email\": \"ida@example.org\", \"name\": \"Ida\", \"password\": \"...\"}");
    String email = Document.text(document, "email");
    operators.createAdministrator(
        BearerToken.of(ctx),
        email,
        Document.text(document, "name"),
        Document.text(document, "password"));
    ctx.status(201);
    send(ctx, json.object().put("email", email));
  }

  private void makeReset(Context ctx) throws IOException {
    JsonNode document = Document.of(ctx, "{\"email\": \"ida@example.org\"}");
    String token =
        operators.makePasswordReset(BearerToken.of(ctx), Document.text(document, "email"));
    ctx.status(201);
    send(ctx, json.object().put("link", baseUrl.apply(ctx) + "/reset?token=" + token));
  }

  private void removeSecondFactor(Context ctx) throws IOException {
    JsonNode document = Document.of(ctx, "{\"email\": \"ida@example.org\"}");
    String email = Document.text(document, "email");
    operators.removeSecondFactor(BearerToken.of(ctx), email);
    send(ctx, json.object().put("email", email));
  }

  private void changeRole(Context ctx) throws IOException {
    JsonNode document =
        Document.of(
            ctx,
            "{\"email\": \"ida@example.org\", \"role\": \"organiser\", \"challenge\": \"mayo-pbc\", \"held\": true}");
    String word = Document.text(document, "role");
    Role role =
        switch (word) {
          case "administrator" -> Role.ADMINISTRATOR;
          case "organiser" -> Role.ORGANISER;
          case "creator" -> Role.CREATOR;
          default ->
              throw new ProblemException(
                  Problem.INVALID,
                  "A role is administrator, creator, or organiser of a challenge.");
        };
    String email = Document.text(document, "email");
    boolean held = document.path("held").asBoolean(true);
    operators.changeRole(
        BearerToken.of(ctx), email, role, document.path("challenge").asText(""), held);
    send(ctx, json.object().put("email", email).put("role", word).put("held", held));
  }

  private void send(Context ctx, ObjectNode node) {
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }
}
