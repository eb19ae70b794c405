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
 * What a row holds and no reader understands costs that value alone, and not each list that it is in. The log has it once,
 * and people are told of it as long as it is met.
 */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
    private static final int MOST = 1_000;

    /** Whoever looks meets it again sooner; what was mended meanwhile is met by nobody. */
    private static final Duration MET = Duration.ofHours(1);

    private static final Map<String, Long> MET_AT = new ConcurrentHashMap<>();

    private Unreadable() {}

    public interface Read<T> {
        @Nullable
        T get() throws SQLException;
    }

    /**
     * Empty where it cannot be read.
     *
     * @param what names the value and whose it is
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

    /** What was met lately, in words. */
    public static List<String> met() {
        long now = System.nanoTime();
        MET_AT.values().removeIf(at -> now - at > MET.toNanos());
        return MET_AT.keySet().stream().sorted().toList();
    }

    /** The rows are other ones now: what is unreadable in them is met again. */
    public static void forget() {
        MET_AT.clear();
    }

    /** An event is about a row that is not there, because an earlier event could not be applied. */
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
