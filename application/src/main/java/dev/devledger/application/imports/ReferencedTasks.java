package dev.devledger.application.imports;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.ImportRow.KeyOrId;
import dev.devledger.application.imports.ImportRow.StableIds.OrderedIds;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.task.Place.Destination;
import dev.devledger.domain.task.Task.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that rows refer to as parents or dependencies: tasks of the file by ref, and tasks of the ledger by key.
 */
final class ReferencedTasks {
    static final int MOST = 100_000;

    private static final int FIRST_OF_LEDGER = -2;

    private final TaskTree ledger;
    private final ProjectRefs homes;
    private final OrderedIds ids;
    private final TaskRefs refs = new TaskRefs();
    private final List<TaskTree.Node> nodes = new ArrayList<>();
    private final Map<String, Optional<Integer>> keys = new HashMap<>();

    /** The ids of tasks that repeated imports create only once. */
    private final Map<Integer, TaskId> lasting = new HashMap<>();

    private final Set<TaskId> present = new HashSet<>();
    private boolean askedTooEarly;

    ReferencedTasks(TaskTree ledger, ProjectRefs homes, OrderedIds ids) {
        this.ledger = ledger;
        this.homes = homes;
        this.ids = ids;
    }

    /** Returns the number of the task with that ref, whose row begins at the line. */
    int declare(String ref, long line) {
        int before = refs.size();
        int number = refs.number(ref);
        int earlier = refs.line(number);
        if (earlier > 0 && earlier != line) {
            throw Rejection.invalid("ref", "is already used in line " + earlier + "; each row needs a ref of its own");
        }
        askedTooEarly |= earlier == 0 && number < before;
        refs.declare(number, Math.toIntExact(line));
        return number;
    }

    /** Returns the number of refs. */
    int size() {
        return refs.size();
    }

    long line(int number) {
        return refs.line(number);
    }

    /** Adds the tasks among these that the ledger already has. */
    void present(Collection<TaskId> tasks) {
        present.addAll(tasks);
    }

    /** Sets the id that each import gives the task; returns true if the ledger already has it. */
    boolean isPresent(int number, TaskId id) {
        lasting.put(number, id);
        return present.contains(id);
    }

    TaskId id(int number) {
        if (number <= FIRST_OF_LEDGER) {
            return node(number).task();
        }
        TaskId id = lasting.get(number);
        return id == null ? new TaskId(ids.at(number)) : id;
    }

    boolean isDeleted(int number) {
        return number <= FIRST_OF_LEDGER && node(number).deleted();
    }

    /** Returns the number of the task, in the file or the ledger, to which a field refers. */
    int find(String field, String refOrKey) {
        int number = refs.number(refOrKey);
        if (refs.line(number) > 0 && !present.contains(id(number))) {
            return number;
        }
        String key = refs.line(number) > 0 ? id(number).toString() : refOrKey;
        return ofLedger(field, key)
                .orElseThrow(() -> Rejection.invalid(
                        field,
                        KeyOrId.TASK.fits(refOrKey)
                                ? "there is no task " + refOrKey
                                : "is neither the ref of a row nor the key of a task such as T-12"));
    }

    private Optional<Integer> ofLedger(String field, String key) {
        if (!KeyOrId.TASK.fits(key)) {
            return Optional.empty();
        }
        if (keys.size() >= MOST && !keys.containsKey(key)) {
            throw Rejection.invalid(
                    field, "is one task too many: a file can name at most " + MOST + " existing tasks; split the file");
        }
        return keys.computeIfAbsent(key, unknown -> ledger.find(unknown).map(node -> {
            nodes.add(node);
            return FIRST_OF_LEDGER - (nodes.size() - 1);
        }));
    }

    /** Returns true if a row has this ref. */
    boolean has(String ref) {
        return refs.line(refs.number(ref)) > 0;
    }

    void place(int number, int home, int parent) {
        refs.place(number, home, parent);
    }

    /**
     * Describes a parent for the rules; null if the parent is unknown, because the parent's own row is wrong.
     *
     * @param below the number of the new subtask, {@link TaskRefs#NOWHERE} if it has none
     */
    Destination.@Nullable Parent describe(int number, int below) {
        if (number <= FIRST_OF_LEDGER) {
            TaskTree.Node node = node(number);
            return new Destination.Parent(node.task(), node.project(), node.deleted(), node.ancestors());
        }
        if (refs.home(number) == TaskRefs.NOWHERE) {
            return null;
        }
        ProjectId project = homes.get(refs.home(number)).project();
        return new Destination.Parent(id(number), project, false, ancestors(number, below));
    }

