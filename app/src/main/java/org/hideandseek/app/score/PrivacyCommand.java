package org.hideandseek.app.score;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.npy.NpyFormatException;
import org.hideandseek.challenges.npy.NpyInput;
import org.hideandseek.challenges.npy.NpyType;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.scoring.privacy.PrivacyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a seeker's scores against the truth. */
@Command(
    name = "privacy",
    description = "How well scores tell members from non-members.",
    mixinStandardHelpOptions = true)
final class PrivacyCommand implements Callable<Integer> {
  @Option(
      names = "--scores",
      required = true,
      description = "float32 [candidates] as .npy: higher = likelier a member.")
  private Path scoresFile;

  @Option(
      names = "--members",
      required = true,
      description = "bool [candidates] as .npy: the truth.")
  private Path membersFile;

  @Option(
      names = "--json",
      description = "Write the numbers into this file instead of printing them.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    double[] scores = scores();
    boolean[] members = members();
    if (scores.length != members.length) {
      throw new CommandException(
          scoresFile
              + " has "
              + scores.length
              + " candidates but "
              + membersFile
              + " has "
              + members.length
              + "; they must be the same.");
    }
    MatchReport report;
    try {
      report = MatchReport.of(PrivacyReport.of(scores, members));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          scoresFile + " against " + membersFile + ": " + e.getMessage() + ".");
    }
    Figures figures = new Figures(ReportJson.write(report)).line("auc", report.auc());
    report.tprAtFpr().forEach((rate, measured) -> figures.line("tpr at fpr " + rate, measured));
    figures
        .line("accuracy", report.accuracy())
        .line("balanced accuracy", report.balancedAccuracy())
        .line("advantage", report.advantage())
        .line("epsilon lower bound", report.epsilon().lowerBound())
        .line("epsilon one run", report.oneRun().lowerBound())
        .report(json, System.out);
    return 0;
  }

  private double[] scores() throws IOException {
    try (NpyInput input = open(scoresFile, NpyType.FLOAT32)) {
      float[] read = new float[length(scoresFile, input)];
      input.read(read);
      double[] scores = new double[read.length];
      for (int i = 0; i < read.length; i++) {
        if (Float.isNaN(read[i])) {
          throw new CommandException(
              scoresFile + "[" + i + "] is NaN; every candidate needs a score.");
        }
        scores[i] = read[i];
      }
      return scores;
    }
  }

  private boolean[] members() throws IOException {
    try (NpyInput input = open(membersFile, NpyType.BOOL)) {
      boolean[] members = new boolean[length(membersFile, input)];
      for (int i = 0; i < members.length; i++) {
        members[i] = input.readBoolean();
      }
      return members;
    }
  }

  private static NpyInput open(Path file, NpyType type) throws IOException {
    try {
      return NpyInput.open(file, type);
    } catch (NpyFormatException e) {
      throw new CommandException(file + " " + e.getMessage() + ".");
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no file " + file + ".");
    }
  }

  private static int length(Path file, NpyInput input) {
    List<Long> shape = input.shape();
    if (shape.size() != 1 || shape.get(0) > Integer.MAX_VALUE) {
      throw new CommandException(file + " has shape " + shape + " instead of [candidates].");
    }
    return Math.toIntExact(shape.get(0));
  }
}
