package dev.devledger.adapters.dashboard.markdown;

import dev.devledger.adapters.dashboard.markdown.TaskBox.TaskBoxes;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A text of a user or an agent as HTML, rendered from Markdown. No other class writes HTML past the escaping of the
 * templates. HTML in the text is shown as text.
 */
public final class Markdown implements Content {
    /** HTML blocks are left out, so that their lines are paragraphs like others. */
    private static final Set<Class<? extends Block>> BLOCKS = Set.of(
            Heading.class,
            ThematicBreak.class,
            FencedCodeBlock.class,
            IndentedCodeBlock.class,
            BlockQuote.class,
            ListBlock.class);

    /** The deepest nesting, so that no text overflows the stack or the width of a phone. A list counts twice. */
    private static final int BLOCK_DEPTH = 16;

    private static final int INLINE_DEPTH = 20;

    /** The most cells of tables. A table fills up short lines, so that a text of 100 kB could have 200 million cells. */
    private static final int CELLS = 20_000;

    /** The most HTML for each character of the text, as many links can use one long address. */
    private static final int GROWTH = 20;

    private static final List<Extension> INLINE = List.of(
            StrikethroughExtension.builder().requireTwoTildes(true).build(),
            AutolinkExtension.builder()
                    .linkTypes(AutolinkType.URL, AutolinkType.EMAIL)
                    .build());

    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private static final Parser TEXTS =
            parser().enabledBlockTypes(BLOCKS).extensions(TABLES).build();

    private static final Parser LINES = parser().enabledBlockTypes(Set.of()).build();

    private static final HtmlRenderer TEXT_HTML = renderer().build();
    private static final HtmlRenderer LINE_HTML =
            renderer().omitSingleParagraphP(true).build();

    private final String html;

    private Markdown(String html) {
        this.html = html;
    }

    /**
     * Renders a text with paragraphs, lists, tables and code.
     *
     * @param then makes the address of a task or project the one for the moment of the page
     */
    public static Markdown text(String source, UnaryOperator<String> then) {
        if (hasManyCells(source)) {
            return asWritten(source);
        }
        try {
            return new Markdown(html(TEXTS.parse(source), source, TEXT_HTML, then));
        } catch (RuntimeException tooMuch) {
            return asWritten(source); // a page with a text that cannot be rendered is still a page
        }
    }

    /** Renders a text of one line, such as a reason: with links, code and emphasis, but without paragraphs. */
    public static Markdown line(String source, UnaryOperator<String> then) {
        String line = source.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        try {
            Node document = LINES.parse(line);
            boolean defines = document.getFirstChild() instanceof LinkReferenceDefinition; // which would not be shown
            return new Markdown(defines ? escaped(line) : html(document, line, LINE_HTML, then));
        } catch (RuntimeException tooMuch) {
            return new Markdown(escaped(line));
        }
    }

    private static Markdown asWritten(String source) {
        return new Markdown("<p class=\"text\" dir=\"auto\">" + escaped(source) + "</p>\n");
    }

    private static String escaped(String source) {
        return LINE_HTML.render(new Text(source));
    }

    private static String html(Node document, String source, HtmlRenderer renderer, UnaryOperator<String> then) {
        document.accept(new TaskBoxes());
        document.accept(new TextLinks(then));
        LimitedHtml html = new LimitedHtml(new StringBuilder(), GROWTH * (source.length() + 100));
        renderer.render(document, html);
        return html.written().toString();
    }

    private static boolean hasManyCells(String source) {
        long rows = 0;
        long columns = 0;
        for (String line : (Iterable<String>) source.lines()::iterator) {
            long bars = line.chars().filter(each -> each == '|').count();
            rows += bars > 0 ? 1 : 0;
            columns = Math.max(columns, bars + 1);
        }
        return rows * columns > CELLS;
    }

    private static Parser.Builder parser() {
        return Parser.builder()
                .maxOpenBlockParsers(BLOCK_DEPTH)
                .maxInlineNesting(INLINE_DEPTH)
                .extensions(INLINE);
    }

    /** The renderer of nodes comes first, as the first one for a node counts. */
    private static HtmlRenderer.Builder renderer() {
        return HtmlRenderer.builder()
                .nodeRendererFactory(PageNodes::new)
                .extensions(INLINE)
                .extensions(TABLES)
                .attributeProviderFactory(context -> Markdown::addAttributes)
                .escapeHtml(true)
                .percentEncodeUrls(true)
                .softbreak("<br />\n");
    }

    /**
     * Lets each block have the direction of its text, and the items of a list that of the list, whose markers stand on
     * one side. Code reads from left to right, and can be scrolled with the keyboard.
     */
    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        switch (tag) {
            case "ul", "ol" -> attributes.put("dir", "auto");
            case "p" -> {
                if (!(node.getParent() instanceof ListItem)) {
                    attributes.put("dir", "auto");
                }
            }
            case "pre" -> {
                attributes.put("dir", "ltr");
                attributes.put("tabindex", "0");
            }
            case "code" -> attributes.remove("class"); // the author's word could be a class of ours
            default -> {}
        }
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html);
    }

    @Override
    public String toString() {
        return html;
    }

    /** HTML that ends the rendering when it grows out of proportion. */
    private record LimitedHtml(StringBuilder written, int most) implements Appendable {
        @Override
        public Appendable append(CharSequence text) {
            if (written.length() + text.length() > most) {
                throw new IllegalStateException("The text has more than " + most + " characters of HTML");
            }
            written.append(text);
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char character) {
            return append(String.valueOf(character));
        }
    }
}
