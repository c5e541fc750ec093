package org.hideandseek.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** The JSON document that a request carries. */
public final class Document {
  private static final int LARGEST_BODY = 10_000;

  private Document() {}

  /**
   * Reads the body.
   *
   * @param example what the sentence about a wrong one shows
   * @throws ProblemException TOO_LARGE or INVALID
   */
  public static JsonNode of(Context ctx, String example) throws IOException {
    byte[] body = ctx.bodyInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new ProblemException(
          Problem.TOO_LARGE, "The document has more than " + LARGEST_BODY + " bytes.");
    }
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.INVALID, "The body is no JSON document like " + example + ".", e);
    }
  }

  /**
   * A text that must be there.
   *
   * @throws ProblemException INVALID if it is not
   */
  public static String text(JsonNode document, String key) {
    String text = document.path(key).asText("");
    if (text.isEmpty()) {
      throw new ProblemException(Problem.INVALID, "The document has no text '" + key + "'.");
    }
    return text;
  }
}
