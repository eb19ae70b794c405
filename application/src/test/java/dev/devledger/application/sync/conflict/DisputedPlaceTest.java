package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A place that is asked about is a project or task of the ledger, whatever its id there is or becomes. */
class DisputedPlaceTest {
    private final World world = new World(ConflictPolicy.HOLD);
    private final EntityRef project = world.project("Ledger");
    private final EntityRef write = world.task(project, "Write");
    private final EntityRef read = world.task(project, "Read");
    private final EntityRef other = world.project("Other");

    @BeforeEach
    void both_sides_agree() {
        world.untilQuiet();
        world.full();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private ConflictBook.Entry waiting() {
        return world.conflicts.of(write).getLast();
    }

    private ConflictView shown() {
        return world.decisions().find(waiting().id().value()).orElseThrow();
    }

    private static String id(EntityRef entity) {
        return entity.id().toString();
    }

    /** Here below another task, there below another card. */
    private void placesDiffer() {
        world.move(write, project, read);
        world.phone.moveBelow(card("Write"), card("Other"));
        assertThat(world.full().conflicts()).isEqualTo(1);
    }

    /** The card is made anew there, and known by another id. */
    private void madeAnew(EntityRef entity, Card card) {
        RemoteRef before = new RemoteRef(card.list, card.id);
        world.send(new SyncCommand.Close(world.account.link(entity), world.clock.instant()));
        world.send(new SyncCommand.Link(
                world.account.link(entity),
                new RemoteRef(before.list(), "anew"),
                CanonicalContent.list("Other"),
                world.clock.instant()));
    }

    private void raise(RemotePlace... places) {
        world.send(new ConflictCommand.Raise(
                new ConflictId(UUID.randomUUID()),
                world.account.link(write),
                new Dispute.FieldDispute(
                        Field.PARENT,
                        MergeRule.BOTH_VALUES,
                        to(card("Read").id),
                        to("foreign"),
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE,
                        List.of(places),
                        null),
                world.clock.instant()));
    }

    private static CanonicalChanges to(String parent) {
        return new CanonicalChanges(null, null, null, null, null, null, null, new Change<>(null, parent));
    }

    @Test
    void all_three_are_shown_as_what_they_are_here() {
        placesDiffer();
        assertThat(shown().field()).isEqualTo("parentId");
        assertThat(List.of(shown().base(), shown().local(), shown().remote()))
                .containsExactly(id(project), id(read), id(other));
        assertThat(waiting().summary())
                .isEqualTo("The parent differs: " + read + " in Devledger, " + other + " in ticktick.");
    }

    /** As pages and tools have them. */
    @Test
    void all_three_are_told_by_key_and_title() {
        placesDiffer();
        ConflictView told = world.decisions().spoken(shown());
        assertThat(List.of(told.base(), told.local(), told.remote()))
                .containsExactly(
                        world.projectView(project).key() + " "
                                + world.projectView(project).name(),
                        world.taskView(read).key() + " Read",
                        world.projectView(other).key() + " Other");
    }

    @Test
    void a_list_is_shown_as_its_project() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef there = world.task(listed, "There");
        world.untilQuiet();
        world.full();
        world.move(there, project, null);
        world.phone.moveBelow(card("There"), card("Other"));
        assertThat(world.full().conflicts()).isEqualTo(1);
        UUID asked = world.conflicts.of(there).getLast().id().value();
        assertThat(world.decisions().find(asked).orElseThrow().base()).isEqualTo(id(listed));
    }

    @Test
    void what_is_not_there_yet_is_shown_as_well() {
        EntityRef fresh = world.task(project, "Fresh");
        world.move(write, project, fresh);
        world.phone.moveBelow(card("Write"), card("Other"));
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(shown().local()).isEqualTo(id(fresh));
    }

    @Test
    void where_it_was_deleted_its_new_place_is_shown_too() {
        world.phone.delete(card("Write"));
        world.move(write, project, read);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(waiting().dispute()).isInstanceOf(Dispute.DeletedRemotely.class);
        assertThat(shown().base()).isEqualTo(Map.of("parentId", id(project)));
        assertThat(shown().local()).isEqualTo(Map.of("parentId", id(read)));
    }

    @Test
    void what_stands_there_by_another_id_by_now_is_still_what_is_chosen() {
        placesDiffer();
        madeAnew(other, card("Other"));
        world.resolve(waiting(), Choice.REMOTE, null);
        assertThat(world.taskView(write).projectId()).isEqualTo(other.id());
    }

    @Test
    void what_is_asked_once_more_keeps_what_was_known() {
        placesDiffer();
        madeAnew(other, card("Other"));
        world.phone.rename(card("Write"), "Written");
        Dispute before = waiting().dispute();
        world.full();
        assertThat(waiting().dispute()).isEqualTo(before);
        assertThat(shown().remote()).isEqualTo(id(other));
    }

    @Test
    void one_that_the_ledger_does_not_know_is_shown_as_an_object_of_theirs_and_cannot_be_chosen() {
        raise(new RemotePlace(new RemoteRef("list", "foreign"), null));
        assertThat(shown().remote()).isEqualTo(Map.of("remoteId", "foreign", "remoteUrl", "foreign"));
        assertThatThrownBy(() -> world.resolve(waiting(), Choice.REMOTE, null))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(Rejection.Code.CONFLICT_STATE));
    }

    @Test
    void one_that_was_raised_before_places_were_kept_is_looked_up_when_it_is_chosen() {
        raise();
        assertThat(shown().remote()).isEqualTo(Map.of("remoteId", "foreign"));
        world.send(new SyncCommand.Link(
                world.account.link(EntityRef.task(UUID.randomUUID())),
                new RemoteRef("list", "elsewhere"),
                CanonicalContent.list("Elsewhere"),
                world.clock.instant()));
        assertThatThrownBy(() -> world.resolve(waiting(), Choice.REMOTE, null)).isInstanceOf(Rejection.class);
        world.send(new SyncCommand.Close(world.account.link(other), world.clock.instant()));
        world.send(new SyncCommand.Link(
                world.account.link(other),
                new RemoteRef("list", "foreign"),
                CanonicalContent.list("Other"),
                world.clock.instant()));
        world.resolve(waiting(), Choice.REMOTE, null);
        assertThat(world.taskView(write).projectId()).isEqualTo(other.id());
    }

    @Test
    void what_is_shown_can_be_given_as_the_value() {
        placesDiffer();
        world.resolve(waiting(), Choice.VALUE, shown().remote());
        assertThat(world.taskView(write).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(write).parentId()).isNull();
    }
}
