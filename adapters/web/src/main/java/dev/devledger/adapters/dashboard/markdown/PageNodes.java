package dev.devledger.adapters.dashboard.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Renders what a page shows otherwise than CommonMark: headings below those of the page, links to safe addresses only,
 * images as links, tables within a box that scrolls, and named checkboxes.
 */
final class PageNodes extends CoreHtmlNodeRenderer {
    /** The addresses of other servers, of which a browser executes none. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("https?://[^/?#]+.*|mailto:[^/?#]+.*", Pattern.CASE_INSENSITIVE);

    /** The addresses of this server. One with two slashes names another server. */
    private static final Pattern HERE = Pattern.compile("/(?:[^/].*)?");

    /** The longest address. To encode a long one for each of its uses takes time. */
    private static final int LONGEST = 2_000;

    private static final int LOWEST = 6;

    private final HtmlWriter html;

    /** The level of the last heading: first that of the page's heading for the text. */
    private int level = 2;

    PageNodes(HtmlNodeRendererContext context) {
        super(context);
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Heading.class, Link.class, Image.class, TableBlock.class, TableCell.class, TaskBox.class);
    }

    /** Renders the heading two levels down, but never more than one below the heading before it. */
    @Override
    public void visit(Heading heading) {
        if (heading.getFirstChild() == null) {
            return;
        }
        level = Math.min(Math.min(heading.getLevel() + 2, level + 1), LOWEST);
        html.line();
        html.tag("h" + level, Map.of("dir", "auto"));
        visitChildren(heading);
        html.tag("/h" + level);
        html.line();
    }

    /** A link that is none stays text, with its address. */
    @Override
    public void visit(Link link) {
        String text = PlainText.of(link);
        if (begin(link.getDestination(), link.getTitle())) {
            if (text.isBlank()) {
                html.text(link.getDestination());
            } else {
                visitChildren(link);
            }
            html.tag("/a");
        } else if (text.equals(link.getDestination())) {
            html.text(text);
        } else {
            html.text("[");
            visitChildren(link);
            html.text("](" + link.getDestination() + ")");
        }
    }

    /** The policy of the pages' content lets no image load, whose server would also learn who reads. */
    @Override
    public void visit(Image image) {
        String text = PlainText.of(image);
        if (isInLink(image)) {
            html.text(text);
        } else if (begin(image.getDestination(), image.getTitle())) {
            html.text(text.isBlank() ? image.getDestination() : text);
            html.tag("/a");
        } else {
            html.text("![" + text + "](" + image.getDestination() + ")");
        }
    }

    /** Begins a link; false for an address that is unsafe or too long. */
    private boolean begin(String destination, @Nullable String title) {
        if (destination.length() > LONGEST) {
            return false;
        }
        String address = context.encodeUrl(destination);
        boolean elsewhere = ELSEWHERE.matcher(address).matches();
        if (!elsewhere && !HERE.matcher(address).matches()) {
            return false;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", address);
        if (elsewhere) {
            attributes.put("rel", "noreferrer noopener nofollow");
        }
        if (title != null) {
            attributes.put("title", title);
        }
        html.tag("a", attributes);
        return true;
    }

    private static boolean isInLink(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Link) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(CustomBlock table) {
        html.line();
        html.raw("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">");
        html.tag("table");
        visitChildren(table);
        html.tag("/table");
        html.tag("/div");
        html.line();
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableCell cell) {
            show(cell);
        } else if (node instanceof TaskBox box) {
            html.raw(
                    box.isDone()
                            ? "<input type=\"checkbox\" checked disabled aria-label=\"done\"> "
                            : "<input type=\"checkbox\" disabled aria-label=\"not done\"> ");
        }
    }

    /** The heading of a column without words is a cell like others, as it names nothing. */
    private void show(TableCell cell) {
        boolean heads = cell.isHeader() && cell.getFirstChild() != null;
        Map<String, String> attributes = new LinkedHashMap<>();
        if (heads) {
            attributes.put("scope", "col");
        }
        switch (cell.getAlignment()) {
            case CENTER -> attributes.put("class", "centered");
            case RIGHT -> attributes.put("class", "right");
            case null, default -> {}
        }
        attributes.put("dir", "auto");
        html.line();
        html.tag(heads ? "th" : "td", attributes);
        visitChildren(cell);
        html.tag(heads ? "/th" : "/td");
        html.line();
    }

    /** The text of a link or an image, without its markup. */
    private static final class PlainText extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        static String of(Node node) {
            PlainText visitor = new PlainText();
            visitor.visitChildren(node);
            return visitor.text.toString();
        }

        @Override
        public void visit(Text part) {
            text.append(part.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline part) {
            text.append(part.getLiteral());
        }
    }

    /** The checkbox of a task list, such as {@code - [x] done}. */
    static final class TaskBox extends CustomNode {
        private final boolean done;

        private TaskBox(boolean done) {
            this.done = done;
        }

        boolean isDone() {
            return done;
        }

        /** Makes checkboxes of the marks at the beginning of list items. The library's extension lags behind the library. */
        static final class TaskBoxes extends AbstractVisitor {
            private static final Pattern MARK = Pattern.compile("\\[([ xX])][ \t]+");

            @Override
            public void visit(ListItem item) {
                if (item.getFirstChild() instanceof Paragraph paragraph
                        && paragraph.getFirstChild() instanceof Text text) {
                    Matcher mark = MARK.matcher(text.getLiteral());
                    if (mark.lookingAt()) {
                        item.prependChild(new TaskBox(!mark.group(1).equals(" ")));
                        text.setLiteral(text.getLiteral().substring(mark.end()));
                    }
                }
                visitChildren(item);
            }
        }
    }
}
