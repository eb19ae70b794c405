package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.FeedContract;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The service in memory fulfils the contract of a remote, as each kind of service. */
class MemoryRemoteTest {
    abstract static class Of extends RemoteTasksContract {
        final MemoryRemote remote;

        Of(Nature nature) {
            remote = new MemoryRemote(new SteppingClock(), new Steps(), nature);
        }

        @Override
        protected RemoteTasks remote() {
            return remote;
        }

        @Override
        protected Capabilities capabilities() {
            return remote.nature().capabilities();
        }
    }

    @Nested
    class TickTick extends Of {
        TickTick() {
            super(Nature.TICKTICK);
        }
    }

    @Nested
    class Plain extends Of {
        Plain() {
            super(new Nature(Nature.PLAIN.capabilities(), false));
        }
    }

    @Nested
    class ClickUp extends Of {
        ClickUp() {
            super(Nature.CLICKUP);
        }
    }

    @Nested
    class InSteps extends Of {
        InSteps() {
            super(Nature.TICKTICK.writtenInSteps());
        }
    }

    @Nested
    class ByList extends Of {
        ByList() {
            super(Nature.TICKTICK.with(Quirk.STATUSES_BY_LIST));
        }
    }

    @Nested
    class Telling extends FeedContract {
        private final SteppingClock clock = new SteppingClock();
        private final MemoryRemote telling = new MemoryRemote(
                clock, new Steps(), new Nature(Nature.PLAIN.capabilities(), false).withFeed(Duration.ofMinutes(1)));

        @Override
        protected RemoteTasks remote() {
            return telling;
        }

        @Override
        protected Capabilities capabilities() {
            return telling.nature().capabilities();
        }

        @Override
        protected void passTime() {
            telling.passTime();
            clock.forward(Duration.ofMinutes(2));
            telling.passTime();
        }
    }

    @Nested
    class InPages extends Of {
        InPages() {
            super(Nature.TICKTICK);
            remote.pages(2);
        }
    }

    /** Where one answer does not hold all that is open. */
    @Nested
    class ListByList extends Of {
        ListByList() {
            super(new Nature(Nature.PLAIN.capabilities(), false));
            remote.cap(3);
        }
    }

    private final World world = new World();

    private String looked(Card card) {
        return world.remote.find(new RemoteRef(card.list, card.id))
                        instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Found(var task))
                ? task.content().title()
                : "";
    }

    /** Whoever sends a delete cannot know what is put below it while that is on its way. */
    @Test
    void what_goes_along_unasked_was_shown_before_the_delete_was_sent() {
        List<String> along = new ArrayList<>();
        world.remote.onGoingAlong((above, below) ->
                along.add(world.remote.byId(below.id()).orElseThrow().content.title()));
        world.remote.has(Habit.CHILDREN_GO, true);
        String list = world.remote.addList("Theirs").id();
        Card card = world.phone.add(list, "Above");
        world.phone.addBelow(card, "Shown");
        world.remote.page(new ReadTarget.OneList(list), null);
        world.remote.next(Call.DELETE, Fault.DELAYED);
        world.remote.delete(new RemoteRef(list, card.id));
        world.phone.addBelow(card, "Put below it since");
        world.remote.page(new ReadTarget.OneList(list), null);
        world.delayedLand();
        assertThat(world.remote.live()).isEmpty();
        assertThat(along).containsExactly("Shown");
    }

    /** Only the first look after a write may show what was before it (docs/ticktick.md, section 7). */
    @Test
    void once_a_look_has_shown_what_is_new_none_shows_what_was_before() {
        Card card = world.phone.add(world.remote.addList("Theirs").id(), "Old");
        assertThat(looked(card)).isEqualTo("Old");
        world.remote.passTime();
        world.phone.rename(card, "New");
        world.remote.next(Call.FIND, Fault.STALE);
        assertThat(looked(card)).isEqualTo("Old");
        assertThat(looked(card)).isEqualTo("New");
        world.remote.passTime();
        world.phone.rename(card, "Newer");
        assertThat(looked(card)).isEqualTo("Newer");
        world.remote.next(Call.FIND, Fault.STALE);
        assertThat(looked(card)).isEqualTo("Newer");
    }
}
