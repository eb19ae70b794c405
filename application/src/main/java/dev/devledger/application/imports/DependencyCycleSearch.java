package dev.devledger.application.imports;

import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/**
 * The dependencies among tasks of a file, to report cycles. A subtask also waits for its parent's blockers, so it
 * counts as waiting for its parent. Tasks of the ledger never wait for tasks of the file.
 */
public final class DependencyCycleSearch {
    static final String FIELD = "blockedBy";

    private static final int SMALLEST = 1 << 8;

    /** The limit of rows shown of a cycle. */
    private static final int SHOWN = 50;

    private int[] from = new int[SMALLEST];
    private int[] to = new int[SMALLEST];
    private int size;
    private boolean anyBlocked;

    /** Adds a dependency: the task with number {@code task} waits for the task with number {@code by}. */
    public void blocked(int task, int by) {
        add(task, by);
        anyBlocked = true;
    }

    public void below(int task, int parent) {
        add(task, parent);
    }

    private void add(int task, int next) {
        if (task < 0 || next < 0 || task == next) {
            return; // a task of the ledger, an unknown one, or a dependency that the rules of one task refuse
        }
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        from[size] = task;
        to[size++] = next;
    }

    /** @param lines the first line of the row, by the task's number */
    void check(Errors errors, int numbers, IntToLongFunction lines) {
        circles(numbers, errors::isFull, circle -> tell(circle, errors, lines));
    }

    /**
     * Finds the cycles: in a cycle, each task waits for the next one, and the last for the first.
     *
     * @param numbers the number of tasks
     * @param enough true to stop the search
     */
    public void circles(int numbers, BooleanSupplier enough, Consumer<List<Integer>> found) {
        if (anyBlocked) {
            int[] starts = starts(numbers);
            new Search(starts, successors(starts), found).run(numbers, enough);
        }
    }

    private static void tell(List<Integer> circle, Errors errors, IntToLongFunction lines) {
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

    /**
     * Returns where the successors of each number begin: they are from {@code starts[n]} to before
     * {@code starts[n + 1]}.
     */
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

    /** A depth-first search without recursion: a chain can be as long as the file. */
    private static final class Search {
        private final int[] starts;
        private final int[] successors;
        private final Consumer<List<Integer>> found;
        private final int[] next;
        private final boolean[] open;
        private final boolean[] seen;
        private final List<Integer> path = new ArrayList<>();

        Search(int[] starts, int[] successors, Consumer<List<Integer>> found) {
            this.starts = starts;
            this.successors = successors;
            this.found = found;
            next = starts.clone();
            open = new boolean[next.length];
            seen = new boolean[next.length];
        }

        void run(int numbers, BooleanSupplier enough) {
            for (int first = 0; first < numbers && !enough.getAsBoolean(); first++) {
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
                    found.accept(path.subList(path.indexOf(other), path.size()));
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
    }
}
