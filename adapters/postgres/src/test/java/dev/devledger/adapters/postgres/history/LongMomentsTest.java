package dev.devledger.adapters.postgres.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments.ChangeSetEnds;
import dev.devledger.adapters.postgres.history.PostgresHistoryCounts.PostgresDayCounts;
import dev.devledger.application.history.ChangeMoments.ChangeMoment;
import dev.devledger.application.history.HistoryCounts.CachedDayCounts;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.domain.project.Project.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a page of the history reads at each look, of a ledger of 90 days with 1,000 entries each: not what is long over. */
class LongMomentsTest {
    private static final int DAYS = 90;
    private static final long A_DAY = 1_000;
    private static final long ENTRIES = DAYS * A_DAY;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    /** In the evening of the last day, when its last entry is there. */
    private static final Clock EVENING = Clock.fixed(
            FIRST.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1), ZoneOffset.UTC);

    private static final HistoryFilter ALL = HistoryFilter.ALL;

    private static final SettledHead SETTLED = new SettledHead() {
        @Override
        public Head now() {
            return new Head(ENTRIES, EVENING.instant(), ENTRIES);
        }

        @Override
        public boolean end(Instant time) {
            return true;
        }

        @Override
        public long positionAt(Instant time) {
            throw new UnsupportedOperationException();
        }
    };

    @RegisterExtension
    private static final Database database = Database.create();

    @BeforeAll
    static void fill() {
        Rows rows = new Rows(database);
        ProjectId project = rows.project("project");
        rows.task(project, null, "task");
        String of = """
                 from generate_series(0, %d) i, (select id from tasks limit 1) task
                """.formatted(ENTRIES - 1);
        database.jdbc.sql("""
                        insert into event (position, hash, event_id, change_set, stream_version, stream_id, event_type, actor, channel,
                          request_text, payload)
                        overriding system value
                        select i + 1, sha256(int8send(i)), gen_random_uuid(), task.id, 0, 'task-' || i, 'task.edited', 'ada', 'mcp', 'r', '{}'
                        """ + of).update();
        database.jdbc.sql("""
                        insert into history (position, at, entity_id, change_set, sync, entity_type, event, actor, channel)
                        select i + 1, timestamptz '2026-01-01T00:00:00Z' + interval '86 seconds' * i, task.id,
                          cast(lpad(to_hex(i / 4), 32, '0') as uuid), false, 'task', 'task.edited', 'ada', 'mcp'
                        """ + of).update();
        database.jdbc.sql("analyze history").update();
    }

    @Test
    void the_days_that_are_over_are_read_once() {
        CachedDayCounts days = new CachedDayCounts(new PostgresDayCounts(database.jdbc), SETTLED, EVENING);
        long[] read = new long[2];
        NavigableMap<LocalDate, Map<String, Long>> first = null;
        for (int look = 0; look < 2; look++) {
            int now = look;
            NavigableMap<LocalDate, Map<String, Long>> found = database.transaction.execute(status -> {
                long before = rowsRead();
                NavigableMap<LocalDate, Map<String, Long>> answer = days.from(FIRST, ALL, ZoneOffset.UTC);
                read[now] = rowsRead() - before;
                return answer;
            });
            assertThat(found.values().stream()
                            .mapToLong(day -> day.getOrDefault("mcp", 0L))
                            .sum())
                    .isEqualTo(ENTRIES);
            assertThat(first == null ? found : first).isEqualTo(found);
            first = found;
        }
        assertThat(read[0]).isBetween(ENTRIES, ENTRIES + 100);
        assertThat(read[1]).isBetween(1L, 2 * A_DAY);
    }

    /** 5,000 of the newest for themselves, and the last span, which is less than a fiftieth of all. */
    @Test
    void the_spans_that_are_full_are_read_once() {
        PostgresChangeMoments marks =
                new PostgresChangeMoments(database.jdbc, new ChangeSetEnds(database.jdbc, SETTLED, EVENING));
        long[] read = new long[2];
        List<ChangeMoment> first = null;
        for (int look = 0; look < 2; look++) {
            int now = look;
            List<ChangeMoment> found = database.transaction.execute(status -> {
                long before = rowsRead();
                List<ChangeMoment> answer = marks.of(ALL);
                read[now] = rowsRead() - before;
                return answer;
            });
            assertThat(found).hasSizeBetween(450, 500);
            assertThat(found.stream().mapToLong(ChangeMoment::changes).sum()).isEqualTo(ENTRIES);
            assertThat(first == null ? found : first).isEqualTo(found);
            first = found;
        }
        assertThat(read[0]).isGreaterThan(ENTRIES);
        assertThat(read[1]).isLessThan(5_000 + ENTRIES / 50 + 200);
    }

    /** Of this connection, since it last told the statistics. */
    private static long rowsRead() {
        return database.jdbc
                .sql("select coalesce(seq_tup_read + idx_tup_fetch, 0) from pg_stat_xact_user_tables"
                        + " where relid = to_regclass('history')")
                .query(Long.class)
                .single();
    }
}
