package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.TaskDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tag, an item and a line that the ledger cannot hold as they are there stay so there, whatever is edited beside them. */
class OddPartsTest {
    private final World world = new World();
    private final EntityRef task = world.task(world.project("Ledger"), "Write");
    private Card card;

    @BeforeEach
    void odd_there() {
        world.untilQuiet();
        world.full();
        card = world.remote.card("Write");
        world.phone.tag(card, "tag\u0007");
        world.phone.checkAll(card, List.of("item\u0007"));
        world.phone.describe(card, "line\u0007\nsame");
        looks();
        assertThat(here().description()).isEqualTo("line\uFFFD\nsame");
        assertThat(told()).isEqualTo(3);
    }

    private void looks() {
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private TaskView here() {
        return world.taskView(task);
    }

    private int told() {
        return ((SyncLink.Linked) world.link(task)).warnings().size();
    }

    private void edit(String text, List<String> tags, List<ChecklistItem> items) {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.DESCRIPTION, text)
                .set(TaskDetails.TAGS, new TreeSet<>(tags))
                .set(TaskDetails.CHECKLIST, items);
        world.people(changes -> world.tasks.edit(changes, task.id().toString(), edit, null));
    }

    private ChecklistItem item() {
        return here().details().checklist().getFirst();
    }

    private void assertBothHave(String text, List<String> tags, List<String> items) {
        assertThat(card.content.description()).isEqualTo(text);
        assertThat(card.content.tags()).containsExactlyInAnyOrderElementsOf(tags);
        assertThat(card.content.checklist())
                .extracting(CanonicalContent.ChecklistEntry::title)
                .containsExactlyElementsOf(items);
        assertThat(here().description()).isEqualTo(text.replace('\u0007', '\uFFFD'));
        assertThat(here().details().checklist()).hasSameSizeAs(items);
        int events = world.ledger.events().size();
        looks();
        assertThat(world.ledger.events()).as("it is quiet").hasSize(events);
    }

    @Test
    void what_is_added_beside_them_is_all_that_is_sent() {
        ChecklistItem more = new ChecklistItem(UUID.randomUUID(), "more", false);
        edit("first\nline\uFFFD\nsame", List.of("tag\uFFFD", "more"), List.of(item(), more));
        looks();

        assertBothHave("first\nline\u0007\nsame", List.of("tag\u0007", "more"), List.of("item\u0007", "more"));
        assertThat(told()).as("it still is not as it is there").isEqualTo(3);
    }

    @Test
    void what_both_sides_add_meets() {
        world.phone.describe(card, "line\u0007\nsame\nlast");
        world.phone.tag(card, "theirs");
        world.phone.checkAll(card, List.of("theirs"));
        ChecklistItem done = new ChecklistItem(item().id(), item().title(), true);
        edit("first\nline\uFFFD\nsame", List.of("tag\uFFFD", "ours"), List.of(done));
        looks();

        assertBothHave(
                "first\nline\u0007\nsame\nlast",
                List.of("tag\u0007", "ours", "theirs"),
                List.of("item\u0007", "theirs"));
        assertThat(card.content.checklist().getFirst().done()).isTrue();
        assertThat(told()).isEqualTo(3);
    }

    @Test
    void what_is_taken_away_goes_there_and_is_told_no_more() {
        edit("same", List.of(), List.of());
        looks();

        assertBothHave("same", List.of(), List.of());
        assertThat(told()).isZero();
    }

    @Test
    void whoever_chooses_the_ledgers_tags_leaves_what_is_cut_as_it_is_there() {
        String longTag = "t".repeat(80);
        world.phone.tag(card, longTag);
        looks();
        List<String> ours = new ArrayList<>(here().tags());
        ours.add("more");
        edit("line\uFFFD\nsame", ours, List.of(item()));
        looks();
        assertThat(card.content.tags()).as("it is asked").containsExactlyInAnyOrder("tag\u0007", longTag);

        choose(Choice.LOCAL);
        looks();

        assertBothHave("line\u0007\nsame", List.of("tag\u0007", longTag, "more"), List.of("item\u0007"));
        assertThat(here().tags()).containsExactlyElementsOf(new TreeSet<>(ours));
        assertThat(told()).as("nor is it silent").isEqualTo(4);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    private void choose(Choice choice) {
        UUID conflict = world.conflicts.all().getFirst().id().value();
        world.people(changes -> world.decisions().resolve(changes, conflict, choice, null));
    }

    /** Their text was taken; the ledger's, which is chosen then, has the line in their form on record. */
    @Test
    void whoever_chooses_the_ledgers_text_after_all_is_not_refused() {
        world.phone.describe(card, "line\u0007\ntheirs");
        edit("line\uFFFD\nours", List.of("tag\uFFFD"), List.of(item()));
        looks();
        assertThat(here().description()).isEqualTo("line\uFFFD\ntheirs");

        choose(Choice.LOCAL);
        looks();

        assertBothHave("line\u0007\nours", List.of("tag\u0007"), List.of("item\u0007"));
        assertThat(told()).isEqualTo(3);
    }
}
