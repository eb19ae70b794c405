package dev.devledger.domain.sync.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The three-way merge of a text by lines (docs/sync-design.md, section 4, row F7). A line keeps its end, so that line
 * ends and a missing last one stay as they are. Changes that touch each other overlap, as in git: in which order they
 * belong cannot be told.
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

    /** The text with the changes of both; empty where they overlap and are not the same. */
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
        int line = 0; // of the base, up to which all is merged
        int l = 0;
        int r = 0;
        while (l < byLocal.size() || r < byRemote.size()) {
            int start = Math.min(start(byLocal, l), start(byRemote, r));
            int end = start;
            int nextL = l;
            int nextR = r;
            while (start(byLocal, nextL) <= end || start(byRemote, nextR) <= end) { // touches what is already in
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

    /** What one side made of these lines of the base. */
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
}
