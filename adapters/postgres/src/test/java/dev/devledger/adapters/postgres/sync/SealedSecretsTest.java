package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets.Sealed;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
    private final Database database = Database.create();
    private final SealedSecrets secrets = new PostgresSealedSecrets(database.jdbc, database.transactions);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keeps_the_newest_of_each_name() {
        secrets.put("a", () -> new Sealed(new byte[] {0, -1, 7}, new byte[] {1}, "key-1"));
        secrets.put("b", () -> new Sealed(new byte[] {8}, new byte[] {2}, "key-1"));
        secrets.put("a", () -> new Sealed(new byte[] {9, 0}, new byte[] {3}, "key-2"));
        Sealed kept = secrets.get("a").orElseThrow();
        assertThat(kept.ciphertext()).containsExactly(9, 0);
        assertThat(kept.nonce()).containsExactly(3);
        assertThat(kept.keyId()).isEqualTo("key-2");
        secrets.remove("a");
        secrets.remove("a");
        assertThat(secrets.get("a")).isEmpty();
        assertThat(secrets.get("b")).isPresent();
    }

    @Test
    void of_two_that_are_added_the_first_stays() {
        assertThat(secrets.add("a", () -> new Sealed(new byte[] {1}, new byte[] {2}, "key-1")))
                .isTrue();
        assertThat(secrets.add("a", () -> new Sealed(new byte[] {3}, new byte[] {4}, "key-2")))
                .isFalse();
        assertThat(secrets.get("a").orElseThrow().keyId()).isEqualTo("key-1");
    }

    /** A token that was renewed in the middle of a request is the only one that is still good. */
    @Test
    void stays_when_the_transaction_around_it_does_not() {
        database.transaction.executeWithoutResult(transaction -> {
            secrets.put("a", () -> new Sealed(new byte[] {1}, new byte[] {2}, "key"));
            transaction.setRollbackOnly();
        });
        assertThat(secrets.get("a")).isPresent();
    }

    @Test
    void all_change_their_key_at_once_or_none_does() {
        secrets.put("a", () -> new Sealed(new byte[] {1}, new byte[] {2}, "old"));
        secrets.put("b", () -> new Sealed(new byte[] {3}, new byte[] {4}, "old"));
        assertThatThrownBy(() -> secrets.reseal((name, row) -> {
                    if (name.equals("b")) {
                        throw new IllegalStateException("killed");
                    }
                    return Optional.of(new Sealed(new byte[] {5}, new byte[] {6}, "new"));
                }))
                .hasMessage("killed");
        assertThat(secrets.get("a").orElseThrow().keyId()).isEqualTo("old");
        secrets.reseal((name, row) ->
                Optional.of(new Sealed(new byte[] {5}, new byte[] {6}, "new")).filter(resealed -> name.equals("b")));
        assertThat(secrets.get("a").orElseThrow().keyId()).isEqualTo("old");
        assertThat(secrets.get("b").orElseThrow().keyId()).isEqualTo("new");
    }

    /** Or it would be sealed with a key that nobody has any more. */
    @Test
    void what_is_being_written_is_waited_for() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> secrets.put("a", () -> {
                writing.countDown();
                await(goOn);
                return new Sealed(new byte[] {1}, new byte[] {2}, "old");
            }));
            assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
            Future<?> rotation = threads.submit(
                    () -> secrets.reseal((name, row) -> Optional.of(new Sealed(row.ciphertext(), row.nonce(), "new"))));
            while (database.jdbc
                            .sql(
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted and database ="
                                            + " (select oid from pg_database where datname = current_database())")
                            .query(Integer.class)
                            .single()
                    == 0) {
                assertThat(rotation.isDone()).isFalse();
            }
            goOn.countDown();
            writer.get(30, TimeUnit.SECONDS);
            rotation.get(30, TimeUnit.SECONDS);
        }
        assertThat(secrets.get("a").orElseThrow().keyId()).isEqualTo("new");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
