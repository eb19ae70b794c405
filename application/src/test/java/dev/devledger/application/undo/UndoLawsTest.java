package dev.devledger.application.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.undo.UndoChangeSets.UndoRules;
import dev.devledger.application.undo.UndoChangeSets.Undone;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for whatever was written: on days of random changes, each law of an undo. */
class UndoLawsTest {
    private static final int DAYS = 400;
    private static final int CHANGE_SETS = 25;

    private Books books = new Books();
    private Shelf shelf = new Shelf(books);

    private void begin() {
        books = new Books();
        shelf = new Shelf(books);
    }

    private Undone undo(UUID changeSet, boolean force) {
        return undo(List.of(changeSet), force);
    }

    private Undone undo(List<UUID> changeSets, boolean force) {
        UndoChangeSets undos = new UndoChangeSets(
                shelf,
                shelf.new Locks(),
                new UndoRules(
                        new ReservedTags(Set.of()),
                        new DependencyCycles(DependencyGraph.NONE),
                        new People(new NoPeople()),
                        new BillingItems(new NoBilling()),
                        new TimeEntries(new NoTime(), OverlapPolicy.WARN),
                        new SavedViews(new NoViews())),
                new LongWrites(Clock.systemUTC()));
        List<Undone> answer = new ArrayList<>();
        books.write("owner", changes -> answer.add(undos.undo(changes, changeSets, force)));
        return answer.getFirst();
    }

    /** An undo that had nothing to do is no change set that there is. */
    private Undone redo(Undone undone) {
        return undone.undone() == 0 ? undone : undo(undone.changeSet(), false);
    }

    @Test
    void the_newest_change_set_goes_back_to_what_was_before_and_its_undo_to_what_was_after() {
        int undone = 0;
        for (int day = 0; day < DAYS / 4; day++) {
            begin();
            RandomDay someone = new RandomDay(new Random(day), books, shelf);
            for (int i = 0; i < CHANGE_SETS; i++) {
                Map<String, Object> before = state();
                UUID changeSet = someone.write().orElse(null);
                if (changeSet == null) {
                    continue;
                }
                Map<String, Object> after = state();
                int events = books.events.size();
                Undone first = undo(changeSet, false);
                assertThat(before(before)).as("day %s, %s undone", day, i).isEqualTo(before);
                assertThat(books.events.size() - events).isEqualTo(first.undone());
                redo(first);
                assertThat(state()).as("day %s, %s undone twice", day, i).isEqualTo(after);
                undone += first.undone();
            }
        }
        assertThat(undone).isGreaterThan(DAYS);
    }

    @Test
    void the_newest_ones_together_go_back_as_if_they_had_been_one() {
        int undone = 0;
        for (int day = 0; day < DAYS / 4; day++) {
            begin();
            RandomDay someone = new RandomDay(new Random(30_000L + day), books, shelf);
            someone.write();
            for (int i = 0; i < 5; i++) {
                Map<String, Object> before = state();
                List<UUID> together = new ArrayList<>();
                for (int each = 0; each < 4; each++) {
                    someone.write().ifPresent(together::add);
                }
                if (together.isEmpty()) {
                    continue;
                }
                Map<String, Object> after = state();
                Undone first = undo(together, false);
                assertThat(before(before)).as("day %s, %s undone", day, i).isEqualTo(before);
                redo(first);
                assertThat(state()).as("day %s, %s undone twice", day, i).isEqualTo(after);
                undone += first.undone();
            }
        }
        assertThat(undone).isGreaterThan(DAYS);
    }

