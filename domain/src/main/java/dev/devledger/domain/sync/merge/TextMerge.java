package dev.devledger.domain.sync.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three-way merge of a text by lines (docs/sync-design.md, section 4, row F7). A line includes its line break, so
 * that line breaks, and a missing last one, stay as they are. Adjacent changes overlap, as in git, because their order
 * is unknown.
 */
final class TextMerge {
    private final List<String> local;
    private final List<String> base;
    private final List<String> remote;
    private final List<LineDiff.Hunk> byLocal;
    private final List<LineDiff.Hunk> byRemote;
    private final StringBuilder merged = new StringBuilder();

    private TextMerge(String local, String base, String remote) {
        this.local = lines(local);
        this.base = lines(base);
        this.remote = lines(remote);
        byLocal = LineDiff.between(this.base, this.local);
        byRemote = LineDiff.between(this.base, this.remote);
    }

    /** Returns the text with the changes of both sides; empty if changes overlap and differ. */
    static Optional<String> of(String local, String base, String remote) {
        TextMerge merge = new TextMerge(local, base, remote);
        return merge.run() ? Optional.of(merge.merged.toString()) : Optional.empty();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private boolean run() {
        int line = 0; // index in the base: all lines before it are merged
        int l = 0;
        int r = 0;
        while (l < byLocal.size() || r < byRemote.size()) {
            int start = Math.min(start(byLocal, l), start(byRemote, r));
            int end = start;
            int nextL = l;
            int nextR = r;
            while (start(byLocal, nextL) <= end || start(byRemote, nextR) <= end) { // touches an included change
                LineDiff.Hunk hunk = start(byLocal, nextL) <= end ? byLocal.get(nextL++) : byRemote.get(nextR++);
                end = Math.max(end, hunk.to());
            }
            append(base.subList(line, start));
            if (!region(byLocal.subList(l, nextL), byRemote.subList(r, nextR), start, end)) {
                return false;
            }
            line = end;
            l = nextL;
            r = nextR;
        }
        append(base.subList(line, base.size()));
        return true;
    }

    private static int start(List<LineDiff.Hunk> hunks, int index) {
        return index < hunks.size() ? hunks.get(index).from() : Integer.MAX_VALUE;
    }

    private boolean region(List<LineDiff.Hunk> ours, List<LineDiff.Hunk> theirs, int start, int end) {
        List<String> mine = written(ours, local, start, end);
        List<String> others = written(theirs, remote, start, end);
        if (!ours.isEmpty() && !theirs.isEmpty() && !mine.equals(others)) {
            return false;
        }
        append(ours.isEmpty() ? others : mine);
        return true;
    }

    /** Returns these lines of the base as one side changed them. */
    private List<String> written(List<LineDiff.Hunk> hunks, List<String> side, int start, int end) {
        List<String> lines = new ArrayList<>();
        int line = start;
        for (LineDiff.Hunk hunk : hunks) {
            lines.addAll(base.subList(line, hunk.from()));
            lines.addAll(side.subList(hunk.newFrom(), hunk.newTo()));
            line = hunk.to();
        }
        lines.addAll(base.subList(line, end));
        return lines;
    }

    private void append(List<String> lines) {
        lines.forEach(merged::append);
    }

    /**
     * The difference between two lists of lines, by Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its
     * Variations", 1986). With more than {@link #MOST_EDITS} edits, everything between the first and the last
     * difference is one change: still correct, only coarser, and the time stays bounded.
     */
    static final class LineDiff {
        /** Limit of single added and removed lines: 4 MB and well below a second at worst. */
        static final int MOST_EDITS = 1_000;

        /** Lines {@code from} to before {@code to} became those from {@code newFrom} to before {@code newTo}. */
        record Hunk(int from, int to, int newFrom, int newTo) {
            boolean touches(Hunk next) {
                return next.from == to && next.newFrom == newTo;
            }
        }

        private final int[] before;
        private final int[] after;
        private final List<Hunk> hunks = new ArrayList<>();

        private LineDiff(int[] before, int[] after) {
            this.before = before;
            this.after = after;
        }

        /** Returns the changes in the order of the lines; between two there is at least one unchanged line. */
        static List<Hunk> between(List<String> before, List<String> after) {
            Map<String, Integer> numbers = new HashMap<>();
            LineDiff diff = new LineDiff(numbered(before, numbers), numbered(after, numbers));
            diff.run();
            return List.copyOf(diff.hunks);
        }

        private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
            int[] result = new int[lines.size()];
            for (int i = 0; i < result.length; i++) {
                result[i] = numbers.computeIfAbsent(lines.get(i), line -> numbers.size());
            }
            return result;
        }

        private void run() {
            int shorter = Math.min(before.length, after.length);
            int head = 0;
            while (head < shorter && before[head] == after[head]) {
                head++;
            }
            int tail = 0;
            while (tail < shorter - head && before[before.length - 1 - tail] == after[after.length - 1 - tail]) {
                tail++;
            }
            int to = before.length - tail;
            int newTo = after.length - tail;
            if (head == to && head == newTo) {
                return;
            }
            if (head == to || head == newTo || !search(head, to, newTo)) {
                hunks.add(new Hunk(head, to, head, newTo));
            }
        }

        /**
         * Finds the shortest path from {@code start} in both lists to their ends; false if it is too long. A step on
         * diagonal k = x - y removes line x or adds line y; equal lines cost nothing.
         */
        private boolean search(int start, int to, int newTo) {
            int n = to - start;
            int m = newTo - start;
            List<int[]> furthest = new ArrayList<>(); // for each number of edits the furthest x of each diagonal
            int[] x = new int[2 * MOST_EDITS + 3];
            int middle = MOST_EDITS + 1;
            for (int edits = 0; edits <= MOST_EDITS; edits++) {
                furthest.add(Arrays.copyOfRange(x, middle - edits, middle + edits + 1));
                for (int k = -edits; k <= edits; k += 2) {
                    boolean adds = k == -edits || (k != edits && x[middle + k - 1] < x[middle + k + 1]);
                    int at = edits == 0 ? 0 : adds ? x[middle + k + 1] : x[middle + k - 1] + 1;
                    while (at < n && at - k < m && before[start + at] == after[start + at - k]) {
                        at++;
                    }
                    x[middle + k] = at;
                    if (at >= n && at - k >= m) {
                        collect(furthest, start, n, m);
                        return true;
                    }
                }
            }
            return false;
        }

        /** Walks back from the end, and joins edits without an unchanged line between them. */
        private void collect(List<int[]> furthest, int start, int n, int m) {
            List<Hunk> backwards = new ArrayList<>();
            int x = n;
            int y = m;
            for (int edits = furthest.size() - 1; edits > 0; edits--) {
                int[] last = furthest.get(edits); // before this edit, diagonals -edits to edits
                int k = x - y;
                boolean adds = k == -edits || (k != edits && last[edits + k - 1] < last[edits + k + 1]);
                int fromX = adds ? last[edits + k + 1] : last[edits + k - 1];
                int fromY = fromX - (adds ? k + 1 : k - 1);
                int toX = adds ? fromX : fromX + 1;
                int toY = adds ? fromY + 1 : fromY;
                Hunk edit = new Hunk(start + fromX, start + toX, start + fromY, start + toY);
                if (!backwards.isEmpty() && edit.touches(backwards.getLast())) {
                    Hunk next = backwards.removeLast();
                    edit = new Hunk(edit.from(), next.to(), edit.newFrom(), next.newTo());
                }
                backwards.add(edit);
                x = fromX;
                y = fromY;
            }
            hunks.addAll(backwards.reversed());
        }
    }
}
