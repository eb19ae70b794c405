package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fields beside its name that a project's list holds, at a service whose lists hold more. */
class ListContentTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final When FRIDAY = new When.Day(LocalDate.parse("2026-04-03"));
    private static final When MONDAY = new When.Day(LocalDate.parse("2026-04-06"));

    private final World world = new World(Nature.CLICKUP);

    private RemoteList there(EntityRef project) {
        String id = Objects.requireNonNull(
                        world.link(EntityRef.list(project.id())).object())
                .list();
        return world.remote.allLists().stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CanonicalContent content(String name, String text, Priority priority, @Nullable When due) {
        return new CanonicalContent(
                name, text, priority, new TreeSet<>(), null, due, MADRID, List.of(), RemoteStatus.OPEN, null);
    }

    private void typed(EntityRef project, CanonicalContent content) {
        RemoteList list = there(project);
        world.remote.describe(list.id(), CanonicalChanges.between(list.content(), content));
    }

    private void dates(EntityRef project, @Nullable When start, @Nullable When due) {
        world.edit(
                project,
                new ProjectEdit(Patch.of(ProjectDetails.START_DATE, start)
                        .set(ProjectDetails.DUE_DATE, due)
                        .set(ProjectDetails.TIME_ZONE, MADRID)));
    }

    private EntityRef agreed() {
        EntityRef project = world.project("Garden");
        world.describe(project, "One\nTwo\nThree\n");
        world.prioritise(project, Priority.HIGH);
        dates(project, null, FRIDAY);
        settle();
        assertThat(there(project).content()).isEqualTo(content("Garden", "One\nTwo\nThree\n", Priority.HIGH, FRIDAY));
        return project;
    }

    private void settle() {
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private void nothingMore() {
        world.remote.calls();
        int events = world.ledger.size();
        settle();
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE_LIST, Call.UPDATE_LIST, Call.DELETE_LIST);
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
    }

    @Test
    void a_new_list_is_made_by_its_name_and_takes_the_rest_in_one_request() {
        world.remote.calls();
        agreed();
        List<Call> calls = world.remote.calls();
        assertThat(calls).containsOnlyOnce(Call.CREATE_LIST).containsOnlyOnce(Call.UPDATE_LIST);
        nothingMore();
    }

    @Test
    void each_side_s_changes_reach_the_other() {
        EntityRef project = agreed();
        typed(project, content("Garden", "Zero\nOne\nTwo\nThree\n", Priority.LOW, FRIDAY));
        world.describe(project, "One\nTwo\nThree\nFour\n");
        dates(project, null, MONDAY);
        settle();
        CanonicalContent both = content("Garden", "Zero\nOne\nTwo\nThree\nFour\n", Priority.LOW, MONDAY);
        assertThat(there(project).content()).isEqualTo(both);
        assertThat(world.projectView(project).description()).isEqualTo(both.description());
        assertThat(world.projectView(project).priority()).isEqualTo(Priority.LOW);
        assertThat(world.conflicts.all()).isEmpty();
        nothingMore();
    }

    @Test
    void what_both_changed_is_a_conflict_that_one_choice_settles() {
        EntityRef project = agreed();
        typed(project, content("Garden", "One\nTwo\nThree\n", Priority.LOW, FRIDAY));
        world.prioritise(project, Priority.MEDIUM);
        settle();
        assertThat(world.projectView(project).priority()).isEqualTo(Priority.LOW);
        ConflictBook.Entry conflict = world.conflicts.all().getFirst();

        world.resolve(conflict, Choice.LOCAL, null);
        settle();

        assertThat(world.projectView(project).priority()).isEqualTo(Priority.MEDIUM);
        assertThat(there(project).content().priority()).isEqualTo(Priority.MEDIUM);
        nothingMore();
    }

    @Test
    void what_the_ledger_alone_has_stays() {
        EntityRef project = agreed();
        When wednesday = new When.Day(LocalDate.parse("2026-04-01"));
        dates(project, wednesday, FRIDAY);
        settle();
        typed(project, content("Garden", "", Priority.HIGH, new When.Moment(Instant.parse("2026-04-06T10:00:00Z"))));
        settle();
        assertThat(world.projectView(project).description()).isNull();
        assertThat(world.projectView(project).schedule().dueDate())
                .isEqualTo(new When.Moment(Instant.parse("2026-04-06T10:00:00Z")));
        assertThat(world.projectView(project).schedule().startDate())
                .as("both are days, or both are moments")
                .isInstanceOf(When.Moment.class);
        typed(project, content("Garden", "", Priority.HIGH, null));
        settle();
        assertThat(world.projectView(project).schedule().dueDate()).isNull();
        assertThat(world.projectView(project).schedule().startDate()).isNotNull();
        nothingMore();
    }

    @Test
    void a_list_that_is_found_by_its_name_brings_what_it_says() {
        agreed();
        RemoteList made = world.remote.addList("House");
        world.remote.describe(made.id(), CanonicalChanges.to(content("House", "Theirs", Priority.LOW, MONDAY)));
        world.project("House");
        settle();
        settle();
        EntityRef house = world.projectCalled("House");
        assertThat(world.projectView(house).description()).isEqualTo("Theirs");
        assertThat(world.projectView(house).priority()).isEqualTo(Priority.LOW);
        assertThat(world.projectView(house).schedule().dueDate()).isEqualTo(MONDAY);
        nothingMore();
    }

    @Test
    void an_answer_that_is_lost_after_the_write_is_no_change_of_theirs() {
        EntityRef project = agreed();
        world.remote.next(Call.UPDATE_LIST, Fault.LOST_ANSWER);
        world.describe(project, "Ours");
        settle();
        world.describe(project, "Ours again");
        settle();
        assertThat(there(project).content().description()).isEqualTo("Ours again");
        assertThat(world.projectView(project).description()).isEqualTo("Ours again");
        assertThat(world.conflicts.all()).isEmpty();
        nothingMore();
    }

    @Test
    void what_is_answered_as_done_and_is_not_is_told_by_its_field() {
        EntityRef project = agreed();
        world.remote.keep(Field.PRIORITY);
        world.edit(
                project,
                new ProjectEdit(
                        Patch.of(ProjectDetails.DESCRIPTION, "Ours").set(ProjectDetails.PRIORITY, Priority.LOW)));
        settle();
        assertThat(there(project).content()).isEqualTo(content("Garden", "Ours", Priority.HIGH, FRIDAY));
        assertThat(world.projectView(project).priority()).isEqualTo(Priority.LOW);
        SyncLink.Linked link = (SyncLink.Linked) world.link(EntityRef.list(project.id()));
        assertThat(link.refusal()).endsWith("kept another priority");
    }

    @Test
    void a_list_that_was_changed_there_is_not_deleted_before_a_person_has_said_so() {
        EntityRef project = agreed();
        typed(project, content("Garden", "Read this first", Priority.HIGH, FRIDAY));
        world.delete(project);
        settle();
        assertThat(there(project).content().description()).isEqualTo("Read this first");
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void where_a_list_has_a_name_alone_nothing_else_of_the_project_is_sent() {
        World cards = new World(Nature.TICKTICK.withLists());
        EntityRef project = cards.project("Garden");
        cards.untilQuiet();
        cards.remote.calls();
        cards.describe(project, "Ours");
        cards.prioritise(project, Priority.HIGH);
        cards.untilQuiet();
        assertThat(cards.remote.calls()).doesNotContain(Call.UPDATE_LIST);
        assertThat(EnumSet.of(Field.TITLE))
                .isEqualTo(Nature.TICKTICK.capabilities().listHolds());
    }
}
