package dev.devledger.application.proof;

import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what is stored and what was written. {@link #describe} says what differs, where, and what that
 * means, in a sentence or two.
 */
public sealed interface Difference {

    String describe();

    /** True if the difference is in the read model alone, which can be rebuilt from the events. */
    default boolean ofReadModel() {
        return false;
    }

    /** True if the difference is not in the stored data, but in the database objects that hold the data. */
    default boolean ofPlace() {
        return false;
    }

    /**
     * A table, function or other object of the database is not as it was created, or should not exist.
     *
     * @param unreadable true if data read from the object cannot be trusted
     */
    record ObjectDifference(String object, String what, boolean unreadable) implements Difference {
        @Override
        public String describe() {
            return object + ": " + what;
        }

        @Override
        public boolean ofPlace() {
            return true;
        }
    }

    /**
     * An event was changed after it was stored, or moved to another place.
     *
     * @param version the event's number in the stream, from 0
     */
    record EventDifference(long position, String stream, long version, String eventId, String what)
            implements Difference {
        @Override
        public String describe() {
            return "Event %d (version %d of %s, id %s): %s".formatted(position, version, stream, eventId, what);
        }
    }

    /** An event is gone; traces of it elsewhere show that it existed. */
    record MissingEvent(long position, String what) implements Difference {
        @Override
        public String describe() {
            return "Event %d is missing: %s".formatted(position, what);
        }
    }

    /** The events from one position to another differ from the sealed ones, or the seal itself was changed. */
    record BatchDifference(long batch, long first, long last, String what) implements Difference {
        @Override
        public String describe() {
            return "Batch %d (positions %d to %d): %s".formatted(batch, first, last, what);
        }
    }

    /** The chain does not lead to a head that was kept elsewhere. */
    record HeadDifference(ExternalHead head, String what) implements Difference {
        @Override
        public String describe() {
            return "The kept head of batch %d%s: %s"
                    .formatted(head.batch(), head.place().isEmpty() ? "" : " (" + head.place() + ")", what);
        }
    }

    /** A column, with its stored value and the value that the events give. */
    record Value(
            String column, @Nullable String live, @Nullable String rebuilt) {
        private String describe() {
            return "column %s: the value is %s, but by the events it should be %s"
                    .formatted(column, quoted(live), quoted(rebuilt));
        }

        private static String quoted(@Nullable String value) {
            return value == null ? "null" : "'" + value + "'";
        }
    }

    /**
     * A row of the read model differs from the row that the events give.
     *
     * @param key the columns of the primary key with their values
     * @param live true if the read model has a row with this key
     * @param changed the columns that differ; empty if only one side has the row
     */
    record RowDifference(String table, String key, boolean live, List<Value> changed) implements Difference {
        public RowDifference {
            changed = List.copyOf(changed);
        }

        @Override
        public String describe() {
            String row = "Table %s, row %s".formatted(table, key);
            if (!changed.isEmpty()) {
                return changed.stream().map(Value::describe).collect(Collectors.joining("; ", row + ", ", "."));
            }
            return row
                    + (live
                            ? ": the row exists, but no event creates it."
                            : ": the row is missing, but by the events it should exist.");
        }

        @Override
        public boolean ofReadModel() {
            return true;
        }
    }

    /** Collects differences: keeps the first one of each place, up to a limit, and counts the others. */
    final class Findings {
        private static final int MOST = 1_000;

        private final Map<Object, Difference> told = new LinkedHashMap<>();
        private long untold;

        public void add(Difference difference) {
            Object place =
                    switch (difference) {
                        case Difference.EventDifference event -> event.position();
                        case Difference.MissingEvent event -> event.position();
                        default -> difference;
                    };
            if (!isFull()) {
                told.putIfAbsent(place, difference);
            } else if (!told.containsKey(place)) {
                untold++;
            }
        }

        /** True if further differences are only counted, so that they need not be described. */
        public boolean isFull() {
            return told.size() == MOST;
        }

        public int room() {
            return MOST - told.size();
        }

        public void addUntold(long more) {
            untold += more;
        }

        public boolean isEmpty() {
            return told.isEmpty();
        }

        public List<Difference> told() {
            return new ArrayList<>(told.values());
        }

        public long untold() {
            return untold;
        }
    }
}
