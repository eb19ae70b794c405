package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that keeps titles in lower case: each side holds its own form, and neither is written because of that. */
class OwnFormsTest {
    private final World world = new World();
    private EntityRef task;

    @BeforeEach
    void a_task_is_there_in_both() {
        world.runner = world.newRunner(new LowerCase(world.connector));
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "First Task");
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    private String there() {
        return world.remote
                .byId(((SyncLink.Linked) world.link(task)).remote().id())
                .orElseThrow()
                .content
                .title();
    }

    private long updates() {
        return world.remote.calls().stream().filter(Call.UPDATE::equals).count();
    }

    private String here() {
        return world.taskView(task).title();
    }

    private void assertEachHasItsOwn() {
        assertThat(here()).isEqualTo("First Task");
        assertThat(there()).isEqualTo("first task");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void each_side_keeps_its_own() {
        assertEachHasItsOwn();
    }

    @Test
    void nothing_is_written_for_it_again() {
        long writes = updates();
        int events = world.ledger.events().size();
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(updates()).isEqualTo(writes);
        assertThat(world.ledger.events()).hasSize(events);
    }

    @Test
    void an_edit_of_another_field_leaves_it() {
        world.status(task, TaskStatus.COMPLETED);
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertEachHasItsOwn();
    }

    @Test
    void an_edit_here_is_written_and_keeps_its_own_form() {
        world.rename(task, "Second Task");
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(here()).isEqualTo("Second Task");
        assertThat(there()).isEqualTo("second task");
    }

    @Test
    void an_edit_there_is_taken_over() {
        world.phone.rename(
                world.remote
                        .byId(((SyncLink.Linked) world.link(task)).remote().id())
                        .orElseThrow(),
                "theirs");
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(here()).isEqualTo("theirs");
        assertThat(there()).isEqualTo("theirs");
        world.rename(task, "First Task");
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        assertEachHasItsOwn();
    }

    /** A connector like the one in memory, except for the case of titles. */
    private record LowerCase(MemoryConnector like) implements Connector {
        @Override
        public ConnectedAccount account() {
            return like.account();
        }

        @Override
        public String title() {
            return like.title();
        }

        @Override
        public SyncSettings settings() {
            return like.settings();
        }

        @Override
        public Capabilities capabilities() {
            return like.capabilities();
        }

        @Override
        public ConnectorProfile profile() {
            return like.profile();
        }

        @Override
        public Layout layout() {
            return like.layout();
        }

        @Override
        public ContentTranslator words() {
            return Overlay.over(ContentTranslator.class, like.words(), new OwnTitles());
        }

        @Override
        public RemoteTasks tasks() {
            return Overlay.over(RemoteTasks.class, like.tasks(), new Titles(like.tasks()));
        }

        @Override
        public BudgetUsage budget() {
            return like.budget();
        }
    }

    /** Public, as its methods replace a port's. */
    public static final class OwnTitles {
        public Set<Field> ownForms() {
            return EnumSet.of(Field.TITLE);
        }
    }

    /** Public, as its methods replace a port's. */
    public static final class Titles {
        private final RemoteTasks real;

        Titles(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
            return real.create(list, lower(content));
        }

        public RemoteAnswer<CanonicalContent> send(Step step) {
            @Nullable Change<String> title = step.changes().title();
            if (title == null) {
                return real.send(step);
            }
            RemoteTask current = step.current();
            CanonicalChanges changes = CanonicalChanges.between(current.content(), lower(step.done()));
            return changes.isEmpty()
                    ? new RemoteAnswer.Ok<>(current.content())
                    : real.send(new Step(current, changes, step.absolute()));
        }

        private static CanonicalContent lower(CanonicalContent content) {
            CanonicalChanges lower = CanonicalChanges.between(
                    content, CanonicalContent.list(content.title().toLowerCase(Locale.ROOT)));
            return lower.only(EnumSet.of(Field.TITLE)).applyTo(content);
        }
    }
}
