package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.ending.Endings;
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

  private final Tools tools;
  private final byte[] operatorToken;

  /** What an operator works with. */
  public record Tools(Teams teams, Hosting hosting, RunStore runs, Endings endings) {}

  private OperatorDesk(Tools tools, String operatorToken) {
    this.tools = tools;
    this.operatorToken = operatorToken.getBytes(UTF_8);
  }

  /**
   * Reads the operator's token of a data folder, or draws one there that only this user can read.
   */
  public static OperatorDesk open(Path data, Tools tools, Tokens tokens) throws IOException {
    Path file = data.resolve(TOKEN_FILE);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    if (Files.size(file) == 0) {
      Files.writeString(file, tokens.draw());
    }
    return new OperatorDesk(tools, Files.readString(file).strip());
  }

  @Override
  public String createTeam(String token, String name, boolean baseline) {
    requireOperator(token);
    return tools.teams().create(name, baseline);
  }

  @Override
  public String renewToken(String token, String name) {
    requireOperator(token);
    return tools.teams().renewToken(name);
  }

  @Override
  public ChallengeCommitments openChallenge(String token, String bundle) {
    requireOperator(token);
    return tools.hosting().open(bundle);
  }

  @Override
  public Closing closeChallenge(String token, String challenge) {
    requireOperator(token);
    return tools.hosting().close(challenge);
  }

  @Override
  public void dumpChallenge(String token, String challenge, Path folder) {
    requireOperator(token);
    tools.hosting().dump(challenge, folder);
  }

  @Override
  public void disqualify(String token, long submission, String reason) {
    requireOperator(token);
    tools.endings().disqualify(submission, reason);
  }

  @Override
  public void raise(String token, long submission) {
    requireOperator(token);
    tools.endings().raise(submission);
  }

  @Override
  public List<NearCopy> nearCopies(String token, long run) {
    requireOperator(token);
    return tools
        .runs()
        .nearCopies(new RunId(run))
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
