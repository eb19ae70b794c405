package dev.devledger.adapters.postgres.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a row holds and no reader understands costs that value alone, and not each list that it is in. It is told once. */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
    private static final int MOST = 1_000;
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

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
        if (TOLD.size() < MOST && TOLD.add(what)) {
            LOG.error("{} cannot be read; a replay of the projections makes the rows anew", what, e);
        }
    }

    /** How many values were met that could not be read, since the start. */
    public static int count() {
        return TOLD.size();
    }
}
