package dev.devledger.bootstrap;

import dev.devledger.application.dependency.DependencyGraph;
import dev.devledger.application.projection.LiveListener;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.application.sync.memory.TimeWork;
import dev.devledger.application.sync.record.DirtyMarks;
import dev.devledger.application.sync.record.NoteMarks;
import dev.devledger.application.sync.record.TimeMarks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What marks that something may have to be sent, in the transaction that changes it. */
@Configuration(proxyBeanMethods = false)
class MarkConfiguration {
    @Bean
    LiveListener dirtyMarks(
            Connectors connectors, PendingWork work, @Lazy SyncAlarm alarm, DependencyGraph dependencies) {
        return new DirtyMarks(connectors.accounts(), work, alarm, dependencies);
    }

    @Bean
    LiveListener timeMarks(Connectors connectors, TimeWork time) {
        return new TimeMarks(
                connectors.all().stream()
                        .filter(each -> each.time().isPresent())
                        .map(Connector::account)
                        .toList(),
                time);
    }

    @Bean
    LiveListener noteMarks(Connectors connectors, NoteWork notes) {
        return new NoteMarks(
                connectors.all().stream()
                        .filter(each -> each.comments().isPresent())
                        .map(Connector::account)
                        .toList(),
                notes);
    }
}
