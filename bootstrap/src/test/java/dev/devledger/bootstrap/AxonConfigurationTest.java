package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** The database here answers nothing: it is enough to see whether anybody asks it. */
class AxonConfigurationTest {
    private static final class NoDatabase extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final PlatformTransactionManager NO_TRANSACTIONS = new PlatformTransactionManager() {
        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            throw new NoDatabase();
        }

        @Override
        public void commit(TransactionStatus status) {}

        @Override
        public void rollback(TransactionStatus status) {}
    };

    private final AxonConfiguration axon = new AxonConfiguration(new SimpleDriverDataSource(), NO_TRANSACTIONS);

    @Test
    void commands_are_handled_from_the_start_to_the_stop() {
        assertThat(sent()).isInstanceOf(NoHandlerForCommandException.class);
        axon.start();
        assertThat(axon.isRunning()).isTrue();
        assertThat(sent()).isInstanceOf(NoDatabase.class);
        axon.stop();
        assertThat(axon.isRunning()).isFalse();
        assertThat(sent()).isInstanceOf(NoHandlerForCommandException.class);
    }

    @Test
    void requests_come_after_the_start_and_end_before_the_stop() {
        assertThat(axon.getPhase()).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    private Throwable sent() {
        ProjectId project = new ProjectId(new UUID(1, 1));
        return catchThrowable(() -> axon.axon()
                .commandBus()
                .dispatch(
                        new GenericCommandMessage<>(new ProjectCommand.Delete(project, null, Instant.EPOCH)),
                        (command, result) -> {
                            throw (RuntimeException) result.exceptionResult();
                        }));
    }
}
