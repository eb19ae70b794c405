package dev.devledger.adapters.dashboard.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** The checkbox of a task list, such as {@code - [x] done}. */
final class TaskBox extends CustomNode {
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
            if (item.getFirstChild() instanceof Paragraph paragraph && paragraph.getFirstChild() instanceof Text text) {
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
