package org.hideandseek.web.challenge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.FactSheetField;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.bundle.Quotas;
import org.hideandseek.challenges.cohort.Role;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.ChallengeSummary;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.challenge.Pause;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.steering.Announcement;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Words;

/** Challenges in JSON. */
public final class ChallengeJson {

  private ChallengeJson() {}

  static void summary(ObjectNode node, ChallengeSummary challenge) {
    node.put("name", challenge.name());
    node.put("title", challenge.title());
    node.put("summary", challenge.summary());
    node.put("hiders", challenge.hiders());
    node.put("seekers", challenge.seekers());
    progress(node.putObject("progress"), challenge.progress());
  }

  public static void progress(ObjectNode node, Progress progress) {
    node.put("queued", progress.queued());
    node.put("running", progress.running());
    node.put("finished", progress.finished());
    node.put("total", progress.total());
    node.put("matches", progress.matches());
    node.put("settled", progress.settled());
  }

  public static void submission(ObjectNode node, SubmissionSummary submission) {
    node.put("id", submission.id());
    node.put("role", submission.role().word());
    node.put("name", submission.name());
    node.put("team", submission.team());
    node.put("baseline", submission.baseline());
    node.put("state", submission.state().word());
    node.put("reason", submission.reason());
    node.put("actor", submission.actor().map(EndedBy::word).orElse(null));
    Json.put(node, "created_at", submission.createdAt());
    Json.put(node, "changed_at", submission.changedAt());
  }

  /** What the organisers have told everybody. */
  public static void bulletin(ObjectNode node, Bulletin bulletin) {
    ArrayNode announcements = node.putArray("announcements");
    for (Announcement one : bulletin.announcements()) {
      Json.put(announcements.addObject().put("text", one.text()), "at", one.at());
    }
    ArrayNode changes = node.putArray("date_changes");
    for (PhaseChange change : bulletin.dateChanges()) {
      ObjectNode one = changes.addObject().put("phase", change.phase());
      Json.put(one, "old_starts", change.oldStarts());
      Json.put(one, "old_ends", change.oldEnds());
      Json.put(one, "starts", change.starts());
      Json.put(one, "freeze", change.freeze().map(Figures::iso));
      Json.put(one, "ends", change.ends());
      Json.put(one, "at", change.at());
    }
    ArrayNode rescores = node.putArray("rescores");
    for (Bulletin.Rescoring one : bulletin.rescores()) {
      Json.put(rescores.addObject().put("from", one.from()).put("to", one.to()), "at", one.at());
    }
  }

  /** Why a challenge stands still; {@code null} where it does not. */
  public static void pause(ObjectNode node, ChallengeDetails challenge) {
    if (challenge.pause().isEmpty()) {
      node.putNull("pause");
      return;
    }
    Pause pause = challenge.pause().get();
    Json.put(node.putObject("pause").put("reason", pause.reason()), "since", pause.since());
  }

  static void details(ObjectNode node, ChallengeDetails challenge) {
    summary(node, challenge.summary());
    Challenge definition = challenge.definition();
    Json.put(node, "opened_at", challenge.openedAt());
    Json.put(node, "closed_at", challenge.closedAt().map(Figures::iso));
    Json.put(node, "revealed_at", challenge.revealedAt().map(Figures::iso));
    Json.put(node, "commitments_root", challenge.root());
    Json.put(node, "phase", challenge.stage().current().map(Phase::name));
    node.put("frozen", challenge.stage().frozen());
    node.put("takes_submissions", challenge.takesSubmissions());
    pause(node, challenge);
    node.put("public_patients", challenge.publicPatients());
    node.put("private_patients", challenge.privatePatients());
    ObjectNode splits = node.putObject("splits");
    splits.put("count", definition.splits().count());
    splits.put("candidates", definition.splits().sizes().candidates());
    splits.put("reference", definition.splits().sizes().reference());
    splits.put("holdout", definition.splits().sizes().holdout());
    node.put("records", definition.splits().sizes().records());
    ArrayNode knowledge = node.putArray("knowledge");
    definition.knowledge().stream().map(Words::of).forEach(knowledge::add);
    node.put("shadows", definition.shadowsPerHider());
    ArrayNode facets = node.putArray("facets");
    definition.facets().stream().map(Facet::word).forEach(facets::add);
    node.put("gate", definition.gate());
    node.put("ranking_profile", Words.of(definition.ranking().profile()));
    ObjectNode limits = node.putObject("limits");
    limits(limits.putObject("hider"), definition.hiders());
    limits(limits.putObject("seeker"), definition.seekers());
    competition(node, definition);
    schema(node.putObject("schema"), challenge.schema());
    node.put("overview", challenge.overview());
    ArrayNode submissions = node.putArray("submissions");
    challenge.submissions().forEach(one -> submission(submissions.addObject(), one));
  }

