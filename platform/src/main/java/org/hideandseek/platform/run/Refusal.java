package org.hideandseek.platform.run;

import java.util.List;
import java.util.regex.Pattern;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;

/**
 * A player that can't do what it is asked says so in one sentence on standard error and exits with
 * code 2. The sentence is what it printed, so it is quoted of runs on public patients alone.
 */
final class Refusal {
  static final int LONGEST = 300;

  private static final int EXIT_CODE = 2;

  /** How terminals are told to use colours and the like. */
  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");

  private Refusal() {}

  /** A run with the sentence as its reason, where it refused and said why. */
  static RunResult quoted(RunResult result) {
    boolean refused =
        result.end() == RunEnd.FAILED
            && result.exitCode().isPresent()
            && result.exitCode().getAsInt() == EXIT_CODE;
    String sentence = refused ? lastLine(result.log()) : "";
    return sentence.isEmpty()
        ? result
        : result.ending(RunEnd.FAILED, "The container refused: " + sentence);
  }

  private static String lastLine(String log) {
    List<String> lines = log.lines().map(Refusal::plain).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "" : shortened(lines.get(lines.size() - 1));
  }

  /** Without whatever is not to be seen itself but changes how the rest is seen. */
  private static String plain(String line) {
    StringBuilder plain = new StringBuilder();
    ESCAPES
        .matcher(line)
        .replaceAll("")
        .codePoints()
        .forEach(
            point -> {
              if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                plain.append(' ');
              } else if (isShown(point)) {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString().strip();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String shortened(String line) {
    int points = line.codePointCount(0, line.length());
    return points <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
