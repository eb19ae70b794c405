package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.IdempotencyStore.SavedAnswer;
import dev.devledger.domain.shared.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class IdempotencyStoreTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("owner POST /api/projects", "k-1", "hash");
    private static final IdempotencyKey OTHER_REQUEST = new IdempotencyKey(KEY.scope(), KEY.key(), "other");
    private static final SavedAnswer SAVED = new SavedAnswer("{\"id\": 1}", UUID.randomUUID());

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresIdempotencyStore answers =
            new PostgresIdempotencyStore(database.jdbc, database.dataSource, database.transactions, new SpareKeys());

    @Test
    void the_first_is_the_first_and_a_repeat_gets_its_answer() {
        assertThat(write(KEY)).isEmpty();

        assertThat(claim(KEY)).contains(SAVED);
        assertThat(claim(new IdempotencyKey("another", KEY.key(), "other"))).isEmpty();
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        write(KEY);

        assertThatThrownBy(() -> claim(OTHER_REQUEST))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.code())
                        .isEqualTo(Rejection.Code.IDEMPOTENCY_MISMATCH));
        assertThatThrownBy(() -> answers.once(OTHER_REQUEST, () -> SAVED)).isInstanceOf(Rejection.class);
    }

    @Test
    void a_write_that_failed_leaves_the_key_free() {
        database.transaction.executeWithoutResult(status -> {
            answers.claim(KEY);
            status.setRollbackOnly();
        });

        assertThat(write(KEY)).isEmpty();
    }

    @Test
    void a_repeat_waits_for_the_first() throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Optional<SavedAnswer>> repeat = database.transaction.execute(status -> {
                answers.claim(KEY);
                Future<Optional<SavedAnswer>> waiting = thread.submit(() -> claim(KEY));
                Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(waits())
                        .as("the repeat waits")
                        .isTrue());
                assertThat(waiting.isDone()).isFalse();
                answers.save(KEY, SAVED);
                return waiting;
            });
            assertThat(repeat.get(1, TimeUnit.MINUTES)).contains(SAVED);
        }
    }

    @Test
    void work_outside_of_transactions_is_done_once() throws Exception {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<SavedAnswer>> all = IntStream.range(0, 12)
                    .mapToObj(number -> threads.submit(() -> {
                        start.await();
                        return answers.once(KEY, () -> {
                            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                                    .isFalse();
                            done.incrementAndGet();
                            pause();
                            return SAVED;
                        });
                    }))
                    .toList();
            start.countDown();
            for (Future<SavedAnswer> each : all) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(SAVED);
            }
        }
        assertThat(done.get()).isEqualTo(1);
    }

    @Test
    void where_long_work_takes_all_turns_another_is_refused_in_time_and_its_key_stays_free() throws Exception {
        PostgresIdempotencyStore impatient = new PostgresIdempotencyStore(
                database.jdbc, database.dataSource, database.transactions, new SpareKeys(), Duration.ofSeconds(1));
        CountDownLatch began = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<SavedAnswer>> all = IntStream.range(0, 3)
                    .mapToObj(number -> threads.submit(
                            () -> impatient.once(new IdempotencyKey("owner", "long-" + number, "hash"), () -> {
                                began.countDown();
                                await(end);
                                return SAVED;
                            })))
                    .toList();
            assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();

            assertThatThrownBy(() -> impatient.once(KEY, () -> SAVED))
                    .isInstanceOf(Rejection.class)
                    .hasMessageContaining("This one was not started");

            end.countDown();
            for (Future<SavedAnswer> each : all) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(SAVED);
            }
        }
        assertThat(impatient.once(KEY, () -> SAVED)).isEqualTo(SAVED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void work_that_was_cut_off_is_not_done_again() {
        assertThatThrownBy(() -> answers.once(KEY, () -> {
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");

        assertThatThrownBy(() -> answers.once(KEY, () -> SAVED))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.code())
                        .isEqualTo(Rejection.Code.CONFLICT_STATE));
    }

    @Test
    void work_that_was_rejected_leaves_the_key_free() {
        assertThatThrownBy(() -> answers.once(KEY, () -> {
                    throw Rejection.invalid("name", "is missing");
                }))
                .isInstanceOf(Rejection.class);

        assertThat(answers.once(KEY, () -> SAVED)).isEqualTo(SAVED);
    }

    @Test
    void a_scope_may_be_long() {
        IdempotencyKey key = new IdempotencyKey("owner PUT /api/projects/" + randomText(9_000), "k-1", "hash");

        assertThat(write(key)).isEmpty();
        assertThat(claim(key)).contains(SAVED);
    }

    private static String randomText(int length) {
        return new Random(5)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void a_database_that_is_away_says_so() {
        DriverManagerDataSource away = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere");
        JdbcTransactionManager transactions = new JdbcTransactionManager(away);
        PostgresIdempotencyStore lost =
                new PostgresIdempotencyStore(JdbcClient.create(away), away, transactions, new SpareKeys());

        assertThatThrownBy(() -> lost.once(KEY, () -> SAVED)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(lost::forgetOld).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void after_a_day_the_key_is_anyones() {
        write(KEY);
        database.jdbc
                .sql("update idempotency_key set created_at = created_at - interval '25 hours'")
                .update();

        assertThat(write(OTHER_REQUEST)).isEmpty();
        database.jdbc
                .sql("update idempotency_key set created_at = created_at - interval '25 hours'")
                .update();
        assertThat(answers.forgetOld()).isEqualTo(1);
        assertThat(answers.forgetOld()).isZero();
    }

    private static Optional<SavedAnswer> write(IdempotencyKey key) {
        return database.transaction.execute(status -> {
            Optional<SavedAnswer> first = answers.claim(key);
            if (first.isEmpty()) {
                answers.save(key, SAVED);
            }
            return first;
        });
    }

    private static Optional<SavedAnswer> claim(IdempotencyKey key) {
        return database.transaction.execute(status -> answers.claim(key));
    }

    /** One transaction for another one. */
    private static boolean waits() {
        return database.jdbc
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
