package dev.devledger.adapters.postgres.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.domain.shared.When;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes many rows of one table in few statements, by PostgreSQL's COPY, in the current transaction. */
public final class BulkRows<R> {
    private static final String UNIQUE_VIOLATION = "23505";

    private record Column<R>(String name, Function<R, @Nullable Object> value) {}

    private final String table;
    private final String keys;
    private final List<Column<R>> columns = new ArrayList<>();

    /** {@code keys} are the key columns, such as {@code id, position}. */
    public BulkRows(String table, String keys) {
        this.table = table;
        this.keys = keys;
    }

    /** Adds a column and its value in a row, of the type that {@link TableCopy} needs. */
    public BulkRows<R> column(String name, Function<R, @Nullable Object> value) {
        columns.add(new Column<>(name, value));
        return this;
    }

    public BulkRows<R> text(String name, Function<R, @Nullable String> value) {
        return column(name, row -> Texts.storableOrNull(value.apply(row)));
    }

    /** Returns the row's values by column, for writing this row alone. */
    public Map<String, @Nullable Object> values(R row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.name(), column.value().apply(row)));
        return values;
    }

    /** Writes rows, most of which are new; an existing row is replaced. */
    public void add(DataSource database, Collection<R> rows) {
        add(database, rows, notKeys());
    }

    /** As {@link #add(DataSource, Collection)}, but of an existing row only the columns {@code overwritten} change. */
    void add(DataSource database, Collection<R> rows, List<String> overwritten) {
        if (!addNew(database, rows)) {
            inConnection(database, rows, connection -> merged(connection, rows, overwritten));
        }
    }

    /** Adds the rows; if any of them exists already, adds none and returns false. */
    public boolean addNew(DataSource database, Collection<R> rows) {
        return inConnection(database, rows, connection -> {
            Savepoint before = connection.setSavepoint();
            try {
                copy(connection, table, rows);
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        });
    }

    /** Writes rows, most of which exist and are replaced. */
    void put(DataSource database, Collection<R> rows) {
        inConnection(database, rows, connection -> merged(connection, rows, notKeys()));
    }

    private boolean inConnection(DataSource database, Collection<R> rows, ConnectionCallback<Boolean> work) {
        return rows.isEmpty() || Boolean.TRUE.equals(new JdbcTemplate(database).execute(work));
    }

    private boolean merged(Connection connection, Collection<R> rows, List<String> overwritten) throws SQLException {
        run(
                connection,
                "create temp table incoming on commit drop as select %s from %s with no data"
                        .formatted(names(), table));
        copy(connection, "incoming", rows);
        String set =
                overwritten.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        run(
                connection,
                "insert into %1$s (%2$s) select %2$s from incoming on conflict (%3$s) do update set %4$s"
                        .formatted(table, names(), keys, set));
        run(connection, "drop table incoming");
        return true;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void copy(Connection connection, String into, Collection<R> rows) throws SQLException {
        try (TableCopy copy = TableCopy.into(connection, into, names())) {
            for (R row : rows) {
                copy.row(columns.stream()
                        .map(column -> column.value().apply(row))
                        .toArray());
            }
            copy.finish();
        }
    }

    private List<String> notKeys() {
        List<String> of = List.of(keys.split(", "));
        return columns.stream()
                .map(Column::name)
                .filter(name -> !of.contains(name))
                .toList();
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * A running COPY into a table, in the transaction of its connection. It uses the binary format (PostgreSQL's
     * manual, COPY, File Formats), which is faster than text; so the type of a value must be that of its column, byte
     * for byte:
     *
     * <ul>
     *   <li>{@code Short}, {@code Integer}, {@code Long}: {@code smallint}, {@code integer}, {@code bigint}
     *   <li>{@code Boolean}, {@code UUID}, {@code byte[]}: {@code boolean}, {@code uuid}, {@code bytea}
     *   <li>{@code Instant}: {@code timestamptz}, to the nearest microsecond; {@code LocalDate}: {@code date}
     *   <li>{@code RowWrite.Json}: {@code jsonb}; {@code String[]}: {@code text[]}; {@code UUID[]}: {@code uuid[]};
     *       {@code String}, {@code When}: {@code text}
     * </ul>
     */
    public static final class TableCopy implements AutoCloseable {
        private static final int SENT_AT_ONCE = 1 << 16;
        private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
        private static final int NULL = -1;
        private static final short END = -1;
        private static final byte JSONB_VERSION = 1;
        private static final int TEXT_OID = 25;
        private static final int UUID_OID = 2950;

        private final CopyIn copy;
        private ByteBuffer rows = ByteBuffer.allocate(2 * SENT_AT_ONCE);

        private TableCopy(CopyIn copy) {
            this.copy = copy;
            rows.put(SIGNATURE).putInt(0).putInt(0); // no flags, no header extension
        }

        /** {@code columns} are the columns of the rows, in their order. */
        public static TableCopy into(Connection connection, String table, String columns) throws SQLException {
            return new TableCopy(connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s (%s) from stdin (format binary)".formatted(table, columns)));
        }

        public void row(@Nullable Object... values) throws SQLException {
            room(Short.BYTES).putShort((short) values.length);
            for (Object value : values) {
                value(value);
            }
            if (rows.position() >= SENT_AT_ONCE) {
                send();
            }
        }

        private void value(@Nullable Object value) throws SQLException {
            switch (value) {
                case null -> room(Integer.BYTES).putInt(NULL);
                case String text -> bytes(text.getBytes(UTF_8));
                case Short number -> sized(Short.BYTES).putShort(number);
                case Integer number -> sized(Integer.BYTES).putInt(number);
                case Long number -> sized(Long.BYTES).putLong(number);
                case Boolean truth -> sized(Byte.BYTES).put((byte) (truth ? 1 : 0));
                case UUID id ->
                    sized(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
                case Instant time -> sized(Long.BYTES).putLong(Times.micros(time));
                case LocalDate day -> sized(Integer.BYTES).putInt(Times.days(day));
                case RowWrite.Json(String text) -> json(text.getBytes(UTF_8));
                case String[] texts ->
                    array(
                            TEXT_OID,
                            Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList());
                case UUID[] ids ->
                    array(UUID_OID, Stream.of(ids).map(TableCopy::bytes).toList());
                case byte[] bytes -> bytes(bytes);
                case When when -> bytes(when.toString().getBytes(UTF_8));
                default -> throw new IllegalArgumentException("A column of " + value.getClass());
            }
        }

        /** Ends the COPY: all rows are in the table. */
        public void finish() throws SQLException {
            room(Short.BYTES).putShort(END);
            send();
            copy.endCopy();
        }

        private void send() throws SQLException {
            copy.writeToCopy(rows.array(), 0, rows.position());
            rows.clear();
        }

        private void bytes(byte[] value) {
            sized(value.length).put(value);
        }

        private static byte[] bytes(UUID id) {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        private void json(byte[] text) {
            sized(Byte.BYTES + text.length).put(JSONB_VERSION).put(text);
        }

        /** Writes an array: one dimension, or none if it is empty; without nulls; numbered from 1. */
        private void array(int type, List<byte[]> values) {
            int size = room(Integer.BYTES).position();
            rows.putInt(0);
            room(5 * Integer.BYTES).putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(type);
            if (!values.isEmpty()) {
                rows.putInt(values.size()).putInt(1);
            }
            values.forEach(this::bytes);
            rows.putInt(size, rows.position() - size - Integer.BYTES);
        }

        /** Reserves a value of so many bytes, after its size. */
        private ByteBuffer sized(int bytes) {
            return room(Integer.BYTES + bytes).putInt(bytes);
        }

        private ByteBuffer room(int bytes) {
            if (rows.remaining() < bytes) {
                rows = ByteBuffer.allocate(Math.max(2 * rows.capacity(), rows.position() + bytes))
                        .put(rows.flip());
            }
            return rows;
        }

        /** Cancels an unfinished COPY. */
        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
