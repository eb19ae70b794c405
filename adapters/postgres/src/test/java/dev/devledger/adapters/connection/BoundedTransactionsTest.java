package dev.devledger.adapters.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.connection.CommitResolvingTransactions.BoundedTransactions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class BoundedTransactionsTest {
    private static final int CONNECTIONS = 2;

    private final AtomicInteger taken = new AtomicInteger();

    private final BoundedTransactions transactions = new BoundedTransactions(
            new AbstractDataSource() {
                @Override
                public Connection getConnection() {
                    taken.incrementAndGet();
                    return (Connection) Proxy.newProxyInstance(
                            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (p, method, a) -> {
                                Class<?> type = method.getReturnType();
                                if (type == boolean.class) {
                                    return true;
                                }
                                return type == int.class ? 0 : null;
                            });
                }

                @Override
                public Connection getConnection(String user, String password) {
                    return getConnection();
                }
            },
            failure -> {
                throw failure;
            },
            CONNECTIONS,
            Duration.ofMillis(50));

    private void run(int propagation, boolean readOnly, Runnable work) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        template.setReadOnly(readOnly);
        template.executeWithoutResult(status -> work.run());
    }

    private void write(Runnable work) {
        run(TransactionDefinition.PROPAGATION_REQUIRED, false, work);
    }

    @Test
    void of_two_connections_one_is_for_readers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(() -> {
            begun.countDown();
            await(end);
        }));
        begun.await();
        assertThatThrownBy(() -> write(() -> {})).isInstanceOf(CannotAcquireLockException.class);
        assertThat(taken).as("connections").hasValue(1);
        run(TransactionDefinition.PROPAGATION_REQUIRED, true, () -> {});
        end.countDown();
        writer.join();
        write(() -> {});
    }

    @Test
    void a_transaction_within_another_one_does_not_wait_for_it() {
        write(() -> run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, false, () -> {}));
        write(() -> {
            run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, true, () -> {});
            run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, false, () -> {});
        });
        run(
                TransactionDefinition.PROPAGATION_REQUIRED,
                true,
                () -> run(TransactionDefinition.PROPAGATION_REQUIRES_NEW, false, () -> {}));
        write(() -> {});
    }

    @Test
    void one_that_fails_gives_its_place_back() {
        for (int i = 0; i < CONNECTIONS + 1; i++) {
            assertThatThrownBy(() -> write(() -> {
                        throw new IllegalStateException("fails");
                    }))
                    .hasMessage("fails");
        }
        write(() -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
