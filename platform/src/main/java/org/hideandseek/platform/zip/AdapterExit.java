package org.hideandseek.platform.zip;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;

/**
 * The exit codes by which the adapter says which rule of 2020 a ZIP breaks. A code picks one of
 * these sentences, so that on private patients a reason says no more than an exit code always does.
 */
public enum AdapterExit {
  NO_FUNCTION(100, "ROLE.py defines no function ROLE(input_dict)"),
  RAISED_ON_IMPORT(101, "importing ROLE.py raises an exception"),
  RAISED_IN_CALL(102, "ROLE(input_dict) raises an exception"),
  MISSING_MODULE(
      103,
      "it imports a module, which this platform's Python image does not have; submit an image instead"),
  READ_ONLY(
      104,
      "it writes to its own folder or another one that is read-only; only /tmp can be written to"),
  RESCORE(
      105,
      "hider(input_dict) returns \"rescore\", which asked for another score of an earlier release; here every"
          + " release stays and meets every new seeker by itself, so there is nothing to do"),
  NO_ARRAY(
      106,
      "hider(input_dict) returns neither an array nor (array, mask), (array, number) or (array, mask, number)"),
  WRONG_SHAPE(
      107,
      "ROLE(input_dict) returns an array of the wrong shape: a hider's is that of its data, a seeker's is one"
          + " number for each stay of enlarged_data"),
  WRONG_MASK(
      108,
      "hider(input_dict) returns a padding mask that is no array of True and False in the shape of its data"),
  WRONG_EVALUATIONS(109, "hider(input_dict) returns a number of evaluations that is not 0 to 5"),
  NO_NUMBERS(110, "ROLE(input_dict) returns something else than an array of numbers"),
  NAN_LABEL(
      111, "seeker(input_dict) returns NaN; every stay needs a number, above 0.5 for a member");

  private static final int LONGEST_MODULE = 64;
  private static final Pattern MODULE =
      Pattern.compile(
          "(?m)^hide-and-seek-2020: no module ([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*){0,9})$");

  private final int code;
  private final String rule;

  AdapterExit(int code, String rule) {
    this.code = code;
    this.rule = rule;
  }

  /** The exit code of the adapter. */
  int code() {
    return code;
  }

  /** The rule in a sentence. */
  String sentence(PlayerRole role) {
    return "The ZIP breaks a rule of 2020: " + rule.replace("ROLE", role.word()) + ".";
  }

  /** A failed run of a ZIP with its exit code put into words, where the adapter chose it. */
  public static RunResult explained(RunResult result, PlayerRole role) {
    Optional<AdapterExit> exit = of(result);
    return exit.isPresent() ? result.ending(RunEnd.FAILED, exit.get().sentence(role)) : result;
  }

  /**
   * The same, and the name of the module that is missing. It is read from what the container
   * printed, so this is for runs on public patients alone; and it can be nothing but a short name
   * of letters, digits, '_' and '.'.
   */
  public static RunResult explainedWithItsModule(RunResult result, PlayerRole role) {
    if (of(result).filter(exit -> exit == MISSING_MODULE).isPresent()) {
      String module = "";
      for (Matcher line = MODULE.matcher(result.log()); line.find(); ) {
        module = line.group(1);
      }
      if (!module.isEmpty() && module.length() <= LONGEST_MODULE) {
        return result.ending(
            RunEnd.FAILED,
            "The ZIP imports "
                + module
                + ", which this platform's Python image does not have; submit an image instead.");
      }
    }
    return explained(result, role);
  }

  private static Optional<AdapterExit> of(RunResult result) {
    return result.end() == RunEnd.FAILED && result.exitCode().isPresent()
        ? Arrays.stream(values())
            .filter(exit -> exit.code == result.exitCode().getAsInt())
            .findFirst()
        : Optional.empty();
  }
}
