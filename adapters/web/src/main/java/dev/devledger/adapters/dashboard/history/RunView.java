package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.At;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Change sets beside each other that one actor made of things of one kind within minutes, newest first; or one that stands
 * alone. Each stays what it is, and is taken back by itself.
 */
record RunView(List<ChangeSetView> sets) {
    /** Fewer stand each for itself: two rows are read as fast as one that says that there are two. */
    private static final int FEWEST = 3;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** @param sets newest first */
    static List<RunView> of(List<ChangeSetView> sets) {
        List<RunView> runs = new ArrayList<>();
        int from = 0;
        while (from < sets.size()) {
            int end = from + 1;
            while (end < sets.size() && belongs(sets.get(from), sets.get(end))) {
                end++;
            }
            List<ChangeSetView> run = sets.subList(from, end);
            if (run.size() < FEWEST) {
                run.forEach(each -> runs.add(new RunView(List.of(each))));
            } else {
                runs.add(new RunView(List.copyOf(run)));
            }
            from = end;
        }
        return runs;
    }

    private static boolean belongs(ChangeSetView newest, ChangeSetView older) {
        return newest.kind() != null
                && Objects.equals(newest.kind(), older.kind())
                && newest.who().equals(older.who())
                && newest.through().equals(older.through())
                && Duration.between(older.at().instant(), newest.at().instant()).compareTo(LONGEST) <= 0;
    }

    boolean isRolledUp() {
        return sets.size() > 1;
    }

    ChangeSetView newest() {
        return sets.getFirst();
    }

    /** Such as "7 changes of tasks". */
    String words() {
        long changes = sets.stream().mapToLong(ChangeSetView::size).sum();
        return changes + " changes of " + plural(Objects.requireNonNull(newest().kind()));
    }

    At begin() {
        return sets.getLast().at();
    }

    At end() {
        return newest().at();
    }

    /** Whether both are the same by the clock. */
    boolean isOfOneMinute() {
        return begin().clock().equals(end().clock());
    }

    private static String plural(String kind) {
        return switch (kind) {
            case "person" -> "people";
            case "time-entry" -> "time entries";
            default -> kind + "s";
        };
    }
}
