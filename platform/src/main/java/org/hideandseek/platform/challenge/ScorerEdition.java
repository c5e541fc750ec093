package org.hideandseek.platform.challenge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.hideandseek.scoring.Scorer;

/** What computes the scores: the scorer's version, and the libraries on which its digits depend. */
public final class ScorerEdition {
  private static final String LIBRARIES = "/scorer-libraries.properties";

  private ScorerEdition() {}

  /** A line each, such as {@code scorer 2}. */
  public static String text() {
    Properties versions = new Properties();
    try (InputStream libraries = ScorerEdition.class.getResourceAsStream(LIBRARIES)) {
      versions.load(libraries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringBuilder text = new StringBuilder("scorer " + Scorer.VERSION + "\n");
    for (String library : List.of("hipparchus", "xgboost4j")) {
      text.append(library).append(' ').append(versions.getProperty(library)).append('\n');
    }
    return text.toString();
  }
}
