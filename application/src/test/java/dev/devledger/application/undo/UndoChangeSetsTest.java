package dev.devledger.application.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.undo.UndoChangeSets.UndoRules;
import dev.devledger.application.undo.UndoChangeSets.Undone;
import dev.devledger.application.undo.UndoRefused.UndoConflict;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.TaskDetails;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Others write while an undo is under way: between its look at what has happened and its first lock. */
class UndoChangeSetsTest {
    private static final ReservedTags RESERVED = new ReservedTags(Set.of("planned"));
    private static final long ENTITY = 1_500;

    private final Books books = new Books();
    private final Shelf shelf = new Shelf(books);
    private final Projects projects = new Projects(shelf.new Locks(), shelf.new Tree(), RESERVED, PlacementRules.NONE);
    private final Tasks tasks =
            new Tasks(shelf.new Locks(), shelf.new Tree(), new DependencyCycles(DependencyGraph.NONE));
    private String former = "";
    private String home = "";
    private String task = "";
    private String other = "";

    @BeforeEach
    void somethingIsThere() {
        former = made(changes -> project(changes, "Former"));
        home = made(changes -> project(changes, "Home"));
        task = made(changes -> task(changes, "Moved"));
        other = made(changes -> task(changes, "Other"));
    }

    private String made(Function<ChangeSet, Object> work) {
        AtomicReference<Object> id = new AtomicReference<>("");
        books.write("owner", changes -> id.set(work.apply(changes)));
        return id.get().toString();
    }

    private Object project(ChangeSet changes, String name) {
        Schedule none = Schedule.none(ZoneOffset.UTC);
        ProjectDetails details = new ProjectDetails(name, "", Priority.NONE, new TreeSet<>(), "", none, Placement.CARD);
        return projects.create(changes, details, ProjectStatus.ACTIVE, null);
    }

    private Object task(ChangeSet changes, String title) {
        Schedule none = Schedule.none(ZoneOffset.UTC);
        TaskDetails details = new TaskDetails(title, "", Priority.NONE, new TreeSet<>(), none, List.of());
        return tasks.create(changes, former, null, details, null);
    }

    private void move(ChangeSet changes, String moved) {
        tasks.move(changes, moved, home, null, null);
    }

    private void edit(ChangeSet changes) {
        SetTo<String> title = new SetTo<>("Edited");
        tasks.edit(changes, task, Patch.<TaskDetails>none().with(TaskDetails.TITLE, title), null);
    }

    private void editHome(ChangeSet changes) {
        SetTo<String> name = new SetTo<>("Edited");
        ProjectEdit edit = new ProjectEdit(Patch.<ProjectDetails>none().with(ProjectDetails.NAME, name));
        projects.edit(changes, home, edit, null);
    }

    @Test
    void a_task_that_is_deleted_under_way_does_not_stay_silently_where_it_was_moved_to() {
        UUID moved = books.write("owner", changes -> {
            move(changes, task);
            move(changes, other);
        });
        isDecidedAgain(moved, changes -> tasks.delete(changes, task, null));
    }

    @Test
    void an_edited_task_that_is_deleted_under_way_is_a_later_edit_and_no_error() {
        UUID edited = books.write("owner", this::edit);
        isDecidedAgain(edited, changes -> tasks.delete(changes, task, null));
    }

    @Test
    void an_edited_project_that_is_deleted_under_way_is_a_later_edit_and_no_error() {
        UUID edited = books.write("owner", this::editHome);
        isDecidedAgain(edited, changes -> projects.delete(changes, home, null));
    }

    private void isDecidedAgain(UUID changeSet, Consumer<ChangeSet> deletion) {
        int events = books.events.size();
        UndoChangeSets overtaken = undos(Long.MAX_VALUE, () -> books.write("other", deletion));
        assertThatThrownBy(() -> undo(overtaken, changeSet)).isInstanceOf(Ledger.StaleDecision.class);
        assertThat(books.events).hasSize(events);

        books.write("other", deletion);
        UndoChangeSets again = undos(Long.MAX_VALUE, () -> {});
        assertThatThrownBy(() -> undo(again, changeSet))
                .isInstanceOfSatisfying(UndoRefused.class, refused -> assertThat(refused.conflicts())
                        .extracting(UndoConflict::now)
                        .contains("deleted"));
    }

    @Test
    void what_is_behind_its_events_says_so_and_is_not_taken_for_what_is_there() {
        UUID moved = books.write("owner", changes -> move(changes, task));
        shelf.park("task-" + task);
        UndoChangeSets undos = undos(Long.MAX_VALUE, () -> {});
        assertThatThrownBy(() -> undo(undos, moved))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("The read model has no row of the task " + task);
    }

    @Test
    void all_undos_that_are_under_way_share_the_memory_and_the_last_one_is_asked_to_come_later() {
        UUID one = books.write("owner", changes -> move(changes, task));
        UUID another = books.write("owner", changes -> move(changes, other));
        UUID both = books.write("owner", changes -> {
            tasks.move(changes, task, former, null, null);
            tasks.move(changes, other, former, null, null);
        });
        AtomicReference<@Nullable UndoChangeSets> same = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> second = new AtomicReference<>();
        UndoChangeSets undos = undos(ENTITY + ENTITY / 2, () -> second.set(failure(same.getAndSet(null), another)));

        same.set(undos);
        assertThat(undo(undos, one).undone()).isZero();
        assertThat(second.get()).isInstanceOf(Ledger.LedgerBusy.class).hasMessageContaining("Other running undos");

        assertThatThrownBy(() -> undo(undos, both))
                .as("more than all of it")
                .isInstanceOfSatisfying(Rejection.class, refused -> assertThat(refused.code())
                        .isEqualTo(Rejection.Code.CONFLICT_STATE));
        assertThat(undo(undos, another).undone())
                .as("each gave back what it had, also who was refused")
                .isZero();
    }

    private @Nullable Throwable failure(@Nullable UndoChangeSets undos, UUID changeSet) {
        try {
            if (undos != null) {
                undo(undos, changeSet);
            }
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private Undone undo(UndoChangeSets undos, UUID changeSet) {
        AtomicReference<@Nullable Undone> undone = new AtomicReference<>();
        books.write("owner", changes -> undone.set(undos.undo(changes, List.of(changeSet), false)));
        return Objects.requireNonNull(undone.get());
    }

    private UndoChangeSets undos(long memory, Runnable underWay) {
        return new UndoChangeSets(
                shelf,
                new Overtaking(underWay),
                new UndoRules(
                        RESERVED,
                        new DependencyCycles(DependencyGraph.NONE),
                        new People(new NoPeople()),
                        new BillingItems(new NoBilling()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN),
                        new SavedViews(new NoViews())),
                new LongWrites(Clock.systemUTC()),
                memory);
    }

    /** Others are faster to the first lock. */
    private final class Overtaking implements ProjectLocks {
        private final ProjectLocks locks = shelf.new Locks();
        private final Runnable others;
        private boolean first = true;

        Overtaking(Runnable others) {
            this.others = others;
        }

        @Override
        public Optional<Locked> lockExclusively(String id) {
            if (first) {
                first = false;
                others.run();
            }
            return locks.lockExclusively(id);
        }

        @Override
        public Optional<Locked> find(String id) {
            return locks.find(id);
        }

        @Override
        public Optional<Locked> lockShared(String id) {
            return locks.lockShared(id);
        }

        @Override
        public void ownName(NormalizedName name) {
            locks.ownName(name);
        }

        @Override
        public ProjectKey nextKey() {
            return locks.nextKey();
        }
    }
}
