package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of each event, as reviewed files: what is in the store must stay readable for ever. */
class GoldenEventsTest {

    private static final JsonMapper PLAIN = new JsonMapper();

    private final LedgerSerializer serializer = LedgerSerializer.create();

    static Stream<Object> events() {
        return SampleEvents.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void is_stored_as_it_was_reviewed(Object event) {
        SerializedObject<String> stored = serializer.serialize(event, String.class);

        String file = stored.getType().getName() + "." + stored.getType().getRevision();
        assertThat(PLAIN.readTree(stored.getData())).isEqualTo(PLAIN.readTree(golden(file)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void is_read_as_it_was_reviewed(Object event) {
        EventTypes.EventType type = EventTypes.of(event.getClass()).orElseThrow();

        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                golden(type.name() + "." + type.revision()), String.class, type.name(), type.revision()));

        assertThat(read).isEqualTo(event);
    }

    @Test
    void every_event_of_the_domain_has_a_name_and_a_sample() {
        assertThat(EventTypes.ALL.stream().map(EventTypes.EventType::type))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                ProjectEvent.class,
                                TaskEvent.class,
                                PersonEvent.class,
                                CustomerEvent.class,
                                ServiceEvent.class,
                                TimeEntryEvent.class,
                                EntryLinkEvent.class,
                                ViewEvent.class,
                                SyncEvent.class,
                                ConflictEvent.class,
                                ClaimEvent.class)
                        .<Class<?>>flatMap(parent -> Stream.of(parent.getPermittedSubclasses()))
                        .toList());
        assertThat(SampleEvents.ALL.stream().<Class<?>>map(Object::getClass))
                .containsExactlyElementsOf(EventTypes.ALL.stream()
                        .<Class<?>>map(EventTypes.EventType::type)
                        .toList());
    }

    @Test
    void fields_of_a_later_version_are_passed_over() {
        String later = golden("project.deleted.1").replaceFirst("\\{", "{\"later\": {\"a\": 1},");

        Object read = serializer.deserialize(new SimpleSerializedObject<>(later, String.class, "project.deleted", "1"));

        assertThat(read).isEqualTo(SampleEvents.ALL.get(4));
    }

    @Test
    void the_ids_of_an_item_are_stored_where_they_are_known() {
        CanonicalContent.ChecklistEntry item =
                new CanonicalContent.ChecklistEntry("Write", true, SampleEvents.ITEM, "remote item");
        CanonicalContent content = CanonicalContent.list("Ledger")
                .withChecklist(List.of(item, new CanonicalContent.ChecklistEntry("Read", false)));
        SerializedObject<String> stored = serializer.serialize(
                new SyncEvent.Linked(SampleEvents.LINK, new RemoteRef("list", "id"), content, SampleEvents.AT),
                String.class);

        SyncEvent.Linked read = serializer.deserialize(stored);

        assertThat(read.base().checklist())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(content.checklist());
        assertThat(PLAIN.readTree(stored.getData()).at("/base/checklist/1").propertyNames())
                .containsExactly("title", "done");
    }

    @Test
    void how_it_is_worked_on_is_stored_where_a_service_tells_it_and_else_there_is_no_such_field() {
        CanonicalContent bare = CanonicalContent.list("Ledger");
        CanonicalContent content = bare.with("in review", 90, new TreeSet<>(List.of("ana@example.org")));
        for (CanonicalContent each : List.of(bare, content)) {
            SyncEvent.Linked event =
                    new SyncEvent.Linked(SampleEvents.LINK, new RemoteRef("list", "id"), each, SampleEvents.AT);
            SerializedObject<String> stored = serializer.serialize(event, String.class);
            assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
            assertThat(PLAIN.readTree(stored.getData()).path("base").has("stage"))
                    .isEqualTo(each.equals(content));
            assertThat(PLAIN.readTree(stored.getData()).path("base").has("assignees"))
                    .isEqualTo(each.equals(content));
        }
    }

    @Test
    void why_a_deletion_is_asked_about_is_stored_where_it_was_not_changed_here() {
        for (String reason : Arrays.asList(null, "deletions there are asked about")) {
            Dispute dispute = new Dispute.DeletedRemotely(SampleEvents.REMOTE, CanonicalChanges.NONE, reason);
            Object event = new ConflictEvent.Raised(SampleEvents.CONFLICT, SampleEvents.LINK, dispute, SampleEvents.AT);
            SerializedObject<String> stored = serializer.serialize(event, String.class);

            assertThat(PLAIN.readTree(stored.getData()).path("dispute").has("reason"))
                    .isEqualTo(reason != null);
            assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
        }
    }

