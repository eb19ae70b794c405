package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SyncsTest {
    private final CountDownLatch bothRun = new CountDownLatch(2);

    private static Connector connector(String name, ConnectorMode mode) {
        return new MemoryConnector(new ConnectedAccount(name, "main", mode, RemoteRef::id), null, null, null);
    }

    /** Ends when both run. */
    private Sync sync(String name, boolean fails) {
        return new Sync() {
            @Override
            public SyncStatus status() {
                return new SyncStatus(
                        name, ConnectorMode.SANDBOX, ConnectorCondition.IDLE, null, null, 0, 0, 0, List.of());
            }

            @Override
            public Report run() {
                bothRun.countDown();
                try {
                    bothRun.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (fails) {
                    throw new IllegalStateException(name + " fails");
                }
                return new Report(name, 0, 0, 0, 0, 0);
            }

            @Override
            public SyncPlan plan() {
                return new SyncPlan("hash of " + name, List.of());
            }
        };
    }

    private Syncs syncs(ConnectorMode one, ConnectorMode two, boolean fails) {
        return new Syncs(
                new Connectors(List.of(connector("one", one), connector("two", two))),
                Map.of("one", sync("one", fails), "two", sync("two", false)));
    }

    @Test
    void all_run_at_the_same_time() {
        Syncs syncs = syncs(ConnectorMode.LIVE, ConnectorMode.SANDBOX, false);
        assertThat(syncs.run(syncs.meant(null)))
                .extracting(Sync.Report::connector)
                .containsExactly("one", "two");
        assertThat(syncs.plan(syncs.meant(null)))
                .containsExactly(
                        new Syncs.Plan("one", "hash of one", List.of()),
                        new Syncs.Plan("two", "hash of two", List.of()));
    }

    @Test
    void what_fails_in_one_is_told_when_the_other_is_done() {
        Syncs syncs = syncs(ConnectorMode.LIVE, ConnectorMode.LIVE, true);
        assertThatThrownBy(() -> syncs.run(syncs.meant(null))).hasMessage("one fails");
        assertThat(bothRun.getCount()).isZero();
    }

    @Test
    void one_that_is_off_is_meant_only_by_name_or_where_all_are_off() {
        Syncs one = syncs(ConnectorMode.LIVE, ConnectorMode.OFF, false);
        assertThat(one.statuses()).extracting(SyncStatus::connector).containsExactly("one");
        assertThat(one.meant("two"))
                .extracting(each -> each.account().connector())
                .containsExactly("two");
        assertThat(syncs(ConnectorMode.OFF, ConnectorMode.OFF, false).statuses())
                .hasSize(2);
    }
}
