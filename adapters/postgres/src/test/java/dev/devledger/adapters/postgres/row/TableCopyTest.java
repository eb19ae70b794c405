package dev.devledger.adapters.postgres.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.row.BulkRows.TableCopy;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What arrives is compared with the same values as PostgreSQL reads them from text. */
class TableCopyTest {
    @RegisterExtension
    private static final Database database = Database.create();

    @BeforeEach
    void table() {
        database.jdbc
                .sql("create table copied (number serial, small smallint, whole integer, large bigint, truth boolean,"
                        + " id uuid, bytes bytea, at timestamptz, day date, content jsonb, texts text[], line text)")
                .update();
    }

    @AfterEach
    void drop() {
        database.jdbc.sql("drop table copied").update();
    }

    @Test
    void every_type_arrives_as_it_is() {
        UUID id = UUID.fromString("f1a1fc80-7193-744e-8ef2-394b54ace874");
        copy(List.<@Nullable Object[]>of(
                new Object[] {
                    (short) -3,
                    70_000,
                    -5_000_000_000L,
                    true,
                    id,
                    new byte[] {0, (byte) 0xff, '\n'},
                    Instant.parse("2026-03-31T09:00:00.123456Z"),
                    LocalDate.parse("2026-03-31"),
                    new RowWrite.Json("{\"a\\tb\": [1, \"\\\\ ü\"]}"),
                    new String[] {"a,b", "{\"c\"}", "", "NULL", "\\"},
                    "tab\there\nand \\N 😀"
                },
                new @Nullable Object[] {null, null, null, null, null, null, null, null, null, null, null}));
        assertThat(rows("to_jsonb(copied)")).isEqualTo(rows("""
                        to_jsonb(expected) from (values
                          (1, -3::smallint, 70000, -5000000000, true, 'f1a1fc80-7193-744e-8ef2-394b54ace874'::uuid,
                            '\\x00ff0a'::bytea, '2026-03-31T09:00:00.123456Z'::timestamptz, '2026-03-31'::date,
                            '{"a\\tb": [1, "\\\\ ü"]}'::jsonb, array['a,b', '{"c"}', '', 'NULL', '\\'],
                            e'tab\\there\\nand \\\\N 😀'),
                          (2, null, null, null, null, null, null, null, null, null, null, null))
                        expected (number, small, whole, large, truth, id, bytes, at, day, content, texts, line), copied
                        where copied.number = expected.number
                        """));
    }

    @Test
    void times_before_the_year_2000_are_whole_too_and_go_to_the_nearest_microsecond() {
        for (String at : List.of(
                "1999-12-31T23:59:59.999999500Z",
                "1999-12-31T23:59:59.9999994Z",
                "1900-01-01T00:00:00.0000005Z",
                "9999-12-31T23:59:59.999999Z",
                "2000-01-01T00:00:00.000000499Z")) {
            copy("at", Instant.parse(at));
        }
        assertThat(rows("to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"))
                .containsExactly(
                        "2000-01-01 00:00:00.000000",
                        "1999-12-31 23:59:59.999999",
                        "1900-01-01 00:00:00.000001",
                        "9999-12-31 23:59:59.999999",
                        "2000-01-01 00:00:00.000000");
    }

    @Test
    void days_of_all_centuries() {
        copy("day", LocalDate.parse("1900-02-28"));
        copy("day", LocalDate.parse("9999-12-31"));
        assertThat(rows("day")).containsExactly("1900-02-28", "9999-12-31");
    }

    @Test
    void a_list_without_anything_is_an_empty_array() {
        copy("texts", (Object) new String[0]);
        assertThat(rows("texts = '{}'")).containsExactly("true");
    }

    /** The buffer grows for a long value, and is sent when it is full. */
    @Test
    void long_texts_and_many_rows() {
        String text = "ü".repeat(1_000_000);
        database.transaction.executeWithoutResult(status -> with(copy -> {
            for (int i = 0; i < 20_000; i++) {
                copy.row(i == 7_000 ? text : "Row " + i);
            }
        }));
        assertThat(database.jdbc
                        .sql("select count(*) as rows, count(distinct line) as lines, max(length(line)) as longest"
                                + " from copied")
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("rows", 20_000L, "lines", 20_000L, "longest", 1_000_000));
    }

    @Test
    void a_value_of_another_type_than_its_column_is_an_error() {
        assertThatThrownBy(() -> copy("small", 1L)).hasStackTraceContaining("incorrect binary data format");
        assertThat(rows("line")).isEmpty();
    }

    @Test
    void times_that_no_ledger_can_have_are_refused_as_the_database_does() {
        for (String at : List.of("0000-12-31T23:59:59Z", "+300000-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> copy("at", Instant.parse(at)))
                    .hasStackTraceContaining("timestamp out of range")
                    .hasRootCauseInstanceOf(SQLDataException.class);
        }
        assertThat(rows("at")).isEmpty();
    }

    @Test
    void a_type_that_has_no_column_is_an_error() {
        assertThatThrownBy(() -> copy("line", 'x')).hasMessageContaining("java.lang.Character");
    }

    @Test
    void what_is_not_finished_is_not_there() {
        assertThatThrownBy(() -> with(copy -> {
                    copy.row("half");
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");
        assertThat(rows("line")).isEmpty();
    }

    private interface Work {
        void on(TableCopy copy) throws SQLException;
    }

    private static void with(Work work) {
        new JdbcTemplate(database.dataSource).execute((Connection connection) -> {
            try (TableCopy copy = TableCopy.into(connection, "copied", "line")) {
                work.on(copy);
                copy.finish();
            }
            return true;
        });
    }

    private static void copy(String column, Object value) {
        copy(column, List.<@Nullable Object[]>of(new Object[] {value}));
    }

    private static void copy(List<@Nullable Object[]> rows) {
        copy("small, whole, large, truth, id, bytes, at, day, content, texts, line", rows);
    }

    private static void copy(String columns, List<@Nullable Object[]> rows) {
        new JdbcTemplate(database.dataSource).execute((Connection connection) -> {
            try (TableCopy copy = TableCopy.into(connection, "copied", columns)) {
                for (@Nullable Object[] row : rows) {
                    copy.row(row);
                }
                copy.finish();
            }
            return true;
        });
    }

    private static List<String> rows(String expression) {
        String from = expression.contains(" from ") ? "" : " from copied";
        return database.jdbc
                .sql("select (" + expression.replace(" from ", ")::text from ")
                        + (from.isEmpty() ? "" : ")::text" + from) + " order by copied.number")
                .query(String.class)
                .list();
    }
}