    /** What was added to events later, each in a file of its own. */
    static Stream<Arguments> laterForms() {
        SortedSet<TaskId> one = new TreeSet<>(List.of(SampleEvents.PARENT));
        CanonicalChanges moved =
                new CanonicalChanges(null, null, null, null, null, null, null, new Change<>("above", "foreign"));
        return Stream.of(
                arguments(
                        "task.note-added.1.of-a-service",
                        new TaskEvent.NoteAdded(
                                SampleEvents.TASK,
                                SampleEvents.NOTE,
                                "looks fine",
                                SampleEvents.AT,
                                new NoteOrigin("Ben", SampleEvents.AT.minusSeconds(60)))),
                arguments(
                        "conflict.raised.1.places",
                        new ConflictEvent.Raised(
                                SampleEvents.CONFLICT,
                                SampleEvents.LINK,
                                new Dispute.DeletedLocally(
                                        SampleEvents.REMOTE,
                                        moved,
                                        "it was moved",
                                        List.of(
                                                new RemotePlace(
                                                        new RemoteRef("list", "above"),
                                                        EntityRef.task(SampleEvents.TASK.value())),
                                                new RemotePlace(new RemoteRef("list", "foreign"), null))),
                                SampleEvents.AT)),
                arguments(
                        "project.created.1.placed",
                        created(new TreeMap<>(Map.of("clickup", Placement.NONE)), ProjectBilling.NONE)),
                arguments(
                        "project.edited.1.placed",
                        new ProjectEvent.Edited(
                                SampleEvents.PROJECT,
                                Changes.of(
                                        Field.entry(ProjectDetails.PLACEMENTS, "clickup"),
                                        Placement.NONE,
                                        Placement.LIST),
                                SampleEvents.AT)),
                arguments(
                        "time-entry.created.1.agent",
                        new TimeEntryEvent.Created(
                                SampleEvents.ENTRY,
                                new TimeEntryKey(12),
                                new TimeEntryDetails(
                                        SampleEvents.PERSON,
                                        null,
                                        null,
                                        Instant.parse("2026-03-31T08:00:00Z"),
                                        null,
                                        SampleEvents.BERLIN,
                                        null,
                                        SampleEvents.tags(),
                                        false,
                                        false,
                                        "codex@laptop"),
                                SampleEvents.AT)),
                arguments(
                        "time-entry.edited.1.agent",
                        new TimeEntryEvent.Edited(
                                SampleEvents.ENTRY,
                                Changes.of(TimeEntryDetails.AGENT, "codex@laptop", null),
                                SampleEvents.AT)),
                arguments(
                        "project.created.1.billed",
                        created(new TreeMap<>(), new ProjectBilling(SampleEvents.CUSTOMER, null, true))),
                arguments(
                        "project.edited.1.billed",
                        new ProjectEvent.Edited(
                                SampleEvents.PROJECT,
                                Changes.of(ProjectDetails.CUSTOMER, SampleEvents.CUSTOMER, null)
                                        .with(ProjectDetails.SERVICE, null, SampleEvents.SERVICE)
                                        .with(ProjectDetails.BILLABLE, true, false),
                                SampleEvents.AT)),
                arguments(
                        "task.created.1.worked-on",
                        created(new TaskDetails(
                                "Write it",
                                "",
                                Priority.NONE,
                                SampleEvents.tags(),
                                Schedule.none(SampleEvents.BERLIN),
                                List.of(),
                                "in review",
                                90,
                                people(PersonId.OWNER, SampleEvents.PERSON)))),
                arguments(
                        "task.edited.1.worked-on",
                        new TaskEvent.Edited(
                                SampleEvents.TASK,
                                Changes.of(TaskDetails.STAGE, "in review", null)
                                        .with(TaskDetails.ESTIMATE_MINUTES, 90, 30)
                                        .with(TaskDetails.ASSIGNEES, people(), people(SampleEvents.PERSON)),
                                SampleEvents.AT)),
                arguments(
                        "task.created.1.dependent",
                        created(new TaskDetails(
                                        "Write it",
                                        "",
                                        Priority.NONE,
                                        SampleEvents.tags(),
                                        Schedule.none(SampleEvents.BERLIN),
                                        List.of())
                                .with(new Dependencies(one, new TreeSet<>(), SampleEvents.PARENT)))),
                arguments(
                        "task.edited.1.dependent",
                        new TaskEvent.Edited(
                                SampleEvents.TASK,
                                Changes.of(TaskDetails.BLOCKED_BY, one, new TreeSet<>())
                                        .with(TaskDetails.RELATED, new TreeSet<>(), one)
                                        .with(TaskDetails.DISCOVERED_FROM, SampleEvents.PARENT, null),
                                SampleEvents.AT)));
    }

