package dev.devledger.bootstrap.system;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.axon.AxonLedger;
import dev.devledger.application.ledger.axon.CommandBatches;
import dev.devledger.application.ledger.axon.LedgerStore;
import dev.devledger.bootstrap.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Requests whose id begins with {@code as-many} are decided and stored as very large ones are, however small they be. */
@Configuration(proxyBeanMethods = false)
class AsMany {
    static final String REQUEST = "as-many";

    @Bean
    static BeanPostProcessor chosenLedger(BeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof AxonLedger usual ? new Chosen(usual, beans) : bean;
            }
        };
    }

    private record Chosen(Ledger usual, BeanFactory beans) implements Ledger {
        private Ledger of(Provenance by) {
            Stores stores = beans.getBean(Stores.class);
            org.axonframework.config.Configuration axon = beans.getBean(org.axonframework.config.Configuration.class);
            return by.requestId().startsWith(REQUEST)
                    ? new AxonLedger(
                            axon.commandBus(),
                            new LedgerStore(
                                    axon.getComponent(TransactionManager.class),
                                    stores.gate,
                                    stores.tables.answers,
                                    stores.tables.outage),
                            new CommandBatches(stores.many, stores.longWrites, 0),
                            Clock.systemUTC(),
                            Duration.ofSeconds(10))
                    : usual;
        }

        @Override
        public <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
            return of(by).write(by, work, answer);
        }

        @Override
        public <T, A> Written<A> writeTogether(
                Provenance by, String home, Function<ChangeSet, T> work, Function<T, A> answer) {
            return of(by).writeTogether(by, home, work, answer);
        }

        @Override
        public <T, A> Written<A> writeTo(
                UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
            return of(by).writeTo(changeSet, by, work, answer);
        }

        @Override
        public <T> Written<String> writeOnce(
                Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer) {
            return of(by).writeOnce(by, key, work, answer);
        }

        @Override
        public <T> Written<String> writeOnceTogether(
                Provenance by,
                IdempotencyKey key,
                String home,
                Function<ChangeSet, T> work,
                Function<T, String> answer) {
            return of(by).writeOnceTogether(by, key, home, work, answer);
        }

        @Override
        public <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
            return of(by).rehearse(by, work, answer);
        }
    }
}