    @Test
    void an_older_change_set_is_refused_and_nothing_stored_or_only_what_it_changed_changes() {
        int refused = 0;
        int undone = 0;
        for (int day = 0; day < DAYS; day++) {
            begin();
            Random random = new Random(10_000L + day);
            List<UUID> written = day(random);
            UUID some = written.get(random.nextInt(written.size()));
            Map<String, Object> before = state();
            int events = books.events.size();
            try {
                Undone first = undo(some, false);
                assertThat(changed(before, state())).as("day %s", day).isSubsetOf(touchedBy(some));
                assertThat(undo(some, false).undone())
                        .as("day %s, once more", day)
                        .isZero();
                Map<String, Object> after = state();
                Undone second = redo(first);
                assertThat(state()).as("day %s, undone twice", day).isEqualTo(before);
                redo(second);
                assertThat(state()).as("day %s, undone three times", day).isEqualTo(after);
                undone += first.undone();
            } catch (UndoRefused e) {
                assertThat(e.conflicts()).isNotEmpty();
                assertThat(books.events).hasSize(events);
                assertThat(state()).isEqualTo(before);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(DAYS / 10);
        assertThat(undone).isGreaterThan(DAYS / 10);
    }

    @Test
    void with_force_it_goes_back_unless_something_has_to_be_settled_first_and_that_can_be_taken_back() {
        int undone = 0;
        for (int day = 0; day < DAYS; day++) {
            begin();
            Random random = new Random(20_000L + day);
            List<UUID> written = day(random);
            UUID some = written.get(random.nextInt(written.size()));
            Map<String, Object> before = state();
            Undone first = forced(some, "day " + day);
            redo(first);
            assertThat(state()).as("day %s, undone twice", day).isEqualTo(before);
            undone += first.undone();
        }
        assertThat(undone).isGreaterThan(DAYS);
    }

    /** Only a project that is gone, or is about to go, is in the way of force. */
    private Undone forced(UUID changeSet, String when) {
        Map<String, Object> before = state();
        try {
            return undo(changeSet, true);
        } catch (UndoRefused e) {
            assertThat(e.conflicts())
                    .as(when)
                    .isNotEmpty()
                    .allMatch(each -> each.entity().type().equals("project") && each.field() == null);
            assertThat(state()).isEqualTo(before);
            return new Undone(changeSet, 0);
        }
    }

    private List<UUID> day(Random random) {
        RandomDay someone = new RandomDay(random, books, shelf);
        List<UUID> written = new ArrayList<>();
        UUID cycle = books.newId();
        for (int i = 0; i < CHANGE_SETS; i++) {
            boolean ofTheCycle = random.nextInt(3) == 0;
            (ofTheCycle ? someone.write(cycle, "ticktick") : someone.write()).ifPresent(written::add);
        }
        return written;
    }

    /** All that a person can set, by entity and field; what was made since does not count where it is deleted. */
    private Map<String, Object> before(Map<String, Object> known) {
        Map<String, Object> state = state();
        Set<String> gone = new HashSet<>();
        state.forEach((key, value) -> {
            if (key.endsWith(" there") && value.equals(false) && !known.containsKey(key)) {
                gone.add(key.substring(0, key.indexOf(' ')));
            }
        });
        state.keySet().removeIf(key -> gone.contains(key.substring(0, key.indexOf(' '))));
        return state;
    }

    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        books.projects.forEach((id, project) -> {
            boolean there = project instanceof Project.Present;
            Project.Present last = project instanceof Project.Deleted(var gone) ? gone : (Project.Present) project;
            state.put(id.address() + " there", there);
            state.put(id.address() + " status", last.status() + " " + last.statusReason());
            state.put(id.address() + " details", last.details());
            notes(id.address(), last, state);
        });
        books.tasks.forEach((id, task) -> {
            boolean there = task instanceof Task.Present;
            Task.Present last = task instanceof Task.Deleted(var gone) ? gone : (Task.Present) task;
            state.put(id.address() + " there", there);
            state.put(id.address() + " status", last.status());
            state.put(id.address() + " details", last.details());
            state.put(id.address() + " place", last.place());
            state.put(id.address() + " with", Objects.toString(books.deletedWith.get(id)));
        });
        return state;
    }

    /** The notes that count. */
    private void notes(String project, Project.Present last, Map<String, Object> into) {
        Set<Object> notes = new HashSet<>();
        for (LedgerEvent event : books.events) {
            if (event.stream().equals(project)
                    && event.payload() instanceof dev.devledger.domain.project.Project.ProjectEvent.NoteAdded note
                    && !last.retracted().contains(note.note())) {
                notes.add(note.note());
            }
        }
        into.put(project + " notes", notes);
    }

    private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
        Set<String> changed = new HashSet<>();
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                changed.add(key);
            }
        });
        return changed;
    }

    /** The fields that its events changed; what is below a moved task moves with it. */
    private Set<String> touchedBy(UUID changeSet) {
        Set<String> touched = new HashSet<>();
        boolean moved = false;
        for (LedgerEvent event : books.events) {
            if (!event.changeSet().equals(changeSet)) {
                continue;
            }
            String[] fields =
                    switch (event.payload().getClass().getSimpleName()) {
                        case "Edited" -> new String[] {"details"};
                        case "StatusChanged" -> new String[] {"status"};
                        case "Moved" -> new String[] {"place"};
                        case "NoteAdded", "NoteRetracted", "NoteRestored" -> new String[] {"notes"};
                        default -> new String[] {"there", "with"};
                    };
            for (String field : fields) {
                touched.add(event.stream() + " " + field);
            }
            moved |= event.payload() instanceof TaskEvent.Moved;
        }
        if (moved) {
            books.tasks.keySet().forEach(task -> touched.add(task.address() + " place"));
        }
        return touched;
    }
}
