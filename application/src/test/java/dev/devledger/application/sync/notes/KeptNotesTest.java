package dev.devledger.application.sync.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was cut of a service's value is there in full: who chooses that value does not have the note of it said there. */
class KeptNotesTest {
    private static final String LONG = "long ".repeat(Violations.DESCRIPTION / 4);

    private final World world = new World(new World.Kind(
            true,
            ConflictPolicy.HOLD,
            Duration.ZERO,
            ConnectorMode.SANDBOX,
            Sabotage.NONE,
            Nature.CLICKUP.with(Quirk.COMMENTS)));
    private final EntityRef task = world.task(world.project("Ledger"), "Write");
    private Card card;

    @BeforeEach
    void both_sides_agree() {
        world.untilQuiet();
        world.full();
        card = world.remote.card("Write");
    }

    private static RemoteRef object(Card card) {
        return new RemoteRef(card.list, card.id);
    }

    private void chosen(Dispute dispute) {
        world.send(new ConflictCommand.Raise(
                new ConflictId(UUID.randomUUID()), world.account.link(task), dispute, world.clock.instant()));
        ConflictBook.Entry open = world.conflicts.all().stream()
                .filter(each -> each.state() == State.OPEN)
                .findFirst()
                .orElseThrow();
        world.resolve(open, Choice.REMOTE, null);
    }

    private List<String> said() {
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        return world.remote.comments().everything().stream()
                .map(each -> each.text().lines().findFirst().orElseThrow())
                .toList();
    }

    private List<String> noted() {
        return world.tree.tasks().stream()
                .flatMap(each -> world.book.notes().added(each.value()).stream())
                .map(TaskEvent.NoteAdded::text)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"TITLE", "DESCRIPTION", "TAGS", "CHECKLIST"})
    void a_field_decided_as_it_is_there(Field field) {
        CanonicalContent before = card.content;
        switch (field) {
            case TITLE -> world.phone.rename(card, LONG);
            case DESCRIPTION -> world.phone.describe(card, LONG);
            case TAGS -> IntStream.rangeClosed(0, Violations.TAGS).forEach(each -> world.phone.tag(card, "tag" + each));
            default ->
                world.phone.checkAll(
                        card,
                        IntStream.rangeClosed(0, Violations.CHECKLIST)
                                .mapToObj(each -> "Step " + each)
                                .toList());
        }

        chosen(new Dispute.FieldDispute(
                field,
                MergeRule.BOTH_VALUES,
                CanonicalChanges.between(before, card.content),
                CanonicalChanges.between(before, card.content),
                ConflictPolicy.HOLD,
                AppliedSide.NONE));

        assertThat(noted()).isNotEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void one_that_is_back() {
        world.phone.describe(card, LONG);

        chosen(new Dispute.Reappeared(object(card), card.content));

        assertThat(noted()).isNotEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void a_copy() {
        Card copy = world.phone.add(card.list, "Write");
        world.phone.describe(copy, LONG);

        chosen(new Dispute.Duplicate(object(copy), copy.content));

        assertThat(noted()).isNotEmpty();
        assertThat(said()).isEmpty();
    }

    /** What another source has more of is nowhere else there. */
    @Test
    void what_a_person_notes_is_said_whatever_it_looks_like() {
        for (String text :
                List.of("description of a file, which has no room in the field:\nrest", "of TickTick:\nall")) {
            world.send(new TaskCommand.AddNote(
                    new TaskId(task.id()), UUID.randomUUID(), text, null, world.clock.instant()));
        }

        assertThat(said()).containsExactly("description of a file, which has no room in the field:", "of TickTick:");
    }
}
