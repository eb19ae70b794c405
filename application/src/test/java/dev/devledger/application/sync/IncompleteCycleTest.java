package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single failure affects only its own item, and is reported. */
class IncompleteCycleTest {
    private final World world = new World();
    private String list;

    @BeforeEach
    void begin() {
        list = world.cardList();
    }

    private Cycles.Cycle last() {
        return world.cycles.getLast();
    }

    @Test
    void three_looks_without_an_answer_do_not_keep_the_others_away() {
        for (int card = 0; card < 4; card++) {
            world.project("Gone " + card);
        }
        world.untilQuiet();
        world.fullAfterSettle();
        IntStream.range(0, 4).forEach(card -> world.remote.card("Gone " + card).deleted = true);
        MemoryRemote.Card fresh = world.phone.add(list, "Fresh");
        for (int look = 0; look < 8; look++) {
            world.remote.next(Call.FIND, Fault.LOST_REQUEST);
        }

        world.fullAfterSettle();

        assertThat(world.projectCalled("Fresh")).as(fresh.id).isNotNull();
        assertThat(last().error()).contains("is not shown by");
    }

    @Test
    void ten_that_fail_do_not_keep_the_others_away() {
        for (int card = 0; card < 12; card++) {
            world.phone.add(list, "Poison " + card);
        }
        world.phone.add(list, "Fresh");
        world.ledger.onSend(command -> {
            if (String.valueOf(command).contains("Poison")) {
                throw new IllegalStateException("it cannot be stored");
            }
        });

        world.full();

        assertThat(world.projectCalled("Fresh")).isNotNull();
        assertThat(last().error()).contains("is not pulled: unexpected error").endsWith("; and 11 more");
    }

