package org.hideandseek.platform.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;

/** What is kept of a draft, as JSON. */
final class DraftJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DraftJson() {}

  static String write(Draft.Found found) {
    ObjectNode node = JSON.createObjectNode();
    found.facts().forEach(node.putArray("facts")::add);
    found.notices().forEach(node.putArray("notices")::add);
    found.problems().forEach(node.putArray("problems")::add);
    return node.toString();
  }

  static Draft.Found found(String text) {
    JsonNode node = read(text);
    return new Draft.Found(
        texts(node.path("facts")), texts(node.path("notices")), texts(node.path("problems")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static String write(Draft.Content content) {
    ObjectNode node = JSON.createObjectNode();
    node.put("yaml", content.yaml());
    node.put("overview", content.overview());
    ArrayNode pages = node.putArray("pages");
    for (Page page : content.pages()) {
      pages
          .addObject()
          .put("title", page.title())
          .put("slug", page.slug())
          .put("markdown", page.markdown());
    }
    node.put("schema", SchemaFile.text(content.schema()));
    node.put("published", content.published());
    node.put("secret", content.secret());
    return node.toString();
  }

  static Draft.Content content(String text) {
    JsonNode node = read(text);
    List<Page> pages = new ArrayList<>();
    node.path("pages")
        .forEach(
            page ->
                pages.add(
                    new Page(
                        page.path("title").asText(),
                        page.path("slug").asText(),
                        page.path("markdown").asText())));
    try {
      return new Draft.Content(
          node.path("yaml").asText(),
          node.path("overview").asText(),
          pages,
          SchemaFile.parse(node.path("schema").asText()),
          node.path("published").asInt(),
          node.path("secret").asInt());
    } catch (ContractViolation e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
