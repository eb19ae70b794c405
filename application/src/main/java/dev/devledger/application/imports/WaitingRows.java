package dev.devledger.application.imports;

import dev.devledger.application.imports.ImportRefused.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/**
 * Which tasks of a file wait for which, to tell those that would wait for each other. What is above a task is among what it
 * waits for: the subtasks of a task that waits have to wait as well. What the ledger has waits for nothing of the file.
 */
final class WaitingRows {
    static final String FIELD = "blockedBy";

    private static final int SMALLEST = 1 << 8;

    /** Of a circle. */
    private static final int SHOWN = 50;

    private int[] from = new int[SMALLEST];
    private int[] to = new int[SMALLEST];
    private int size;
    private boolean anyBlocked;

    /** Both by their numbers. */
    void blocked(int task, int by) {
        add(task, by);
        anyBlocked = true;
    }

    void below(int task, int parent) {
        add(task, parent);
    }

    private void add(int task, int next) {
        if (task < 0 || next < 0 || task == next) {
            return; // of the ledger, nowhere, or refused by the rules of one task
        }
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        from[size] = task;
        to[size++] = next;
    }

    /** @param lines where the row of a number begins */
    void check(Errors errors, int numbers, IntToLongFunction lines) {
        if (anyBlocked) {
            int[] starts = starts(numbers);
            new Search(starts, successors(starts), errors, lines).run(numbers);
        }
    }

    /** The successors of number n stand from {@code starts[n]} to {@code starts[n + 1]}. */
    private int[] starts(int numbers) {
        int[] starts = new int[numbers + 1];
        for (int i = 0; i < size; i++) {
            starts[from[i] + 1]++;
        }
        for (int i = 0; i < numbers; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    private int[] successors(int[] starts) {
        int[] successors = new int[size];
        int[] next = starts.clone();
        for (int i = 0; i < size; i++) {
            successors[next[from[i]]++] = to[i];
        }
        return successors;
    }

    /** In depth, without recursion: a chain can be as long as the file. */
    private static final class Search {
        private final int[] starts;
        private final int[] successors;
        private final Errors errors;
        private final IntToLongFunction lines;
        private final int[] next;
        private final boolean[] open;
        private final boolean[] seen;
        private final List<Integer> path = new ArrayList<>();

        Search(int[] starts, int[] successors, Errors errors, IntToLongFunction lines) {
            this.starts = starts;
            this.successors = successors;
            this.errors = errors;
            this.lines = lines;
            next = starts.clone();
            open = new boolean[next.length];
            seen = new boolean[next.length];
        }

        void run(int numbers) {
            for (int first = 0; first < numbers && !errors.isFull(); first++) {
                if (!seen[first]) {
                    enter(first);
                    walk();
                }
            }
        }

        private void walk() {
            while (!path.isEmpty()) {
                int task = path.getLast();
                if (next[task] == starts[task + 1]) {
                    open[task] = false;
                    path.removeLast();
                    continue;
                }
                int other = successors[next[task]++];
                if (open[other]) {
                    tell(path.subList(path.indexOf(other), path.size()));
                } else if (!seen[other]) {
                    enter(other);
                }
            }
        }

        private void enter(int task) {
            seen[task] = true;
            open[task] = true;
            path.add(task);
        }

        private void tell(List<Integer> circle) {
            String rows = circle.stream()
                    .limit(SHOWN)
                    .map(number -> "line " + lines.applyAsLong(number))
                    .collect(Collectors.joining(" → "));
            String more = circle.size() > SHOWN ? " → " + (circle.size() - SHOWN) + " more" : "";
            long first = lines.applyAsLong(circle.getFirst());
            errors.add(
                    first,
                    FIELD,
                    "makes tasks wait for each other: " + rows + more + " → line " + first
                            + ", where each waits for the next or is below it; take one of these dependencies out");
        }
    }
}
