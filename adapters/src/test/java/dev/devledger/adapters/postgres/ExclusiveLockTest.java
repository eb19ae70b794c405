package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExclusiveLockTest {

    private static final List<String> TABLES = List.of("a", "b", "c", "d", "e");

    private static final String UNTIL_THE_FIRST_IS_TAKEN = """
            do $$ begin
              while not exists (select from pg_locks where relation = 'a'::regclass and mode = 'AccessExclusiveLock')
              loop perform pg_sleep(0.002); end loop;
            end $$""";

    private static Database database;
    private static ExclusiveLock lock;

    @BeforeAll
    static void start() {
        database = Database.create();
        lock = new ExclusiveLock(database.jdbc, database.transactions);
        TABLES.forEach(table -> run("create table " + table + " (id int)"));
    }

    @AfterAll
    static void stop() {
        TABLES.forEach(table -> run("drop table " + table));
        database.close();
    }

    /** Each table alone is free within a short try's time, all of them together only after PostgreSQL's second. */
    @Test
    void a_reader_that_has_the_last_table_and_asks_for_the_first_is_never_ended() throws Exception {
        CountDownLatch taken = new CountDownLatch(TABLES.size() - 1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> holders = new ArrayList<>();
            for (int i = 1; i < TABLES.size() - 1; i++) {
                holders.add(threads.submit(
                        holding(TABLES.get(i), taken, "do $$ begin perform pg_sleep(0.25 * " + i + "); end $$")));
            }
            Future<?> reader =
                    threads.submit(holding("e", taken, UNTIL_THE_FIRST_IS_TAKEN, "insert into e select id from a"));
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();

            Future<?> locker = threads.submit(this::lockAll);

            reader.get(30, TimeUnit.SECONDS);
            locker.get(30, TimeUnit.SECONDS);
            for (Future<?> holder : holders) {
                holder.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void the_time_of_a_try_does_not_stay_for_what_follows() {
        String before = setting();
        String during = database.transaction.execute(status -> {
            lock.take(TABLES);
            return setting();
        });
        assertThat(during).isEqualTo(before);
    }

    private void lockAll() {
        database.transaction.executeWithoutResult(status -> lock.take(TABLES));
    }

    private static Callable<?> holding(String table, CountDownLatch taken, String... then) {
        return () -> database.transaction.execute(status -> {
            run("lock table " + table + " in access share mode");
            taken.countDown();
            for (String sql : then) {
                run(sql);
            }
            return table;
        });
    }

    private static String setting() {
        return database.jdbc
                .sql("select current_setting('statement_timeout')")
                .query(String.class)
                .single();
    }

    private static void run(String sql) {
        database.jdbc.sql(sql).update();
    }
}
