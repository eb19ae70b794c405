package dev.devledger.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY under way: rows on their way into a table, in the transaction of its connection. */
final class TableCopy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final CopyIn copy;
    private StringBuilder rows = new StringBuilder(2 * BUFFER);
    private boolean inRow;

    private TableCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** {@code columns} are those of the rows, in their order. */
    static TableCopy into(Connection connection, String table, String columns) throws SQLException {
        return new TableCopy(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s (%s) from stdin".formatted(table, columns)));
    }

    void row(@Nullable Object... values) throws SQLException {
        for (Object value : values) {
            value(value);
        }
        endRow();
    }

    /** The next value of the row at hand. */
    void value(@Nullable Object value) {
        if (inRow) {
            rows.append('\t');
        }
        inRow = true;
        switch (value) {
            case null -> rows.append("\\N");
            case String text -> escaped(text);
            case Number number -> rows.append(number);
            case UUID id -> rows.append(id);
            case String[] texts -> array(texts);
            case Instant time -> rows.append(Times.text(time));
            case LocalDate day -> rows.append(Times.text(day));
            default -> escaped(value.toString());
        }
    }

    void endRow() throws SQLException {
        rows.append('\n');
        inRow = false;
        if (rows.length() >= BUFFER) {
            send();
        }
    }

    /** All rows are in the table. */
    void finish() throws SQLException {
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        byte[] text = rows.toString().getBytes(UTF_8);
        rows = new StringBuilder(2 * BUFFER); // one that has had a letter beyond Latin 1 stays slow
        copy.writeToCopy(text, 0, text.length);
    }

    private void array(String[] texts) {
        StringBuilder array = new StringBuilder("{");
        for (String text : texts) {
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        escaped(array.append('}').toString());
    }

    private void escaped(String value) {
        if (isPlain(value)) {
            rows.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(letter);
            }
        }
    }

    /** Most are, and the search for one letter is much faster than a look at each. */
    private static boolean isPlain(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\t') < 0 && value.indexOf('\r') < 0;
    }

    /** What was not finished is left out. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
