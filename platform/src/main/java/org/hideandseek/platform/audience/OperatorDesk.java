package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.team.Tokens;

/** Serves {@link Operators}. */
public final class OperatorDesk implements Operators {
  /** The file of the operator's token in a node's data folder. */
  public static final String TOKEN_FILE = "operator-token";

  private final Teams teams;
  private final RunStore runs;
  private final byte[] operatorToken;

  private OperatorDesk(Teams teams, RunStore runs, String operatorToken) {
    this.teams = teams;
    this.runs = runs;
    this.operatorToken = operatorToken.getBytes(UTF_8);
  }

  /**
   * Reads the operator's token of a data folder, or draws one there that only this user can read.
   */
  public static OperatorDesk open(Path data, Teams teams, RunStore runs, Tokens tokens)
      throws IOException {
    Path file = data.resolve(TOKEN_FILE);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    if (Files.size(file) == 0) {
      Files.writeString(file, tokens.draw());
    }
    return new OperatorDesk(teams, runs, Files.readString(file).strip());
  }

  @Override
  public String createTeam(String token, String name, boolean baseline) {
    requireOperator(token);
    return teams.create(name, baseline);
  }

  @Override
  public String renewToken(String token, String name) {
    requireOperator(token);
    return teams.renewToken(name);
  }

  @Override
  public List<NearCopy> nearCopies(String token, long run) {
    requireOperator(token);
    return runs.nearCopies(new RunId(run))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no scored release of the number " + run + "."));
  }

  private void requireOperator(String token) {
    if (!MessageDigest.isEqual(operatorToken, token.getBytes(UTF_8))) {
      throw new ProblemException(
          Problem.UNAUTHORIZED,
          "This needs the operator's token, which lies in the file "
              + TOKEN_FILE
              + " of the platform's data folder.");
    }
  }
}