    /** Where a feed tells what changes, most looks read no list, and so say nothing of what is left in them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_left_stays_in_the_list_until_it_is_taken(boolean unreadable) {
        World of = new World(new World.Kind(
                true,
                ConflictPolicy.REMOTE,
                Duration.ofMinutes(1),
                ConnectorMode.SANDBOX,
                Sabotage.NONE,
                Nature.CLICKUP));
        EntityRef project = of.project("Garden", ProjectStatus.ACTIVE, Placement.LIST, "");
        of.task(project, "Known");
        polls(of, 5);
        MemoryRemote.Card poison = of.phone.add(of.remote.card("Known").list, "Poison");
        poison.unreadable = unreadable ? "it has the unknown status 7" : null;
        of.ledger.onSend(command -> {
            if (String.valueOf(command).contains("Poison")) {
                throw new IllegalStateException("it cannot be stored");
            }
        });

        polls(of, 40);

        assertThat(of.left.all(of.account))
                .extracting(UnimportedObjects.UnimportedObject::id)
                .containsExactly(poison.id);
        assertThat(of.runner.status().state()).isEqualTo(ConnectorCondition.ATTENTION);

        of.remote.next(Call.CHANGES, Fault.LOST_REQUEST);
        polls(of, 2);
        new HintIntake(of.hints, () -> {}).take(of.account, new Hint(null, of.remote.card("Known").id, false, "1"));
        polls(of, 1);
        assertThat(of.left.all(of.account))
                .extracting(UnimportedObjects.UnimportedObject::id)
                .containsExactly(poison.id);

        of.ledger.onSend(command -> {});
        poison.unreadable = null;
        of.full();
        assertThat(of.taskCalled("Poison")).isNotNull();
        assertThat(of.left.all(of.account)).isEmpty();
    }

    private static void polls(World of, int polls) {
        for (int poll = 0; poll < polls; poll++) {
            of.clock.forward(Duration.ofSeconds(61));
            of.remote.passTime();
            of.cycle();
        }
    }

    @Test
    void what_is_linked_and_cannot_be_taken_over_is_told_by_its_key() {
        EntityRef card = world.project("Card");
        world.untilQuiet();
        world.phone.rename(world.remote.card("Card"), "Poison");
        world.ledger.onSend(command -> {
            if (String.valueOf(command).contains("Poison")) {
                throw new IllegalStateException("it cannot be stored");
            }
        });

        world.full();
        world.fullAfterSettle();

        assertThat(last().error()).matches("P-\\d+ \"Card\": is not pulled: unexpected error.*");
        assertThat(world.projectView(card).name()).isEqualTo("Card");
        assertThat(world.runner.status().state()).isEqualTo(ConnectorCondition.ATTENTION);
        assertThat(world.runner.status().message())
                .matches("undecided since .*: P-\\d+ \"Card\": is not pulled: unexpected error.*");
    }

    @Test
    void one_that_cannot_be_decided_does_not_keep_the_others_away() {
        world.project("Poison");
        world.untilQuiet();
        world.fullAfterSettle();
        world.phone.add(list, "Fresh");
        ContentTranslator real = world.connector.words();
        ContentTranslator failing = Overlay.over(ContentTranslator.class, real, new Failing(real));
        SyncRunner runner = world.newRunner(Overlay.over(Connector.class, world.connector, new WithWords(failing)));

        runner.run();

        assertThat(world.projectCalled("Fresh")).isNotNull();
        assertThat(last().complete()).isFalse();
        assertThat(last().error()).contains("\"Poison\" cannot be decided: Devledger failed unexpectedly");
    }

    @Test
    void what_waits_for_long_though_nobody_refused_it_is_told_by_its_name() {
        EntityRef card = world.project("Written");
        world.untilQuiet();
        ContentTranslator real = world.connector.words();
        ContentTranslator failing = Overlay.over(ContentTranslator.class, real, new NotWriting());
        SyncRunner runner = world.newRunner(Overlay.over(Connector.class, world.connector, new WithWords(failing)));
        world.rename(card, "Written anew");
        for (int run = 0; run < 3; run++) {
            runner.run();
            world.clock.forward(Duration.ofHours(1));
        }
        assertThat(last().error()).matches("P-\\d+ \"Written anew\": unexpected error.*");
        assertThat(runner.status().message()).as("it may pass").isNull();

        runner.run();

        assertThat(runner.status().state()).isEqualTo(ConnectorCondition.ATTENTION);
        assertThat(runner.status().message())
                .matches("1 change is not in TickTick yet, for example P-\\d+ \"Written anew\": unexpected error.*");
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable", "DoNotCallSuggester", "EffectivelyPrivate"
    }) // called by its name
    private static final class NotWriting {
        public CanonicalContent written(EntityRef.Kind kind, CanonicalContent content, String list) {
            throw new IllegalStateException("a bug");
        }
    }

    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // called by its name
    private static final class WithWords {
        private final ContentTranslator failing;

        private WithWords(ContentTranslator failing) {
            this.failing = failing;
        }

        public ContentTranslator words() {
            return failing;
        }
    }

    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // called by its name
    private static final class Failing {
        private final ContentTranslator real;

        private Failing(ContentTranslator real) {
            this.real = real;
        }

        public CanonicalContent compared(EntityRef.Kind kind, RemoteTask task) {
            if (task.content().title().equals("Poison")) {
                throw new IllegalStateException("a bug");
            }
            return real.compared(kind, task);
        }
    }

    @Test
    void a_sending_that_fails_is_told_and_what_is_read_is_taken_over() {
        world.phone.add(list, "Fresh");
        world.project("Pushed");
        world.work.onDone = () -> {
            throw new IllegalStateException("a bug");
        };

        world.full();

        assertThat(world.projectCalled("Fresh")).isNotNull();
        assertThat(last().error()).contains("the sending failed unexpectedly");
    }

    @Test
    void a_part_that_fails_is_not_tried_again_at_once() {
        world.untilQuiet();
        world.project("Pushed");
        world.work.onDone = () -> {
            throw new IllegalStateException("a bug");
        };
        int before = world.cycles.size();
        Instant end = world.clock.instant().plus(Duration.ofMinutes(5));
        for (int run = 0; run < 1_000 && world.clock.instant().isBefore(end); run++) {
            world.clock.forwardTo(world.runner.runDue());
        }

        assertThat(world.clock.instant()).isAfterOrEqualTo(end);
        assertThat(world.cycles.size() - before).isBetween(2, 12);
        assertThat(world.runner.status().message()).contains("the sending failed unexpectedly");
    }
}
