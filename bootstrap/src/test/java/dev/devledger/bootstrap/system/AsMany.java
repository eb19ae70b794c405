package dev.devledger.bootstrap.system;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.axon.AxonLedger;
import dev.devledger.application.ledger.axon.AxonLedger.CommandBatches;
import dev.devledger.application.ledger.axon.LedgerStore;
import dev.devledger.bootstrap.Stores;
import java.time.Clock;
import java.time.Duration;
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
        public <T, A> Written<A> write(Write<T, A> write) {
            return of(write.by()).write(write);
        }
    }
}
