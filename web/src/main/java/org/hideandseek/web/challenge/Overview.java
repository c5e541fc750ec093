package org.hideandseek.web.challenge;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * An organiser's page, from Markdown to HTML that is safe to show: raw HTML is shown as text, links
 * that could run something lose their target, pictures from elsewhere are left out, and headings
 * fit below those of the page.
 */
final class Overview {
  private static final int TOP_LEVEL = 3;

  private final Parser parser;
  private final HtmlRenderer renderer;

  Overview() {
    List<Extension> extensions = List.of(TablesExtension.create());
    parser = Parser.builder().extensions(extensions).build();
    renderer =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      if (node instanceof TableBlock) {
                        attributes.put("class", "prose-table");
                      }
                      if (tag.equals("td") || tag.equals("th")) {
                        String align = attributes.remove("align");
                        if ("right".equals(align)) {
                          attributes.put("class", "number");
                        }
                      }
                      if (tag.equals("th")) {
                        attributes.put("scope", "col");
                      }
                      if (tag.equals("a")) {
                        attributes.put("rel", "nofollow noopener");
                      }
                    })
            .build();
  }

  String html(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new Fitting());
    return renderer.render(document);
  }

  private static final class Fitting extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.min(6, heading.getLevel() + TOP_LEVEL - 1));
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      StringBuilder label = new StringBuilder();
      image.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Image same) {
              visitChildren(same);
            }

            @Override
            public void visit(Text text) {
              label.append(text.getLiteral());
            }
          });
      image.insertBefore(new Text(label.toString()));
      image.unlink();
    }

    @Override
    public void visit(CustomBlock block) {
      visitChildren(block);
    }
  }
}
