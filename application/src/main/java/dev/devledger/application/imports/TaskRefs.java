package dev.devledger.application.imports;

import dev.devledger.domain.shared.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What must be remembered of the tasks that a file has refs for: some 40 bytes each, as a file can have millions. A ref
 * itself is not kept, only 128 bits of its hash. A ref that is asked for before its row has come has a number already.
 */
final class TaskRefs {
    /** Of a task whose row has not come. */
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

    /** The number of that ref, from 0; a new one where nobody has named it before. */
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

    /** How many refs were named. */
    int size() {
        return size;
    }

    /** The line where its row begins, 0 where no row has come. */
    int line(int number) {
        return lines[number];
    }

    void declare(int number, int line) {
        lines[number] = line;
    }

    /** {@code home} is the number of its project, {@code parent} that of the task above it, or {@link #NOWHERE}. */
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
