package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.hideandseek.challenges.strict.Rules;

/**
 * A page of the challenge besides its overview.
 *
 * @param title in its heading
 * @param file in Markdown, from the bundle's folder, with '/' between folders
 */
public record PageFile(
    @JsonProperty(required = true) String title, @JsonProperty(required = true) String file) {
  private static final Pattern MARKDOWN =
      Pattern.compile("([a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9-]{0,59}\\.md");

  public PageFile {
    Rules rules = new Rules();
    rules
        .at("title")
        .require(
            !title.isBlank() && title.length() <= Challenge.LONGEST_TITLE,
            () -> "has 1 to " + Challenge.LONGEST_TITLE + " characters");
    rules
        .at("file")
        .require(
            isMarkdown(file),
            () ->
                "names a Markdown file of the bundle in lower-case letters, digits and '-', such as"
                    + " rules.md or pages/rules.md, unlike '"
                    + file
                    + "'");
    rules.hold();
  }

  static boolean isMarkdown(String file) {
    return MARKDOWN.matcher(file).matches();
  }

  /** The page's name in addresses: the file without folders and ending. */
  public String slug() {
    return file.substring(file.lastIndexOf('/') + 1, file.length() - ".md".length());
  }
}
