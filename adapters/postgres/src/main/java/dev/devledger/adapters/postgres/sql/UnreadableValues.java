package dev.devledger.adapters.postgres.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values of rows so that an unreadable value is left out alone, and does not break every list that has its row.
 * The log reports the value once, and users see a notice as long as reads find it.
 */
public final class UnreadableValues {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableValues.class);
    private static final int MOST = 1_000;

    /** The time after which an unreadable value counts as repaired, if no read has found it again. */
    private static final Duration MET = Duration.ofHours(1);

    private static final Map<String, Long> MET_AT = new ConcurrentHashMap<>();

    private UnreadableValues() {}

    public interface Read<T> {
        @Nullable
        T get() throws SQLException;
    }

    /**
     * Reads a value; empty if it cannot be read.
     *
     * @param what the name of the value and its entity
     */
    public static <T> Optional<T> find(String what, Read<T> read) throws SQLException {
        try {
            return Optional.ofNullable(read.get());
        } catch (RuntimeException e) {
            tell(what, e);
            return Optional.empty();
        }
    }

    public static void tell(String what, RuntimeException e) {
        if (MET_AT.size() < MOST || MET_AT.containsKey(what)) {
            if (MET_AT.put(what, System.nanoTime()) == null) {
                LOG.error("{} cannot be read", what, e);
            }
        }
    }

    /** Describes the unreadable values found lately. */
    public static List<String> met() {
        long now = System.nanoTime();
        MET_AT.values().removeIf(at -> now - at > MET.toNanos());
        return MET_AT.keySet().stream().sorted().toList();
    }

    /** Clears the list after rows were replaced: values that are still unreadable are found by the next reads. */
    public static void forget() {
        MET_AT.clear();
    }

    /** Thrown when an event changes a row that is missing, as an earlier event could not be applied. */
    public static final class MissingRow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private MissingRow(String message) {
            super(message);
        }

        public static void throwIf(boolean missing, String kind, Object id) {
            if (missing) {
                throw new MissingRow("There is no row of the " + kind + " " + id);
            }
        }
    }
}
