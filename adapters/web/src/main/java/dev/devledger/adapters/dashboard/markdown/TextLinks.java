package dev.devledger.adapters.dashboard.markdown;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Makes links of the keys, tags and agents in a text, such as {@code T-12}, {@code #parser} and {@code @claude-code}.
 * Code and links stay as they are, but for a link to a task or project, which leads to the moment of the page.
 */
final class TextLinks extends AbstractVisitor {
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
                : "/tasks?tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
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
