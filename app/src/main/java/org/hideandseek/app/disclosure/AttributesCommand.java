package org.hideandseek.app.disclosure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.practice.Ground;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.play.Play;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.scoring.disclosure.AttributeGap;
import org.hideandseek.scoring.disclosure.AttributeInference;
import org.hideandseek.scoring.disclosure.AttributeReport;
import org.hideandseek.scoring.utility.Utility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a release lets be guessed of its members that it does not let be guessed of others. */
@Command(
    name = "attributes",
    description = {
      "Guess each static and each feature of members and of other people by the released patient who is most alike "
          + "in all else.",
      "What counts is how much better that goes for members."
    },
    mixinStandardHelpOptions = true)
final class AttributesCommand implements Callable<Integer> {
  private static final int[] WIDTHS = {24, 5, 9, 9, 8, 18};

  @Mixin private AuditedHider asked;

  @Option(
      names = "--targets",
      defaultValue = "2000",
      description =
          "Guess the attributes of so many members and of so many others at most, drawn at random "
              + "(default: ${DEFAULT-VALUE}).")
  private int targets;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    if (targets < 2) {
      throw new CommandException("--targets is at least 2, not " + targets + ".");
    }
    Bundle bundle = Bundle.find(asked.challenge());
    try (Ground ground = Ground.open("disclosure", asked.gpus())) {
      PracticePlayer hider = PracticePlayer.find(ground.sandbox(), PlayerRole.HIDER, asked.hider());
      ObjectNode document = asked.document();
      boolean done =
          audit(new AuditSplit(bundle, asked.seed(), ground.work()), ground, hider, document);
      asked.write(document);
      return done ? 0 : 1;
    }
  }

  private boolean audit(AuditSplit split, Ground ground, PracticePlayer hider, ObjectNode document)
      throws IOException, ImageRefusedException {
    Path work = ground.work();
    Path members = work.resolve("members");
    split.select(split.members(), members);
    try (Play play = split.hide(ground.referee(), hider, split.sizes().records(), members)) {
      if (!Printed.succeeded("Hider", play.result(), document.putObject("release"), out)) {
        return false;
      }
      Cohort release =
          CohortFiles.sample(
              play.output().resolve(InputFolders.RELEASE),
              split.schema(),
              Utility.mostPatients(split.schema()),
              split.seed("release").forContainer());
      AttributeReport report =
          AttributeInference.audit(
              release,
              split.targets(split.members(), targets, work.resolve("target-members")),
              split.targets(split.others(), targets, work.resolve("target-others")));
      print(report);
      write(report, document);
      return true;
    }
  }

  private void print(AttributeReport report) {
    out.println(
        "Guessed by "
            + report.released()
            + " released patients: the attributes of "
            + report.members()
            + " members and of "
            + report.holdout()
            + " others.");
    out.println(
        Printed.row(WIDTHS, "attribute", "in", "members", "others", "gap", "95 % interval"));
    for (AttributeGap gap : report.gaps()) {
      out.println(
          Printed.row(
              WIDTHS,
              gap.attribute().name(),
              gap.attribute().isNumeric() ? "sd" : "share",
              Printed.fixed(gap.onMembers()),
              Printed.fixed(gap.onHoldout()),
              Printed.fixed(gap.gap()),
              Printed.range(gap.interval()),
              gap.clear() ? "clear" : ""));
    }
    report
        .leftOut()
        .forEach(
            left ->
                out.println("Left out: " + left.attribute().name() + " " + left.reason() + "."));
    out.println(
        "sd: minus the error in standard deviations; share: of right guesses. A gap of 0 is chance. Of "
            + report.gaps().size()
            + " attributes "
            + report.gaps().stream().filter(AttributeGap::clear).count()
            + " are guessed clearly better for members, all asked at once.");
  }

  private static void write(AttributeReport report, ObjectNode document) {
    document
        .put("released", report.released())
        .put("members", report.members())
        .put("others", report.holdout());
    ArrayNode attributes = document.putArray("attributes");
    for (AttributeGap gap : report.gaps()) {
      ObjectNode node =
          attributes
              .addObject()
              .put("name", gap.attribute().name())
              .put("over_time", gap.attribute().overTime())
              .put("in", gap.attribute().isNumeric() ? "sd" : "share")
              .put("members", gap.members())
              .put("others", gap.holdout())
              .put("on_members", gap.onMembers())
              .put("on_others", gap.onHoldout())
              .put("gap", gap.gap())
              .put("clear", gap.clear());
      Printed.put(node, "interval", gap.interval());
    }
    ArrayNode leftOut = document.putArray("left_out");
    report
        .leftOut()
        .forEach(
            left ->
                leftOut
                    .addObject()
                    .put("name", left.attribute().name())
                    .put("reason", left.reason()));
  }
}
