package org.hideandseek.platform.team;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Makes teams and knows them by their tokens. A token is shown once and stored only as its SHA-256.
 */
public final class Teams {
  private static final int TOKEN_BYTES = 32;
  private static final String TOKEN_PREFIX = "hs_";

  private final TeamStore store;
  private final SecureRandom random;

  public Teams(TeamStore store, SecureRandom random) {
    this.store = store;
    this.random = random;
  }

  /**
   * Makes a team.
   *
   * @return its token
   * @throws ProblemException INVALID for a bad name, CONFLICT if it is taken
   */
  public String create(String name, boolean baseline) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw new ProblemException(
          Problem.INVALID,
          "A team's name has 1 to 60 letters, digits, spaces, '.', '_' and '-', and begins with a letter or digit.");
    }
    String token = drawToken();
    return store
        .add(name, baseline, hash(token))
        .map(team -> token)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.CONFLICT,
                    "There is a team called '" + name + "' already; choose another name."));
  }

  /**
   * Gives a team another token; the old one no longer works.
   *
   * @throws ProblemException NOT_FOUND if there is no such team
   */
  public String renewToken(String name) {
    String token = drawToken();
    return store
        .changeToken(name, hash(token))
        .map(team -> token)
        .orElseThrow(
            () ->
                new ProblemException(Problem.NOT_FOUND, "There is no team called '" + name + "'."));
  }

  /**
   * The team with this token.
   *
   * @throws ProblemException UNAUTHORIZED if there is none
   */
  public Team byToken(String token) {
    return store
        .byTokenHash(hash(token))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.UNAUTHORIZED,
                    "The API token is not known; send the one that the operator gave your team as 'Authorization: Bearer TOKEN'."));
  }

  private String drawToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return TOKEN_PREFIX + HexFormat.of().formatHex(bytes);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