  /** Everything that an organiser promises around the games. */
  private static void competition(ObjectNode node, Challenge definition) {
    ArrayNode phases = node.putArray("phases");
    for (Phase phase : definition.phases()) {
      ObjectNode one = phases.addObject().put("name", phase.name());
      Json.put(one, "starts", phase.starts());
      Json.put(one, "ends", phase.ends());
      one.put("splits", definition.splits(phase));
      Json.put(one, "advance", phase.advance().map(OptionalInt::of).orElse(OptionalInt.empty()));
      quotas(one.putObject("quotas"), definition.quotas(phase));
      ObjectNode visibility = one.putObject("visibility");
      visibility.put("boards", Words.of(phase.visibility().boards()));
      visibility.put("own_scores", Words.of(phase.visibility().ownScores()));
      visibility.put("freeze", phase.freeze().map(Figures::iso).orElse(null));
    }
    quotas(node.putObject("quotas"), definition.quotas());
    ArrayNode factSheet = node.putArray("fact_sheet");
    for (FactSheetField field : definition.factSheet()) {
      ObjectNode one = factSheet.addObject().put("name", field.name()).put("label", field.label());
      one.put("kind", Words.of(field.kind())).put("required", field.required());
      field.choices().forEach(one.putArray("choices")::add);
    }
    ArrayNode pages = node.putArray("pages");
    definition
        .pages()
        .forEach(page -> pages.addObject().put("name", page.slug()).put("title", page.title()));
    definition
        .terms()
        .ifPresent(file -> pages.addObject().put("name", Challenge.TERMS).put("title", "Terms"));
    node.put("licence", definition.licence().orElse(null));
    node.put("releases", Words.of(definition.releases()));
    node.put("public_patients_for", Words.of(definition.publicPatients()));
    node.put("largest_archive_bytes", definition.largestArchiveBytes());
  }

  private static void quotas(ObjectNode node, Quotas quotas) {
    for (PlayerRole role : PlayerRole.values()) {
      ObjectNode one = node.putObject(role.word());
      one.put("per_day", quotas.of(role).perDay().orElse(null));
      one.put("total", quotas.of(role).total().orElse(null));
    }
  }

  private static void limits(ObjectNode node, PlayerLimits limits) {
    node.put("seconds", limits.seconds());
    node.put("memory_mib", limits.memoryMib());
    node.put("cpus", limits.cpus());
    node.put("gpus", limits.gpus());
  }

  private static void schema(ObjectNode node, Schema schema) {
    node.put("time_unit", schema.timeUnit());
    node.put("steps", schema.steps());
    node.put("horizon", schema.horizon());
    ArrayNode features = node.putArray("features");
    schema.features().forEach(variable -> variable(features.addObject(), variable));
    ArrayNode statics = node.putArray("statics");
    schema.statics().forEach(variable -> variable(statics.addObject(), variable));
  }

  private static void variable(ObjectNode node, Variable variable) {
    node.put("name", variable.name());
    node.put("unit", variable.unit());
    node.put("kind", Words.of(variable.kind()));
    node.put("min", variable.min());
    node.put("max", variable.max());
    ArrayNode categories = node.putArray("categories");
    variable.categories().forEach(categories::add);
    node.put("role", variable.role() == Role.OUTCOME ? "outcome" : "covariate");
  }
}
