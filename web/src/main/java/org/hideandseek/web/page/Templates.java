package org.hideandseek.web.page;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.util.HtmlEscaper;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/** The Mustache templates in the resources under {@code /web/templates}. */
final class Templates extends DefaultMustacheFactory {

  Templates() {
    super("web/templates");
  }

  String render(String name, Object... scopes) {
    StringWriter writer = new StringWriter(16_384);
    compile(name + ".mustache").execute(writer, List.of(scopes));
    return writer.toString();
  }

  /**
   * Escapes HTML. Characters that turn the direction of the text around them, and control
   * characters, come from names that want to look like something else: they are shown as U+FFFD.
   */
  @Override
  public void encode(String value, Writer writer) {
    if (value.chars().noneMatch(Templates::misleading)) {
      HtmlEscaper.escape(value, writer);
      return;
    }
    StringBuilder shown = new StringBuilder(value.length());
    value.chars().forEach(c -> shown.append(misleading(c) ? '\uFFFD' : (char) c));
    HtmlEscaper.escape(shown.toString(), writer);
  }

  private static boolean misleading(int c) {
    return (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF;
  }
}