    /**
     * Returns the task if it can have a subtask, else its lowest ancestor that can; {@link TaskRefs#NOWHERE} if none
     * can.
     */
    int withRoom(int number, int below) {
        Set<Integer> seen = new HashSet<>();
        int place = number;
        while (place != TaskRefs.NOWHERE && level(place, below) >= Violations.LEVELS) {
            if (!seen.add(place)) {
                return TaskRefs.NOWHERE; // a cycle, which is reported at its own rows
            }
            place = place <= FIRST_OF_LEDGER ? above(node(place)) : refs.parent(place);
        }
        return place;
    }

    private int above(TaskTree.Node node) {
        return node.ancestors().isEmpty()
                ? TaskRefs.NOWHERE
                : ofLedger("parent", node.ancestors().getFirst().toString()).orElse(TaskRefs.NOWHERE);
    }

    private int level(int number, int below) {
        Destination.Parent parent = describe(number, below);
        return parent == null ? 0 : parent.ancestors().size() + 1;
    }

    /** Returns the task's ancestors, nearest first; not more than the limit of levels allows. */
    private List<TaskId> ancestors(int number, int below) {
        List<TaskId> ancestors = new ArrayList<>(Violations.LEVELS);
        int above = number;
        while (above != TaskRefs.NOWHERE && ancestors.size() <= Violations.LEVELS) {
            if (above == below) {
                throw Rejection.invalid("parent", "is the task itself or one of its subtasks; choose another task");
            }
            if (above != number) {
                ancestors.add(id(above));
            }
            above = refs.parent(above);
            if (above <= FIRST_OF_LEDGER) {
                ancestors.add(node(above).task());
                ancestors.addAll(node(above).ancestors());
                break;
            }
        }
        return ancestors;
    }

    private TaskTree.Node node(int number) {
        return nodes.get(FIRST_OF_LEDGER - number);
    }

    /** Returns true if the ledger's tasks are unchanged; the caller has locked their projects. */
    boolean areTheSame() {
        return nodes.stream()
                .allMatch(node -> ledger.find(node.task().toString()).equals(Optional.of(node)));
    }

    boolean askedTooEarly() {
        return askedTooEarly;
    }

    /**
     * The data of a file's tasks by ref: some 40 bytes each, as a file can have millions. Of a ref, only 128 bits of
     * its hash are kept. A ref gets its number when it is first named, even before its row.
     */
    static final class TaskRefs {
        /** Stands for no project or no parent, also of a task whose row has not been read yet. */
        static final int NOWHERE = -1;

        private static final int SMALLEST = 1 << 10;

        private final MessageDigest digest = Sha256.digest();
        private int[] slots = new int[2 * SMALLEST];
        private long[] high = new long[SMALLEST];
        private long[] low = new long[SMALLEST];
        private int[] lines = new int[SMALLEST];
        private int[] homes = new int[SMALLEST];
        private int[] parents = new int[SMALLEST];
        private int size;

        /** Returns the number of that ref, from 0; a new number at the ref's first use. */
        int number(String ref) {
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(ref.getBytes(StandardCharsets.UTF_8)));
            long first = hash.getLong();
            long second = hash.getLong();
            int slot = slot(first, second);
            if (slots[slot] > 0) {
                return slots[slot] - 1;
            }
            if (size == high.length) {
                grow();
                slot = slot(first, second);
            }
            high[size] = first;
            low[size] = second;
            homes[size] = NOWHERE;
            parents[size] = NOWHERE;
            slots[slot] = ++size;
            return size - 1;
        }

        /** Returns the number of refs. */
        int size() {
            return size;
        }

        /** Returns the line where the task's row begins, 0 before the row is read. */
        int line(int number) {
            return lines[number];
        }

        void declare(int number, int line) {
            lines[number] = line;
        }

        /**
         * Sets the place. {@code home} is the number of the project, {@code parent} the number of the parent task, or
         * {@link #NOWHERE}.
         */
        void place(int number, int home, int parent) {
            homes[number] = home;
            parents[number] = parent;
        }

        int home(int number) {
            return homes[number];
        }

        int parent(int number) {
            return parents[number];
        }

        private int slot(long first, long second) {
            int mask = slots.length - 1;
            int slot = (int) first & mask;
            while (slots[slot] > 0 && (high[slots[slot] - 1] != first || low[slots[slot] - 1] != second)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            int more = size + (size >> 1);
            high = Arrays.copyOf(high, more);
            low = Arrays.copyOf(low, more);
            lines = Arrays.copyOf(lines, more);
            homes = Arrays.copyOf(homes, more);
            parents = Arrays.copyOf(parents, more);
            if (slots.length < more + (more >> 1)) {
                slots = new int[2 * slots.length];
                for (int number = 0; number < size; number++) {
                    slots[slot(high[number], low[number])] = number + 1;
                }
            }
        }
    }
}