    @ParameterizedTest
    @MethodSource("laterForms")
    void what_was_added_is_stored_where_it_is_known(String file, Object event) {
        SerializedObject<String> stored = serializer.serialize(event, String.class);

        assertThat(PLAIN.readTree(stored.getData())).isEqualTo(PLAIN.readTree(golden(file)));
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
    }

    private static ProjectEvent created(SortedMap<String, Placement> placements, ProjectBilling billing) {
        ProjectDetails details = new ProjectDetails(
                "Ledger",
                "",
                Priority.NONE,
                SampleEvents.tags(),
                "",
                Schedule.none(SampleEvents.BERLIN),
                Placement.CARD,
                placements,
                billing);
        return new ProjectEvent.Created(
                SampleEvents.PROJECT, new ProjectKey(12), details, ProjectStatus.PLANNED, null, SampleEvents.AT);
    }

    private static TaskEvent created(TaskDetails details) {
        Place place = new Place(SampleEvents.PROJECT, null);
        return new TaskEvent.Created(SampleEvents.TASK, new TaskKey(345), place, details, SampleEvents.AT);
    }

    static Stream<Arguments> knownParts() {
        String intent = SampleEvents.INTENT.toString();
        return Stream.of(
                arguments(
                        intent,
                        new SyncEvent.Acknowledged(
                                SampleEvents.LINK, CanonicalChanges.NONE, SampleEvents.AT, SampleEvents.INTENT)),
                arguments(
                        intent,
                        new SyncEvent.Acknowledged(
                                SampleEvents.LINK,
                                CanonicalChanges.NONE,
                                SampleEvents.AT,
                                null,
                                List.of(SampleEvents.INTENT))),
                arguments(
                        intent, new SyncEvent.Refused(SampleEvents.LINK, "full", SampleEvents.AT, SampleEvents.INTENT)),
                arguments(
                        "unit-1",
                        new SyncEvent.DeleteIntended(SampleEvents.LINK, SampleEvents.AT, LimitShare.as("unit-1"))),
                arguments(
                        "unit-1",
                        new SyncEvent.RemoteGone(SampleEvents.LINK, SampleEvents.AT, LimitShare.approved("unit-1"))));
    }

    @ParameterizedTest
    @MethodSource("knownParts")
    void a_part_of_a_sync_event_is_stored_where_it_is_known(String part, Object event) {
        SerializedObject<String> stored = serializer.serialize(event, String.class);

        assertThat(stored.getData()).contains(part);
        assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
    }

    private static SortedSet<PersonId> people(PersonId... people) {
        return new TreeSet<>(List.of(people));
    }

    @Test
    void metadata_is_plain_json() {
        MetaData metadata = MetaData.from(Map.of("actor", "owner"));

        SerializedObject<String> stored = serializer.serialize(metadata, String.class);

        assertThat(stored.getData()).isEqualTo("{\"actor\":\"owner\"}");
        assertThat(serializer.<String, MetaData>deserialize(stored)).isEqualTo(metadata);
    }

    @Test
    void a_name_or_revision_that_nobody_knows_is_an_error() {
        assertThatThrownBy(() -> serializer.deserialize(
                        new SimpleSerializedObject<>("{}", String.class, "project.exploded", "1")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("project.exploded");
        assertThatThrownBy(() -> serializer.deserialize(
                        new SimpleSerializedObject<>("{}", String.class, "project.created", "0")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("upcaster");
    }

    private static String golden(String name) {
        try (InputStream file = GoldenEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
            assertThat(file).as("the file %s.json", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
