package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Dependencies.DependencyType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does twice may be there twice; what the sync makes twice may not. */
class InvariantsTest {
    private final World world = new World();
    private final Invariants invariants = new Invariants(world, new Testimony());
    private String list;

    @BeforeEach
    void a_card_is_on_both_sides() {
        list = world.cardList();
        world.phone.add(list, "Ledger");
        invariants.look();
        world.full();
    }

    @Test
    void a_copy_of_a_person_that_was_deleted_there_and_restored_here_is_no_double() {
        world.phone.duplicate(world.remote.card("Ledger"));
        world.full();
        Card copy = world.remote.live().getLast();
        EntityRef entity =
                world.book.ofRemote(world.account, Set.of(copy.id)).getFirst().entity();
        world.phone.delete(copy);
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        world.restore(entity);
        world.fullAfterSettle();
        invariants.settled();
    }

    @Test
    void what_the_sync_makes_twice_is_a_double() {
        Card card = world.remote.card("Ledger");
        world.remote.add(list, CanonicalContent.list(card.content.title()));
        assertThatThrownBy(invariants::settled)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("Ledger is there 2 times");
    }

    @Test
    void also_where_a_person_has_made_a_copy() {
        Card card = world.remote.card("Ledger");
        world.phone.duplicate(card);
        world.full();
        world.remote.add(list, CanonicalContent.list(card.content.title()));
        assertThatThrownBy(invariants::settled)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("Ledger is there 2 times");
    }

    @Test
    void what_both_sides_have_changed_is_agreed_part_by_part() {
        Card card = world.remote.card("Ledger");
        world.phone.describe(card, "one\ntwo\nthree\n");
        invariants.look();
        world.full();
        world.phone.describe(card, "1\ntwo\nthree\n");
        world.phone.tag(card, "theirs");
        invariants.look();
        EntityRef ledger = world.projectCalled("Ledger");
        world.edit(ledger, edit("one\ntwo\n3\n", "ours"));
        world.full();
        invariants.look();
        assertThat(world.projectView(ledger).description()).isEqualTo("1\ntwo\n3\n");
        assertThat(world.projectView(ledger).tags()).containsExactly("ours", "theirs");
        assertThatNoException().isThrownBy(invariants::eachStep);
    }

    @Test
    void what_somebody_there_has_taken_away_stays_away_where_one_of_both_is_made_again() {
        World clickup = new World(Nature.CLICKUP);
        Testimony said = new Testimony();
        EntityRef project = clickup.project("Books");
        EntityRef task = clickup.task(project, "Write");
        EntityRef other = clickup.task(project, "Read");
        clickup.people(changes -> clickup.dependencies()
                .add(
                        changes,
                        task.id().toString(),
                        DependencyType.BLOCKS,
                        other.id().toString(),
                        null));
        said.dependsHere(task, other, true);
        clickup.untilQuiet();
        Card card = clickup.remote.card("Write");
        Card before = clickup.remote.card("Read");
        assertThat(card.content.blockedBy()).containsExactly(before.id);
        clickup.phone.dependsOn(card, before);
        clickup.fullAfterSettle();
        assertThat(clickup.content(task).blockedBy()).isEmpty();
        clickup.delete(other);
        clickup.untilQuiet();
        clickup.restore(other);
        clickup.untilQuiet();
        assertThat(clickup.remote.card("Read").id).isNotEqualTo(before.id);

        assertThatThrownBy(new Invariants(clickup, said)::settled)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("nobody took away that Write waits for Read here");
        said.depends(card.id, before.id, false);
        new Invariants(clickup, said).settled();
    }

    @Test
    void what_is_agreed_and_was_not_taken_over_is_found() {
        world.phone.tag(world.remote.card("Ledger"), "theirs");
        assertNeverHere("theirs");
    }

    @Test
    void also_where_what_is_gone_there_is_here_still() {
        Card card = world.remote.card("Ledger");
        world.phone.tag(card, "old");
        world.phone.tag(card, "other");
        invariants.look();
        world.full();
        world.phone.untag(card, "old");
        assertNeverHere("other");
    }

    private void assertNeverHere(String tag) {
        invariants.look();
        Provenance bySync = new Provenance("ticktick", "ticktick", null, null, "cycle", "cycle", null);
        SyncLinkId link = world.account.link(world.projectCalled("Ledger"));
        CanonicalContent agreed =
                ((SyncLink.Linked) world.link(link.entity())).base().withTags(new TreeSet<>(Set.of(tag)));
        world.ledger.write(
                bySync,
                changes -> {
                    changes.send(new SyncCommand.SeeRemoteChange(link, agreed, List.of(), changes.at()));
                    return link;
                },
                any -> any);
        assertThatThrownBy(invariants::eachStep)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("[TAGS] of it never was here");
    }

    private static ProjectEdit edit(String description, String tag) {
        return new ProjectEdit(
                Patch.of(ProjectDetails.DESCRIPTION, description).set(ProjectDetails.TAGS, new TreeSet<>(Set.of(tag))));
    }
}
