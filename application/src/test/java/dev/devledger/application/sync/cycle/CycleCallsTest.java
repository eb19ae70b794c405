package dev.devledger.application.sync.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleStopped.LogOnce;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CycleCallsTest {
    private final World world = new World();
    private final AtomicInteger renewed = new AtomicInteger();
    private final CycleCalls calls = new CycleCalls(
            world.connector,
            new AgreedContents(world.connector, world.book, ConnectorMemory.ofThisProcess()),
            new PagedReads("TickTick", world.clock),
            SyncMeters.NONE,
            renewed::incrementAndGet,
            new LogOnce(world.clock),
            world.clock);

    @Test
    void a_write_that_is_not_let_in_after_a_read_that_was_is_refused_by_itself_and_three_in_a_row_are_the_token() {
        assertThat(notLetIn()).as("before any read").isInstanceOf(RemoteAnswer.NotSent.class);
        calls.lists();
        assertThat(notLetIn()).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(notLetIn()).isInstanceOf(RemoteAnswer.NotSent.class);
        calls.write(remote -> new RemoteAnswer.Ok<>("let in"));
        assertThat(notLetIn()).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(notLetIn()).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(notLetIn()).isInstanceOf(RemoteAnswer.NotSent.class);
    }

    private RemoteAnswer<String> notLetIn() {
        return calls.write(remote -> new RemoteAnswer.NotSent<>(
                RemoteAnswer.NotSentReason.NEEDS_AUTHORIZATION, "connect again", Duration.ZERO));
    }

    @Test
    void the_lease_is_renewed_before_each_page() {
        RemoteList list = world.remote.addList("One");
        for (int i = 0; i < 8; i++) {
            world.remote.add(list.id(), CanonicalContent.list("Done " + i).withStatus(RemoteStatus.COMPLETED));
            world.remote.addList("More " + i);
        }
        world.remote.pages(4);

        calls.finishedTasks(List.of(list.id()), Instant.EPOCH);
        assertThat(renewed).as("8 of 4 a page, and an empty one").hasValue(3);

        renewed.set(0);
        calls.lists();
        assertThat(renewed).as("9 lists").hasValue(3);

        renewed.set(0);
        calls.read(list.id(), Instant.EPOCH);
        assertThat(renewed).as("what is open, and the pages").hasValue(4);
    }
}
