package org.hideandseek.platform.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Role;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.closing.Hosting;
import org.hideandseek.platform.ending.Endings;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.Journal;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.team.Teams;
import org.hideandseek.platform.watch.NodeCheck;
import org.hideandseek.platform.watch.Readiness;
import org.hideandseek.platform.watch.RunFigures;
import org.hideandseek.platform.watch.RunGauge;

/** Serves {@link Operators}. */
public final class OperatorDesk implements Operators {
  /** The file of the operator's token in a node's data folder. */
  public static final String TOKEN_FILE = "operator-token";

  private final Tools tools;
  private final byte[] operatorToken;

  /** What an operator works with. */
  public record Tools(
      Teams teams,
      Accounts accounts,
      SecondFactors secondFactors,
      Journal journal,
      Hosting hosting,
      RunStore runs,
      Endings endings,
      RunGauge gauge,
      Readiness readiness) {}

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
    String teamToken = tools.teams().create(name, baseline);
    tools.journal().add(Actor.operator().did(Deed.TEAM_MADE, name));
    return teamToken;
  }

  @Override
  public String renewToken(String token, String name) {
    requireOperator(token);
    String teamToken = tools.teams().renewToken(name);
    tools.journal().add(Actor.operator().did(Deed.TEAM_TOKEN_RENEWED, name));
    return teamToken;
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

  @Override
  public RunFigures runFigures(String token) {
    requireOperator(token);
    return tools.gauge().measure();
  }

  @Override
  public List<NodeCheck> checks() {
    return tools.readiness().checks();
  }

  @Override
  public void createAdministrator(String token, String email, String name, String password) {
    requireOperator(token);
    tools.accounts().createAdministrator(Actor.operator(), email, name, password);
  }

  @Override
  public String makePasswordReset(String token, String email) {
    requireOperator(token);
    return tools.accounts().makeReset(Actor.operator(), email);
  }

  @Override
  public void removeSecondFactor(String token, String email) {
    requireOperator(token);
    tools.secondFactors().remove(Actor.operator(), email);
  }

  @Override
  public void changeRole(String token, String email, Role role, String challenge, boolean held) {
    requireOperator(token);
    if (role == Role.ORGANISER) {
      tools.hosting().requireChallenge(challenge);
    }
    String of = role == Role.ORGANISER ? challenge : "";
    if (held) {
      tools.accounts().give(Actor.operator(), email, role, of);
    } else {
      tools.accounts().take(Actor.operator(), email, role, of);
    }
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
