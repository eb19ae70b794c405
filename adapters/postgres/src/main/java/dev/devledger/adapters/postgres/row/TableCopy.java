package dev.devledger.adapters.postgres.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.domain.shared.When;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One COPY under way: rows on their way into a table, in the transaction of its connection. They go in the binary format
 * (PostgreSQL's manual, COPY, File Formats), which spares both sides the text; so the type of a value must be that of
 * its column, byte for byte:
 *
 * <ul>
 *   <li>{@code Short}, {@code Integer}, {@code Long}: {@code smallint}, {@code integer}, {@code bigint}
 *   <li>{@code Boolean}, {@code UUID}, {@code byte[]}: {@code boolean}, {@code uuid}, {@code bytea}
 *   <li>{@code Instant}: {@code timestamptz}, to the nearest microsecond; {@code LocalDate}: {@code date}
 *   <li>{@code RowWrite.Json}: {@code jsonb}; {@code String[]}: {@code text[]}; {@code UUID[]}: {@code uuid[]}; {@code String}, {@code When}: {@code text}
 * </ul>
 */
public final class TableCopy implements AutoCloseable {
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
        rows.put(SIGNATURE).putInt(0).putInt(0); // no flags, no more of a header
    }

    /** {@code columns} are those of the rows, in their order. */
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

    /** All rows are in the table. */
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

    /** Of one dimension, or of none where it is empty; without nulls; numbered from 1. */
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

    /** For a value of so many bytes, which stands behind its size. */
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

    /** What was not finished is left out. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
