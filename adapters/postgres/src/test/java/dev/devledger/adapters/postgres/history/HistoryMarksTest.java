package dev.devledger.adapters.postgres.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments.ChangeSetEnds;
import dev.devledger.adapters.postgres.write.PostgresSettledHead;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.ChangeMoments.ChangeMoment;
import dev.devledger.application.history.HistoryFilter;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each mark is the end of a change set, however long that is and whoever wrote at the same time. */
class HistoryMarksTest {
    private static final UUID TASK = new UUID(3, 3);
    private static final HistoryFilter ALL = HistoryFilter.ALL;
    private static final HistoryFilter OF_TASK = HistoryFilter.of(TASK);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private PostgresChangeMoments marks;

    @BeforeEach
    void clear() {
        marks = fresh();
    }

    /** That remembers nothing. */
    private static PostgresChangeMoments fresh() {
        return new PostgresChangeMoments(
                database.jdbc,
                new ChangeSetEnds(database.jdbc, new PostgresSettledHead(database.jdbc), Clock.systemUTC()));
    }

    /** @param changeSet an expression of the position {@code i} */
    private static void entries(long first, long last, String changeSet) {
        database.jdbc
                .sql("""
                    insert into event (position, hash, event_id, change_set, stream_version, stream_id, event_type, actor,
                      channel, request_text, payload)
                    overriding system value
                    select i, sha256(int8send(i)), gen_random_uuid(), cast(lpad(to_hex(%1$s), 32, '0') as uuid), 0,
                      'task-' || i, 'task.edited', 'ada', 'mcp', 'r', '{}'
                    from generate_series(cast(:first as bigint), :last) i
                    """.formatted(changeSet))
                .param("first", first)
                .param("last", last)
                .update();
        database.jdbc
                .sql("""
                    insert into history (position, at, entity_id, change_set, sync, entity_type, event, actor, channel)
                    select i, timestamptz '2026-01-01T00:00:00Z' + interval '1 second' * i, :task,
                      cast(lpad(to_hex(%1$s), 32, '0') as uuid), false, 'task', 'task.edited', 'ada', 'mcp'
                    from generate_series(cast(:first as bigint), :last) i
                    """.formatted(changeSet))
                .param("task", TASK)
                .param("first", first)
                .param("last", last)
                .update();
    }

    private static List<Long> ends() {
        return database.jdbc
                .sql("select max(position) from history group by change_set order by 1")
                .query(Long.class)
                .list();
    }

    private static long changes() {
        return database.jdbc
                .sql("select count(*) from history")
                .query(Long.class)
                .single();
    }

    private static void assertMarked(List<ChangeMoment> found) {
        assertThat(found).extracting(ChangeMoment::position).isSorted().doesNotHaveDuplicates();
        assertThat(ends())
                .containsAll(found.stream().map(ChangeMoment::position).toList());
        assertThat(found.stream().mapToLong(ChangeMoment::changes).sum()).isEqualTo(changes());
        assertThat(found).hasSizeBetween(Math.min(90, ends().size()), ChangeMoments.MOST);
    }

    private static void assertEachMarked(List<ChangeMoment> found) {
        assertMarked(found);
        assertThat(found).extracting(ChangeMoment::position).isEqualTo(ends());
        assertThat(found).extracting(ChangeMoment::changeSets).containsOnly(1L);
    }

    private List<List<ChangeMoment>> all() {
        return List.of(marks.of(ALL), marks.of(ALL), fresh().of(ALL), marks.of(OF_TASK));
    }

    /** As when a project is imported with its tasks. */
    @Test
    void a_long_change_set_is_one_mark_and_so_is_each_beside_it() {
        entries(1, 336, "i / 3");
        entries(337, 6_837, "1000000");
        entries(6_838, 6_960, "i / 4");
        all().forEach(HistoryMarksTest::assertEachMarked);
        assertThat(marks.of(ALL))
                .filteredOn(mark -> mark.position() > 336)
                .first()
                .satisfies(mark -> assertThat(mark)
                        .extracting(ChangeMoment::position, ChangeMoment::changes)
                        .containsExactly(6_837L, 6_501L));
    }

    @Test
    void a_long_change_set_may_be_all_or_the_last() {
        entries(1, 6_000, "1");
        all().forEach(HistoryMarksTest::assertEachMarked);
        entries(6_001, 14_000, "2");
        all().forEach(HistoryMarksTest::assertEachMarked);
    }

    /** Each third entry is of somebody else, and the last of them is a fourth change set that began with the first. */
    @Test
    void who_writes_at_the_same_time_is_told_apart() {
        entries(1, 9_000, "case when i % 3 = 0 then 1000 + i / 300 when i in (1, 9000 - 1) then 7 else 1 end");
        all().forEach(HistoryMarksTest::assertEachMarked);
    }

    /** As of a cycle of the sync, which stores one after the other: what was its end is none any more. */
    @Test
    void a_change_set_that_goes_on_is_marked_where_it_ends_now() {
        entries(1, 6_000, "i / 100");
        entries(6_001, 6_010, "5000");
        all().forEach(HistoryMarksTest::assertEachMarked);
        entries(6_011, 12_000, "i / 100");
        all().forEach(HistoryMarksTest::assertEachMarked);
        entries(12_001, 12_010, "5000");
        entries(12_011, 18_000, "i / 100");
        all().forEach(HistoryMarksTest::assertEachMarked);
    }

    /** However often it was looked at, each time up to another place within the long one. */
    @Test
    void a_long_change_set_stays_one_mark_while_others_come() {
        entries(1, 430, "i");
        entries(431, 9_000, "1000000");
        for (int look = 1; look <= 80; look++) {
            entries(9_000 + look, 9_000 + look, "2000000");
            assertThat(marks.of(ALL)).hasSize(432);
        }
        assertEachMarked(marks.of(ALL));
    }

    @Test
    void with_five_hundred_there_is_one_for_each_and_with_one_more_the_oldest_are_gathered() {
        entries(1, 10_000, "(i - 1) / 20");
        all().forEach(HistoryMarksTest::assertEachMarked);
        entries(10_001, 10_001, "600");
        all().forEach(found -> {
            assertMarked(found);
            assertThat(found).hasSizeLessThan(ChangeMoments.MOST);
            assertThat(found.getLast().position()).isEqualTo(10_001);
        });
        assertThat(marks.of(ALL)).isEqualTo(fresh().of(ALL));
    }

    /** 4,000 change sets of three, a long one in their middle and one that is written all the while. */
    @Test
    void what_is_gathered_ends_with_a_change_set_too() {
        entries(1, 6_000, "case when i % 50 = 7 then 1000001 else i / 3 end");
        entries(6_001, 20_000, "case when i % 50 = 7 then 1000001 else 1000000 end");
        all().forEach(HistoryMarksTest::assertMarked);
        entries(20_001, 26_000, "case when i % 50 = 7 then 1000001 else i / 3 end");
        all().forEach(HistoryMarksTest::assertMarked);
        assertThat(marks.of(ALL))
                .filteredOn(mark -> mark.position() > 6_001 && mark.position() < 20_000)
                .isEmpty();
    }

    @Test
    void until_a_moment_within_a_change_set_it_ends_there() {
        entries(1, 6, "i / 3");
        entries(7, 7_000, "1000");
        assertThat(marks.of(ALL.upTo(6_500)))
                .extracting(ChangeMoment::position, ChangeMoment::changes)
                .containsExactly(tuple(2L, 2L), tuple(5L, 3L), tuple(6L, 1L), tuple(6_500L, 6_494L));
    }
}
