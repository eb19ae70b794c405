package dev.devledger.adapters.sandbox.fault;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults that a test has set. Each request meets at most one, the oldest that matches it. Safe to use from any
 * thread.
 */
public final class ArmedFaults {
    private final Set<Fault> known;
    private final @Nullable StaleView stale;
    private final List<Armed> armed = new ArrayList<>();

    public ArmedFaults(Set<Fault> known) {
        this(known, null);
    }

    /**
     * @param known the faults that this service can have
     * @param stale keeps the old state that {@link Fault#STALE_READ} shows
     */
    public ArmedFaults(Set<Fault> known, @Nullable StaleView stale) {
        this.known = Set.copyOf(known);
        this.stale = stale;
    }

    /**
     * @param after the number of matching requests without the fault, before it begins
     * @param field the name of the field for {@link Fault#IGNORE_FIELD} and {@link Fault#SILENT_FIELD}; the seed of the
     *     random choice for {@link Fault#RUBBISH}
     */
    public record Armed(Fault fault, int times, Pattern path, long millis, int after, String field) {
        public Armed(Fault fault, int times, Pattern path, long millis, int after) {
            this(fault, times, path, millis, after, "");
        }

        private Armed oneLess() {
            return new Armed(fault, times - 1, path, millis, 0, field);
        }

        private Armed oneSooner() {
            return new Armed(fault, times, path, millis, after - 1, field);
        }
    }

    /** Sets a fault for the next {@code times} requests that match it. */
    public synchronized void arm(Armed fault) {
        if (!known.contains(fault.fault())) throw new IllegalArgumentException("Unknown fault");
        if (stale != null && fault.fault() == Fault.STALE_READ) stale.keep();
        if (fault.times() > 0) armed.add(fault);
    }

    /**
     * Reads a fault from JSON: {@code fault}, {@code times}, {@code path}, {@code millis}, {@code after}, {@code
     * field}.
     *
     * @throws IllegalArgumentException if a value is not understood
     */
    public static Armed read(JsonNode body) {
        return new Armed(
                Fault.of(body.path("fault").asString("")),
                Math.toIntExact(number(body, "times", 1)),
                Pattern.compile(body.path("path").asString("")),
                number(body, "millis", 0),
                Math.toIntExact(number(body, "after", 0)),
                body.path("field").asString(""));
    }

    private static long number(JsonNode body, String field, long otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) return otherwise;
        if (!value.canConvertToLong()) throw new IllegalArgumentException("Wrong type of " + field);
        return value.longValue();
    }

    /** Finds the fault for a request, and counts it as used once. */
    public synchronized Optional<Armed> take(Predicate<Armed> concerns) {
        for (ListIterator<Armed> each = armed.listIterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (!concerns.test(fault)) continue;
            if (fault.after() > 0) {
                each.set(fault.oneSooner());
                continue;
            }
            if (fault.times() > 1) each.set(fault.oneLess());
            else each.remove();
            return Optional.of(fault);
        }
        return Optional.empty();
    }

    /** Runs a read on the state from when the fault was set. After the last such fault the state is dropped. */
    void old(StaleView.Reading reading) throws ServletException, IOException {
        if (stale == null) reading.run();
        else stale.during(reading);
        dropStale();
    }

    private synchronized void dropStale() {
        if (stale != null && armed.stream().noneMatch(left -> left.fault() == Fault.STALE_READ)) stale.drop();
    }

    public synchronized void clear() {
        armed.clear();
        dropStale();
    }

    /** Lists the remaining faults, in the form that {@link #read} reads. */
    public synchronized ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Armed fault : armed) {
            ObjectNode left =
                    json.addObject().put("fault", fault.fault().word()).put("times", fault.times());
            left.put("path", fault.path().pattern()).put("millis", fault.millis());
            left.put("after", fault.after()).put("field", fault.field());
        }
        return json;
    }

    /** The state of the database at one moment, kept by an open transaction with a snapshot. */
    public static final class StaleView {
        private final DataSource dataSource;
        private @Nullable Connection snapshot;

        public StaleView(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        public interface Reading {
            void run() throws ServletException, IOException;
        }

        public synchronized void keep() {
            drop();
            try {
                Connection connection = dataSource.getConnection();
                snapshot = connection;
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                // The first statement takes the snapshot.
                try (var statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
            } catch (SQLException failed) {
                drop();
                throw new IllegalStateException("No snapshot for stale reads", failed);
            }
        }

        public synchronized void during(Reading reading) throws ServletException, IOException {
            Connection connection = snapshot;
            if (connection == null) {
                reading.run();
                return;
            }
            TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
            try {
                reading.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(dataSource);
            }
        }

        public synchronized void drop() {
            Connection connection = snapshot;
            snapshot = null;
            if (connection == null) return;
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            } catch (SQLException lost) {
                // The pool discards a broken connection, and the snapshot ends in any case.
            }
        }
    }

    /** The faults that a service can have; each sandbox supports some of them. */
    public enum Fault {
        /** The change is stored, then the connection is cut without an answer. */
        DROP_ANSWER,
        /** The change is stored, half of the answer is sent, then the connection is cut. */
        TRUNCATE,
        /** The change is stored, and the answer comes late. */
        DELAY,
        /** The change is stored; the answer has the status 201 instead of 200, as documented for creates. */
        CREATED,
        /** The change is stored; the status is a success, but the answer is empty. */
        EMPTY_ANSWER,
        /** The change is stored, but the answer is the service's own 500. */
        DONE_500,
        /** The change is stored, but a gateway has stopped waiting and answers 504 with an HTML page. */
        DONE_504,
        /** The change is stored; the answer is 200 with an HTML page. */
        DONE_HTML,
        /** Nothing is changed; the answer is 200 with an empty object, as after a success. */
        IGNORED,
        /** Nothing is changed; the answer is 200 with an empty list. */
        EMPTY_LIST,
        /** Nothing is changed; the answer is the service's own 500. */
        ERROR_500,
        /** Nothing is changed; a gateway answers 502 with an HTML page. */
        GATEWAY,
        /** Nothing is changed; the answer is 200 with an HTML page. */
        NONSENSE,
        /** Nothing is changed; the service answers that there were too many calls. */
        LIMIT,
        /** Nothing is changed; the answer is 401, as for an invalid token. */
        UNAUTHORIZED,
        /** Nothing is changed; the service answers as for a place that was not granted. */
        NOT_GRANTED,
        /** Nothing is changed; the answer is 403, as for an object that is no longer shared. */
        FORBIDDEN,
        /** Nothing is changed; the answer is an error with the status 200. */
        ERR_UNDER_200,
        /** A read shows the state from when the fault was set. */
        STALE_READ,
        /** The change is stored except one field, which is ignored without an error. */
        IGNORE_FIELD,
        /** All is stored; the answer lacks one field. */
        SILENT_FIELD,
        /** All is stored; one value of the answer, chosen at random, is replaced or removed. */
        RUBBISH;

        /** Returns the fault's name over HTTP, such as {@code drop-answer}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Fault of(String word) {
            return Stream.of(values())
                    .filter(fault -> fault.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown fault"));
        }
    }
}
