package dev.devledger.adapters.postgres.history;

import dev.devledger.application.history.HistoryMarks.Mark;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends of change sets. All that end within the same positions are one mark, behind the last of them, so that no mark is within a
 * change set, however long that is.
 *
 * @param bits so many positions are for one mark, as a power of two: of 0 each change set has its own
 * @param marks oldest first
 */
record Spans(int bits, List<Mark> marks) {
    static final Spans NONE = new Spans(0, List.of());

    /** With what comes behind them. */
    Spans and(Spans later) {
        int wider = Math.max(bits, later.bits);
        return new Spans(
                wider,
                gathered(
                        Stream.of(this, later)
                                .flatMap(each -> each.marks.stream())
                                .toList(),
                        wider));
    }

    /** Gathered to so many at most. */
    Spans within(int most) {
        if (marks.size() <= most) {
            return this;
        }
        int wider = bits;
        while (span(marks.getLast(), wider) - span(marks.getFirst(), wider) >= most) {
            wider++;
        }
        return new Spans(wider, gathered(marks, wider));
    }

    private static long span(Mark mark, int bits) {
        return mark.position() >> bits;
    }

    private static List<Mark> gathered(List<Mark> marks, int bits) {
        return marks.stream()
                .collect(Collectors.groupingBy(mark -> span(mark, bits), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Spans::one)
                .toList();
    }

    private static Mark one(List<Mark> all) {
        return all.stream().reduce((one, other) -> joined(one, other, 0)).orElseThrow();
    }

    /** @param common how many change sets are in both */
    private static Mark joined(Mark one, Mark other, int common) {
        Mark last = one.position() > other.position() ? one : other;
        return new Mark(
                last.position(),
                last.at(),
                one.changeSets() + other.changeSets() - common,
                one.changes() + other.changes(),
                one.status() || other.status());
    }

    /**
     * A mark that is not at the end of its change set becomes part of the one that is.
     *
     * @param ends of such marks, where their change sets end
     */
    static List<Mark> joined(List<Mark> marks, Map<Long, Long> ends) {
        NavigableMap<Long, Mark> all = new TreeMap<>();
        marks.forEach(mark -> all.put(mark.position(), mark));
        ends.forEach((position, end) -> {
            Map.Entry<Long, Mark> behind = all.ceilingEntry(end);
            Mark target = behind == null ? all.lastEntry().getValue() : behind.getValue();
            Mark mark = all.get(position);
            if (mark != null && target.position() > position) {
                all.remove(position);
                all.put(target.position(), joined(mark, target, 1));
            }
        });
        return List.copyOf(all.values());
    }
}
