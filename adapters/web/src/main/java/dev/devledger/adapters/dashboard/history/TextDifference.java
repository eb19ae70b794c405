package dev.devledger.adapters.dashboard.history;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What differs between two texts, word by word; of long ones line by line. */
public record TextDifference(List<Piece> pieces) {
    /** Of more words than these the lines are compared, and of more lines nothing: the one text is gone, and the other came. */
    private static final int MOST = 400;

    /** A word with the spaces behind it, and a line with its end. */
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

        /** Pieces are told with a space between them. */
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

    /** How many words the rests of both have in common, from each word of the one and each of the other on. */
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

    /** Words of the same kind beside each other are one piece. */
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
