package dev.devledger.adapters.dashboard.history;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The differences between two texts, word by word, or line by line in long texts. */
public record TextDifference(List<Piece> pieces) {
    /**
     * The number of words above which lines are compared; with more lines than this, the old text counts as removed and
     * the new text as added.
     */
    private static final int MOST = 400;

    /** The ways to split a text. A word includes the spaces after it, and a line includes its end. */
    private static final List<Pattern> PARTS = List.of(Pattern.compile("(?<=\\s)(?=\\S)"), Pattern.compile("(?<=\n)"));

    public enum Kind {
        SAME,
        GONE,
        CAME
    }

    public record Piece(Kind kind, String text) {
        public boolean isGone() {
            return kind == Kind.GONE;
        }

        public boolean isNew() {
            return kind == Kind.CAME;
        }

        /** Returns the text without its last space, as the page shows spaces between pieces. */
        public String shown() {
            return text.endsWith(" ") ? text.substring(0, text.length() - 1) : text;
        }
    }

    public static TextDifference between(String before, String after) {
        Collected found = new Collected();
        for (Pattern end : PARTS) {
            List<String> from = parts(end, before);
            List<String> to = parts(end, after);
            if (from.size() <= MOST && to.size() <= MOST) {
                walk(from, to, common(from, to), found);
                return new TextDifference(List.copyOf(found.pieces));
            }
        }
        found.add(Kind.GONE, before);
        found.add(Kind.CAME, after);
        return new TextDifference(List.copyOf(found.pieces));
    }

    private static List<String> parts(Pattern end, String text) {
        return text.isEmpty() ? List.of() : List.of(end.split(text));
    }

    /** Returns, for each word of either text, the number of common words from these words on. */
    private static int[][] common(List<String> from, List<String> to) {
        int[][] common = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                common[i][j] = from.get(i).equals(to.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static void walk(List<String> from, List<String> to, int[][] common, Collected found) {
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                found.add(Kind.SAME, from.get(i));
                i++;
                j++;
            } else if (i < from.size() && (j == to.size() || common[i + 1][j] >= common[i][j + 1])) {
                found.add(Kind.GONE, from.get(i++));
            } else {
                found.add(Kind.CAME, to.get(j++));
            }
        }
    }

    /** Joins adjacent words of the same kind into pieces. */
    private static final class Collected {
        private final List<Piece> pieces = new ArrayList<>();

        void add(Kind kind, String text) {
            if (text.isEmpty()) {
                return;
            }
            if (!pieces.isEmpty() && pieces.getLast().kind() == kind) {
                pieces.add(new Piece(kind, pieces.removeLast().text() + text));
            } else {
                pieces.add(new Piece(kind, text));
            }
        }
    }
}
