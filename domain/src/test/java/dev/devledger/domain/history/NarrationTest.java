package dev.devledger.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the history, as sentences. */
class NarrationTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    private static final ProjectId ELSEWHERE = new ProjectId(new UUID(1, 2));
    private static final TaskId TASK = new TaskId(new UUID(2, 1));
    private static final TaskId PARENT = new TaskId(new UUID(2, 2));
    private static final PersonId PERSON = new PersonId(new UUID(3, 1));
    private static final SyncLinkId LINK = new SyncLinkId("ticktick", "main", EntityRef.project(PROJECT.value()));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");

    private static ProjectEvent edited(Changes<ProjectDetails> changes) {
        return new ProjectEvent.Edited(PROJECT, changes, AT);
    }

    private static PersonEvent person(Changes<PersonDetails> changes) {
        return new PersonEvent.Edited(PERSON, changes, AT);
    }

    private static ProjectEvent renamed(String from, String to) {
        return edited(Changes.of(ProjectDetails.NAME, from, to));
    }

    private static SortedSet<String> tags(String... tags) {
        return new TreeSet<>(List.of(tags));
    }

    private static ProjectEvent retagged(SortedSet<String> from, SortedSet<String> to) {
        return edited(Changes.of(ProjectDetails.TAGS, from, to));
    }

    private static TaskEvent moved(Place from, Place to) {
        return new TaskEvent.Moved(TASK, new Change<>(from, to), AT);
    }

    private static TaskEvent checked(List<ChecklistItem> from, List<ChecklistItem> to) {
        return new TaskEvent.Edited(TASK, Changes.of(TaskDetails.CHECKLIST, from, to), AT);
    }

    private static ChecklistItem item(int id, String title, boolean done) {
        return new ChecklistItem(new UUID(3, id), title, done);
    }

    private static ProjectDetails details() {
        return new ProjectDetails(
                "Ledger", "", Priority.NONE, tags(), "", Schedule.none(ZoneOffset.UTC), Placement.CARD);
    }

    static Stream<Arguments> sentences() {
        Place top = new Place(PROJECT, null);
        ChecklistItem a = item(1, "a", false);
        ChecklistItem b = item(2, "b", true);
        ChecklistItem c = item(3, "c", false);
        ChecklistItem d = item(4, "d", false);
        Change<When> due = new Change<>(null, When.parse("2026-03-31"));
        Change<ZoneId> zone = new Change<>(ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"));
        CanonicalChanges changes = CanonicalChanges.between(CanonicalContent.list("a"), CanonicalContent.list("b"));
        return Stream.of(
                told(
                        new ProjectEvent.Created(
                                PROJECT, new ProjectKey(1), details(), ProjectStatus.PLANNED, null, AT),
                        "Created the project \"Ledger\" as planned."),
                told(
                        new PersonEvent.Created(PERSON, new PersonKey(3), new PersonDetails("Ada", null, false), AT),
                        "Added the person \"Ada\"."),
                told(
                        person(Changes.of(PersonDetails.EMAIL, null, "a@b")),
                        "Changed the e-mail address from nothing to \"a@b\"."),
                told(person(Changes.of(PersonDetails.ARCHIVED, false, true)), "Archived the person."),
                told(person(Changes.of(PersonDetails.ARCHIVED, true, false)), "Took the person out of the archive."),
                told(
                        person(Changes.of(PersonDetails.NAME, "a", "b").with(PersonDetails.ARCHIVED, true, false)),
                        "Changed the name and archived state."),
                told(new PersonEvent.Deleted(PERSON, AT), "Deleted the person."),
                told(new PersonEvent.Restored(PERSON, AT), "Restored the person."),
                told(renamed("Ledger", "Other"), "Changed the name from \"Ledger\" to \"Other\"."),
                told(retagged(tags(), tags("web", "api")), "Changed the tags from nothing to api, web."),
                told(retagged(tags("web"), tags("api")), "Changed the tags from web to api."),
                told(
                        edited(Changes.of(ProjectDetails.DUE_DATE, due)),
                        "Changed the due date from nothing to 2026-03-31."),
                told(
                        edited(Changes.of(ProjectDetails.TIME_ZONE, zone)),
                        "Changed the time zone from UTC to Asia/Tokyo."),
                told(
                        edited(Changes.of(Field.entry(ProjectDetails.PLACEMENTS, "clickup"), null, Placement.NONE)),
                        "Changed the placement in clickup from nothing to none."),
                told(
                        edited(Changes.of(ProjectDetails.PRIORITY, Priority.NONE, Priority.HIGH)),
                        "Changed the priority from none to high."),
                told(
                        edited(Changes.of(ProjectDetails.REPOSITORY_URL, "", "https://example.org")
                                .with(ProjectDetails.START_DATE, due)
                                .with(ProjectDetails.DUE_DATE, due)),
                        "Changed the repository URL, start date and due date."),
                told(
                        edited(Changes.of(ProjectDetails.NAME, "a", "b").with(ProjectDetails.DESCRIPTION, "", "c")),
                        "Changed the name and description."),
                told(
                        new ProjectEvent.StatusChanged(
                                PROJECT,
                                new Change<>(ProjectStatus.ACTIVE, ProjectStatus.PAUSED),
                                new Change<>(null, "holidays"),
                                AT),
                        "Changed the status from active to paused."),
                told(
                        new ProjectEvent.NoteAdded(PROJECT, new UUID(4, 4), "first line\nsecond", AT),
                        "Added the note \"first line second\"."),
                told(
                        new ProjectEvent.NoteRetracted(PROJECT, new UUID(4, 4), "first line\nsecond", AT),
                        "Retracted the note \"first line second\"."),
                told(
                        new TaskEvent.NoteAdded(TASK, new UUID(4, 4), "first line\nsecond", AT),
                        "Added the note \"first line second\"."),
                told(
                        new TaskEvent.NoteAdded(
                                TASK, new UUID(4, 4), "it works", AT, new NoteOrigin("Ben", AT.minusSeconds(60))),
                        "Added the note \"it works\" by Ben."),
                told(
                        new TaskEvent.NoteAdded(TASK, new UUID(4, 4), "it works", AT, new NoteOrigin(null, AT)),
                        "Added the note \"it works\"."),
                told(
                        new TaskEvent.NoteRetracted(TASK, new UUID(4, 4), "first line\nsecond", AT),
                        "Retracted the note \"first line second\"."),
                told(
                        new TaskEvent.NoteRestored(TASK, new UUID(4, 4), "first line\nsecond", AT),
                        "Restored the note \"first line second\"."),
                told(
                        new ProjectEvent.NoteRestored(PROJECT, new UUID(4, 4), "first line\nsecond", AT),
                        "Restored the note \"first line second\"."),
                told(
                        new TaskEvent.FieldsRead(
                                TASK, "clickup", new TreeMap<>(Map.of("Story points", new Change<>(3, 5))), AT),
                        "Changed the \"Story points\" in clickup from 3 to 5."),
                told(new ProjectEvent.Deleted(PROJECT, AT), "Deleted the project."),
                told(new ProjectEvent.Restored(PROJECT, AT), "Restored the project."),
                told(
                        new TaskEvent.Created(
                                TASK,
                                new TaskKey(1),
                                top,
                                new TaskDetails(
                                        "Write", "", Priority.NONE, tags(), Schedule.none(ZoneOffset.UTC), List.of()),
                                AT),
                        "Created the task \"Write\"."),
                told(checked(List.of(), List.of(a)), "Changed the checklist: added \"a\"."),
                told(
                        checked(List.of(a, b, c), List.of(item(1, "a", true), item(2, "B", false), d)),
                        "Changed the checklist: added \"d\", removed \"c\", ticked off \"a\", reopened \"B\","
                                + " renamed \"b\" to \"B\"."),
                told(checked(List.of(a, b, c, d), List.of()), "Changed the checklist: removed 4 items."),
                told(checked(List.of(a, b), List.of(b, a)), "Changed the checklist: the order."),
                told(
                        new TaskEvent.StatusChanged(TASK, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), AT),
                        "Changed the status from open to completed."),
                told(moved(new Place(PROJECT, PARENT), top), "Moved the task to the top of its project."),
                told(moved(top, new Place(PROJECT, PARENT)), "Moved the task below another task."),
                told(moved(top, new Place(ELSEWHERE, null)), "Moved the task to another project."),
                told(new TaskEvent.Deleted(TASK, null, AT), "Deleted the task."),
                told(new TaskEvent.Deleted(TASK, PROJECT.address(), AT), "Deleted the task together with its project."),
                told(
                        new TaskEvent.Deleted(TASK, PARENT.address(), AT),
                        "Deleted the task together with its parent task."),
                told(new TaskEvent.Restored(TASK, AT), "Restored the task."),
                told(
                        new SyncEvent.CreateIntended(
                                LINK, new UUID(5, 5), 2, "list", CanonicalContent.list("Ledger"), AT),
                        "Will create \"Ledger\" in ticktick, attempt 2."),
                told(
                        new SyncEvent.Linked(LINK, new RemoteRef("list", "id7"), CanonicalContent.list("Ledger"), AT),
                        "Linked to the object id7 in ticktick."),
                told(new SyncEvent.PushIntended(LINK, new UUID(5, 5), changes, AT), "Will send the name to ticktick."),
                told(new SyncEvent.Acknowledged(LINK, changes, AT), "Is the same in Devledger and ticktick."),
                told(new SyncEvent.Refused(LINK, "quota", AT), "Refused by ticktick: quota"),
                told(
                        new SyncEvent.IntentDropped(LINK, new UUID(5, 5), "rate limit", AT),
                        "Not sent to ticktick: rate limit"),
                told(new SyncEvent.DeleteIntended(LINK, AT), "Will be deleted in ticktick."),
                told(new SyncEvent.Normalised(LINK, changes, AT), "Kept by ticktick in a form of its own."),
                told(
                        new SyncEvent.Fitted(
                                LINK,
                                changes,
                                List.of(
                                        new SyncLink.Warning(
                                                CanonicalChanges.Field.TITLE, "name", "has two lines", false),
                                        new SyncLink.Warning(CanonicalChanges.Field.TAGS, "tags", "has 60 tags", true)),
                                AT),
                        "Not as it is in ticktick: name has two lines; tags has 60 tags."),
                told(new SyncEvent.Fitted(LINK, changes, List.of(), AT), "Is as it is in ticktick again."),
                told(new SyncEvent.DeleteRepeated(LINK, AT), "Will be deleted in ticktick again."),
                told(new SyncEvent.DeleteDecided(LINK, AT), "Will be deleted in ticktick with everything in it."),
                told(new SyncEvent.Closed(LINK, AT), "No longer exists in ticktick."),
                told(new SyncEvent.Detached(LINK, "placement", AT), "No longer synced with ticktick: placement"),
                told(new SyncEvent.Stopped(LINK, "two of them", AT), "Waits for a decision: two of them"),
                told(new SyncEvent.RemoteChangeSeen(LINK, changes, List.of(), AT), "Changed in ticktick: the name."),
                told(
                        new SyncEvent.RemoteMoved(
                                LINK, new Change<>(new RemoteRef("a", "id7"), new RemoteRef("b", "id7")), AT),
                        "Moved to another list in ticktick."),
                told(
                        new SyncEvent.LeftScope(LINK, "it is in another list", AT),
                        "Not in a synced list of ticktick: it is in another list"),
                told(new SyncEvent.RemoteGone(LINK, AT), "Deleted in ticktick."),
                told(
                        new SyncEvent.DetachedUntilDecision(LINK, "you chose to detach it", AT),
                        "Unlinked from its object in ticktick: you chose to detach it"),
                told(new SyncEvent.NoteIntended(LINK, new UUID(4, 4), AT), "Will send a note to ticktick."),
                told(
                        new SyncEvent.NoteLinked(LINK, new UUID(4, 4), "458", AT),
                        "A note is the comment 458 in ticktick."));
    }

    private static Arguments told(Object event, String sentence) {
        return Arguments.of(event, sentence);
    }

    private static Narration narration(Object event) {
        return switch (event) {
            case ProjectEvent e -> Narration.of(e);
            case TaskEvent e -> Narration.of(e);
            case PersonEvent e -> Narration.of(e);
            case SyncEvent e -> Narration.of(e);
            default -> throw new IllegalArgumentException("no event: " + event);
        };
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("sentences")
    void an_event_is_a_sentence(Object event, String sentence) {
        assertThat(narration(event).summary()).isEqualTo(sentence);
    }

    @Test
    void every_event_is_told() {
        assertThat(sentences().<Class<?>>map(each -> each.get()[0].getClass()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProjectEvent.class, TaskEvent.class, PersonEvent.class, SyncEvent.class)
                                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                                .toList());
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        assertThat(Narration.of(renamed("a", "🙂".repeat(81))).summary())
                .isEqualTo("Changed the name from \"a\" to \"" + "🙂".repeat(80) + "…\".");
        assertThat(Narration.of(renamed("a", "🙂".repeat(80))).summary())
                .isEqualTo("Changed the name from \"a\" to \"" + "🙂".repeat(80) + "\".");
    }

    @Test
    void a_change_has_its_values_as_the_event_has_them() {
        assertThat(Narration.of(retagged(tags("web"), tags("api", "web"))).changes())
                .containsExactly(new FieldChange("tags", tags("web"), tags("api", "web")));
    }

    @Test
    void a_move_tells_what_of_the_place_changed() {
        assertThat(Narration.of(moved(new Place(PROJECT, PARENT), new Place(PROJECT, null)))
                        .changes())
                .containsExactly(new FieldChange("parentId", PARENT, null));
    }

    @Test
    void what_others_did_to_an_object_is_told_in_the_words_of_its_entity() {
        CanonicalChanges changes = CanonicalChanges.between(CanonicalContent.list("a"), CanonicalContent.list("b"));
        assertThat(Narration.of(new SyncEvent.RemoteChangeSeen(LINK, changes, List.of(), AT))
                        .changes())
                .containsExactly(new FieldChange("name", "a", "b"));
        Change<RemoteRef> moved = new Change<>(new RemoteRef("a", "id7"), new RemoteRef("b", "id7"));
        assertThat(Narration.of(new SyncEvent.RemoteMoved(LINK, moved, AT)).changes())
                .containsExactly(new FieldChange("list", "a", "b"));
    }

    @Test
    void the_dates_of_what_is_new_are_told_with_their_zone() {
        When due = When.parse("2026-03-31");
        TaskDetails details = new TaskDetails(
                "Write",
                "",
                Priority.NONE,
                tags(),
                new Schedule(null, due, ZoneId.of("Asia/Tokyo")),
                List.of(item(1, "a", false)));
        assertThat(Narration.of(new TaskEvent.Created(TASK, new TaskKey(1), new Place(PROJECT, PARENT), details, AT))
                        .changes())
                .containsExactly(
                        new FieldChange("title", null, "Write"),
                        new FieldChange("projectId", null, PROJECT),
                        new FieldChange("parentId", null, PARENT),
                        new FieldChange("dueDate", null, due),
                        new FieldChange("timeZone", null, ZoneId.of("Asia/Tokyo")),
                        new FieldChange("checklist", null, List.of(item(1, "a", false))));
    }

    @Test
    void a_status_is_told_with_its_reason_only_where_that_changed() {
        Change<ProjectStatus> status = new Change<>(ProjectStatus.ACTIVE, ProjectStatus.PAUSED);
        assertThat(Narration.of(new ProjectEvent.StatusChanged(PROJECT, status, new Change<>(null, null), AT))
                        .changes())
                .containsExactly(new FieldChange("status", ProjectStatus.ACTIVE, ProjectStatus.PAUSED));
        assertThat(Narration.of(new ProjectEvent.StatusChanged(PROJECT, status, new Change<>(null, "holidays"), AT))
                        .changes())
                .contains(new FieldChange("statusReason", null, "holidays"));
    }

    @Test
    void a_new_project_tells_only_what_is_set() {
        Narration told = Narration.of(
                new ProjectEvent.Created(PROJECT, new ProjectKey(1), details(), ProjectStatus.PLANNED, null, AT));
        assertThat(told.changes())
                .extracting(FieldChange::field)
                .containsExactly("name", "status", "timeZone", "placement");
    }

    @Test
    void a_text_that_is_not_set_is_null_as_the_resource_has_it() {
        Narration cleared = Narration.of(
                new TaskEvent.Edited(TASK, Changes.of(TaskDetails.DESCRIPTION, "It was described.", ""), AT));
        assertThat(cleared.changes()).containsExactly(new FieldChange("description", "It was described.", null));
        assertThat(cleared.summary()).isEqualTo("Changed the description from \"It was described.\" to nothing.");
    }
}
