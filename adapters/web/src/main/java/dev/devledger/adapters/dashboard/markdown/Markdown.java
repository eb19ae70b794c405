package dev.devledger.adapters.dashboard.markdown;

import dev.devledger.adapters.dashboard.markdown.PageNodes.TaskBox.TaskBoxes;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.node.Visitor;
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

    /** The characters of a text of a few lines. */
    private static final int FEW = 200;

    /** What makes a line a heading, a quote, or an item of a list. */
    private static final Pattern MARK =
            Pattern.compile("^\\s*(?:(?:#{1,6}|[-*+>]|\\d{1,9}[.)])\\s+(?:\\[[ xX]]\\s+)?)?");

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
            return new Markdown(html(TEXTS.parse(source), source, TEXT_HTML, new TextLinks(then)));
        } catch (RuntimeException tooMuch) {
            return asWritten(source); // a page with a text that cannot be rendered is still a page
        }
    }

    /** Renders a text of one line, such as a reason: with links, code and emphasis, but without paragraphs. */
    public static Markdown line(String source, UnaryOperator<String> then) {
        return line(source, new TextLinks(then));
    }

    /** Renders a text of one line that may be cut: without links, which Tab would reach where nobody sees them. */
    public static Markdown excerpt(String source) {
        return line(source, new LinkRemoval());
    }

    /** True if a text takes more than a few lines. */
    public static boolean isLong(String source) {
        return source.length() > FEW || source.lines().limit(3).count() > 2;
    }

    /** Renders the beginning of a text as one line, without the marks of headings, lists and quotes. */
    public static Markdown opening(String source) {
        String start = source.lines()
                .limit(FEW)
                .map(line -> MARK.matcher(line).replaceFirst(""))
                .collect(Collectors.joining("\n"));
        int length = Math.min(2 * FEW, start.codePointCount(0, start.length()));
        return excerpt(start.substring(0, start.offsetByCodePoints(0, length)));
    }

    private static Markdown line(String source, Visitor links) {
        String line = source.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        try {
            Node document = LINES.parse(line);
            boolean defines = document.getFirstChild() instanceof LinkReferenceDefinition; // which would not be shown
            return new Markdown(defines ? escaped(line) : html(document, line, LINE_HTML, links));
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

    private static String html(Node document, String source, HtmlRenderer renderer, Visitor links) {
        document.accept(new TaskBoxes());
        document.accept(links);
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

    /**
     * Makes links of the keys, tags and agents in a text, such as {@code T-12}, {@code #parser} and {@code @claude-code}.
     * Code and links stay as they are, but for a link to a task or project, which leads to the moment of the page.
     */
    static final class TextLinks extends AbstractVisitor {
        /** The end of a key is no part of a longer word, such as {@code T-12-a} or {@code T-12.md}. */
        private static final String KEY = "(?<key>[TtPp]-[1-9][0-9]{0,17})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])";

        /** A tag has a letter: {@code #12} is the number of something. */
        private static final String TAG = "#(?=[\\p{N}_/-]{0,63}\\p{L})"
                + "(?<tag>[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_/-]{0,62}[\\p{L}\\p{M}\\p{N}_])?)(?![\\p{L}\\p{M}\\p{N}_])";

        /** An agent begins with a small letter, unlike most annotations, and is no scope such as {@code @angular/core}. */
        private static final String AGENT = "@(?<agent>[a-z](?:[a-z0-9_-]{0,62}[a-z0-9])?"
                + "(?:/[0-9](?:[0-9A-Za-z.-]{0,30}[0-9A-Za-z])?)?)(?![\\p{L}\\p{N}_/@-])";

        private static final Pattern MENTION =
                Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_./#@&-])(?:" + KEY + "|" + TAG + "|" + AGENT + ")");

        private static final Pattern PAGE_OF_ONE = Pattern.compile("/(?:tasks/[Tt]|projects/[Pp])-[0-9]{1,18}");

        private final UnaryOperator<String> then;

        /** @param then makes the address of a task or project the one for the moment of the page */
        TextLinks(UnaryOperator<String> then) {
            this.then = then;
        }

        @Override
        public void visit(Text text) {
            String whole = text.getLiteral();
            Matcher mention = MENTION.matcher(whole);
            Node last = text;
            int end = 0;
            while (mention.find()) {
                last = after(last, new Text(whole.substring(end, mention.start())));
                Link link = new Link(address(mention), null);
                link.appendChild(new Text(mention.group()));
                last = after(last, link);
                end = mention.end();
            }
            if (end > 0) {
                after(last, new Text(whole.substring(end)));
                text.unlink();
            }
        }

        private static Node after(Node last, Node next) {
            last.insertAfter(next);
            return next;
        }

        private String address(Matcher mention) {
            String key = mention.group("key");
            if (key != null) {
                String written = key.toUpperCase(Locale.ROOT);
                return then.apply((written.startsWith("T") ? "/tasks/" : "/projects/") + written);
            }
            String tag = mention.group("tag");
            return tag == null
                    ? "/agents?client=" + URLEncoder.encode(mention.group("agent"), StandardCharsets.UTF_8)
                    : then.apply("/tasks?tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
        }

        @Override
        public void visit(Link link) {
            if (PAGE_OF_ONE.matcher(link.getDestination()).matches()) {
                link.setDestination(then.apply(link.getDestination()));
            }
        }

        @Override
        public void visit(Image image) {
            // its text is the text of a link
        }
    }

    /** Leaves the words of links and images, and the address of one without words. */
    private static final class LinkRemoval extends AbstractVisitor {
        @Override
        public void visit(Link link) {
            leaveWords(link, link.getDestination());
        }

        @Override
        public void visit(Image image) {
            leaveWords(image, image.getDestination());
        }

        private void leaveWords(Node node, String address) {
            visitChildren(node);
            if (node.getFirstChild() == null) {
                node.appendChild(new Text(address));
            }
            while (node.getFirstChild() != null) {
                node.insertBefore(node.getFirstChild());
            }
            node.unlink();
        }
    }
}
