package dev.devledger.adapters.postgres;

import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.directory.SavedView.ViewKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** An event of each type, with every field that it can have. */
public final class SampleEvents {

    public static final Instant AT = Instant.parse("2026-03-31T09:15:00.123456Z");
    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    public static final ProjectId PROJECT = new ProjectId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000001"));
    public static final TaskId TASK = new TaskId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000002"));
    public static final TaskId PARENT = new TaskId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000003"));
    public static final UUID INTENT = UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000004");
    public static final UUID NOTE = UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000005");
    public static final UUID ITEM = UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000006");
    public static final TimeEntryId ENTRY = new TimeEntryId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000009"));
    public static final PersonId PERSON = new PersonId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000008"));
    public static final ViewId VIEW = new ViewId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000012"));
    public static final CustomerId CUSTOMER = new CustomerId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000009"));
    public static final ServiceId SERVICE = new ServiceId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000010"));
    public static final SyncLinkId LINK = new SyncLinkId("ticktick", "sandbox", EntityRef.project(PROJECT.value()));
    static final EntryLinkId ENTRY_LINK = new EntryLinkId("clickup", "sandbox", ENTRY.value());
    static final EntryContent LOGGED = new EntryContent(
            EntityRef.task(TASK.value()),
            Instant.parse("2026-03-31T08:00:00Z"),
            Instant.parse("2026-03-31T09:00:00Z"),
            "The parser",
            tags("deep", "java"),
            true,
            true);
    static final EntryBase AGREED = new EntryBase(
            LOGGED,
            new RemoteEntryContent(
                    "task-1",
                    null,
                    Instant.parse("2026-03-31T08:00:00Z"),
                    Instant.parse("2026-03-31T09:00:00Z"),
                    BERLIN,
                    "The parser",
                    tags("deep"),
                    true,
                    false));
    public static final RemoteRef REMOTE = new RemoteRef("list-1", "task-1");
    public static final CanonicalContent CONTENT = new CanonicalContent(
            "Ledger",
            "Keeps books",
            Priority.HIGH,
            tags("java", "ledger"),
            day("2026-04-01"),
            day("2026-04-30"),
            BERLIN,
            List.of(new CanonicalContent.ChecklistEntry("Write", true)),
            RemoteStatus.OPEN,
            "task-0");
    public static final CanonicalChanges DIFFERENCE = new CanonicalChanges(
            new Change<>("Ledger", "Ledger 2"),
            new Change<>("Keeps books", ""),
            new Change<>(Priority.HIGH, Priority.NONE),
            new Change<>(tags("java"), tags()),
            new Change<>(
                    new CanonicalChanges.Dates(null, day("2026-04-30"), BERLIN),
                    new CanonicalChanges.Dates(null, moment("2026-04-30T10:00:00Z"), null)),
            new Change<>(List.of(), List.of(new CanonicalContent.ChecklistEntry("Write", false))),
            new Change<>(RemoteStatus.OPEN, RemoteStatus.COMPLETED),
            new Change<>("task-0", null));

    public static final ConflictId CONFLICT = new ConflictId(UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000007"));
    public static final Dispute.FieldDispute TITLES = new Dispute.FieldDispute(
            CanonicalChanges.Field.TITLE,
            MergeRule.BOTH_VALUES,
            title("Ledger 2"),
            title("Ledger 3"),
            ConflictPolicy.REMOTE,
            AppliedSide.REMOTE);
    public static final Dispute.AmbiguousObject WHICH_ONE =
            new Dispute.AmbiguousObject("two of that title", List.of(new Dispute.Candidate(REMOTE, CONTENT)));

    /** Each kind of dispute once. */
    public static final List<Dispute> DISPUTES = List.of(
            TITLES,
            new Dispute.DeletedRemotely(REMOTE, title("Ledger 2")),
            new Dispute.DeletedLocally(REMOTE, title("Ledger 3"), "it was changed there since"),
            new Dispute.Reappeared(REMOTE, CONTENT),
            new Dispute.Duplicate(REMOTE, CONTENT),
            WHICH_ONE,
            Dispute.EntryDispute.refused(Set.of(EntryField.NOTE), LOGGED, LOGGED, null, "it is locked"),
            Dispute.EntryDispute.refused(Set.of(), null, LOGGED, null, "it is locked"));

    public static final List<Object> ALL = List.of(
            new ProjectEvent.Created(
                    PROJECT,
                    new ProjectKey(12),
                    new ProjectDetails(
                            "Ledger",
                            "Keeps books",
                            Priority.HIGH,
                            tags("Java", "ledger"),
                            "https://example.org/ledger.git",
                            new Schedule(day("2026-04-01"), day("2026-04-30"), BERLIN),
                            Placement.CARD),
                    ProjectStatus.PLANNED,
                    "an idea",
                    AT),
            new ProjectEvent.Edited(
                    PROJECT,
                    Changes.of(ProjectDetails.NAME, "Ledger", "Ledger 2")
                            .with(ProjectDetails.DESCRIPTION, "", "Keeps books")
                            .with(ProjectDetails.PRIORITY, Priority.NONE, Priority.MEDIUM)
                            .with(ProjectDetails.TAGS, tags(), tags("Java", "ledger"))
                            .with(ProjectDetails.REPOSITORY_URL, "", "https://example.org/ledger.git")
                            .with(ProjectDetails.START_DATE, null, moment("2026-04-01T08:00:00Z"))
                            .with(ProjectDetails.DUE_DATE, day("2026-04-30"), moment("2026-04-30T08:00:00.250Z"))
                            .with(ProjectDetails.TIME_ZONE, BERLIN, ZoneId.of("UTC"))
                            .with(ProjectDetails.PLACEMENT, Placement.CARD, Placement.LIST),
                    AT),
            new ProjectEvent.StatusChanged(
                    PROJECT,
                    new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE),
                    new Change<>("an idea", null),
                    AT),
            new ProjectEvent.NoteAdded(PROJECT, NOTE, "first line\nsecond line", AT),
            new ProjectEvent.Deleted(PROJECT, AT),
            new ProjectEvent.Restored(PROJECT, AT),
            new TaskEvent.Created(
                    TASK,
                    new TaskKey(345),
                    new Place(PROJECT, PARENT),
                    new TaskDetails(
                            "Write it",
                            "All of it",
                            Priority.LOW,
                            tags("docs"),
                            new Schedule(null, moment("2026-04-30T08:00:00Z"), BERLIN),
                            List.of(new ChecklistItem(ITEM, "Begin", true))),
                    AT),
            new TaskEvent.Edited(
                    TASK,
                    Changes.of(TaskDetails.TITLE, "Write it", "Write it well")
                            .with(TaskDetails.DESCRIPTION, "All of it", "")
                            .with(TaskDetails.PRIORITY, Priority.LOW, Priority.HIGH)
                            .with(TaskDetails.TAGS, tags("docs"), tags())
                            .with(TaskDetails.START_DATE, day("2026-04-01"), null)
                            .with(TaskDetails.DUE_DATE, null, day("2026-04-30"))
                            .with(TaskDetails.TIME_ZONE, ZoneId.of("UTC"), BERLIN)
                            .with(TaskDetails.CHECKLIST, List.of(), List.of(new ChecklistItem(ITEM, "Begin", false))),
                    AT),
            new TaskEvent.StatusChanged(TASK, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), AT),
            new TaskEvent.Moved(TASK, new Change<>(new Place(PROJECT, PARENT), new Place(PROJECT, null)), AT),
            new TaskEvent.Deleted(TASK, PROJECT.address(), AT),
            new TaskEvent.Restored(TASK, AT),
            new SyncEvent.CreateIntended(LINK, INTENT, 1, "list-1", CONTENT, AT),
            new SyncEvent.Linked(LINK, REMOTE, CONTENT, AT),
            new SyncEvent.PushIntended(LINK, INTENT, DIFFERENCE, AT),
            new SyncEvent.Acknowledged(LINK, DIFFERENCE.only(Set.of(CanonicalChanges.Field.TITLE)), AT),
            new SyncEvent.Refused(LINK, "exceed_card_limit", AT),
            new SyncEvent.IntentDropped(LINK, INTENT, "not sent", AT),
            new SyncEvent.DeleteIntended(LINK, AT),
            new SyncEvent.DeleteDecided(LINK, AT),
            new SyncEvent.Closed(LINK, AT),
            new SyncEvent.Detached(LINK, "placement is none", AT),
            new SyncEvent.Stopped(LINK, "two lists of that name", AT),
            new SyncEvent.RemoteChangeSeen(
                    LINK,
                    DIFFERENCE.only(Set.of(CanonicalChanges.Field.TITLE)),
                    List.of(new SyncEvent.FieldRule(CanonicalChanges.Field.TITLE, "F4")),
                    AT),
            new SyncEvent.RemoteMoved(LINK, new Change<>(REMOTE, new RemoteRef("list-2", "task-1")), AT),
            new SyncEvent.LeftScope(LINK, "it is in another list", AT),
            new SyncEvent.RemoteGone(LINK, AT),
            new SyncEvent.DetachedUntilDecision(LINK, "you chose to detach it", AT),
            new ConflictEvent.Raised(CONFLICT, LINK, TITLES, AT),
            new ConflictEvent.Extended(CONFLICT, LINK, WHICH_ONE, AT),
            new ConflictEvent.LetGo(CONFLICT, LINK, "both sides agree", AT),
            new ConflictEvent.Resolved(CONFLICT, LINK, Choice.VALUE, "Ledger 4", AT),
            new ProjectEvent.NoteRetracted(PROJECT, NOTE, "first line\nsecond line", AT),
            new ProjectEvent.NoteRestored(PROJECT, NOTE, "first line\nsecond line", AT),
            new TaskEvent.NoteAdded(TASK, NOTE, "first line\nsecond line", AT),
            new TaskEvent.NoteRetracted(TASK, NOTE, "first line\nsecond line", AT),
            new TaskEvent.NoteRestored(TASK, NOTE, "first line\nsecond line", AT),
            new SyncEvent.DeleteRepeated(LINK, AT),
            new SyncEvent.Normalised(LINK, DIFFERENCE.only(Set.of(CanonicalChanges.Field.TITLE)), AT),
            new ClaimEvent.Claimed(TASK, "ada", 1, AT.plusSeconds(1_800), AT),
            new ClaimEvent.Prolonged(TASK, "ada", 1, AT.plusSeconds(3_600), AT),
            new ClaimEvent.Released(TASK, "ada", 1, "the parser is left", AT),
            new ClaimEvent.Expired(TASK, "ada", 1, AT),
            new PersonEvent.Created(PERSON, new PersonKey(3), new PersonDetails("Ada", "Ada@example.org", false), AT),
            new PersonEvent.Edited(
                    PERSON,
                    Changes.of(PersonDetails.NAME, "Ada", "Ada L.")
                            .with(PersonDetails.EMAIL, "Ada@example.org", null)
                            .with(PersonDetails.ARCHIVED, false, true),
                    AT),
            new PersonEvent.Deleted(PERSON, AT),
            new PersonEvent.Restored(PERSON, AT),
            new SyncEvent.NoteIntended(LINK, NOTE, AT),
            new SyncEvent.NoteLinked(LINK, NOTE, "458", AT),
            new TaskEvent.FieldsRead(
                    TASK,
                    "clickup",
                    new TreeMap<>(Map.of(
                            "Ready", new Change<>(null, true),
                            "Sprint", new Change<>("12", null),
                            "Story points", new Change<>(3, 5.5),
                            "Teams", new Change<>(List.of("a"), List.of("a", "b")))),
                    AT),
            new CustomerEvent.Created(
                    CUSTOMER,
                    new BillingKey(BillingKind.CUSTOMER, 4),
                    new BillingDetails("Acme", "Pays late.", false),
                    AT),
            new CustomerEvent.Edited(
                    CUSTOMER,
                    Changes.of(BillingDetails.NAME, "Acme", "Acme Inc.")
                            .with(BillingDetails.NOTES, "Pays late.", "")
                            .with(BillingDetails.ARCHIVED, false, true),
                    AT),
            new CustomerEvent.Deleted(CUSTOMER, AT),
            new CustomerEvent.Restored(CUSTOMER, AT),
            new ServiceEvent.Created(
                    SERVICE, new BillingKey(BillingKind.SERVICE, 2), new BillingDetails("Design", "", false), AT),
            new ServiceEvent.Edited(SERVICE, Changes.of(BillingDetails.ARCHIVED, false, true), AT),
            new ServiceEvent.Deleted(SERVICE, AT),
            new ServiceEvent.Restored(SERVICE, AT),
            new TimeEntryEvent.Created(
                    ENTRY,
                    new TimeEntryKey(12),
                    new TimeEntryDetails(
                            PERSON,
                            TASK,
                            null,
                            Instant.parse("2026-03-31T08:00:00Z"),
                            Instant.parse("2026-03-31T09:15:00Z"),
                            BERLIN,
                            "Found the leak",
                            tags("bug"),
                            true,
                            true),
                    AT),
            new TimeEntryEvent.Edited(
                    ENTRY,
                    Changes.of(TimeEntryDetails.PERSON, PERSON, PersonId.OWNER)
                            .with(TimeEntryDetails.TASK, TASK, null)
                            .with(TimeEntryDetails.PROJECT, null, PROJECT)
                            .with(
                                    TimeEntryDetails.START,
                                    Instant.parse("2026-03-31T08:00:00Z"),
                                    Instant.parse("2026-03-31T08:30:00Z"))
                            .with(TimeEntryDetails.END, null, Instant.parse("2026-03-31T09:15:00Z"))
                            .with(TimeEntryDetails.TIME_ZONE, BERLIN, ZoneId.of("Europe/Madrid"))
                            .with(TimeEntryDetails.NOTE, "Found the leak", null)
                            .with(TimeEntryDetails.TAGS, tags("bug"), tags("bug", "leak"))
                            .with(TimeEntryDetails.BILLABLE, true, false)
                            .with(TimeEntryDetails.BILLED, false, true),
                    AT),
            new TimeEntryEvent.Deleted(ENTRY, AT),
            new TimeEntryEvent.Restored(ENTRY, AT),
            new EntryLinkEvent.AddIntended(ENTRY_LINK, LOGGED, AT),
            new EntryLinkEvent.AddDropped(ENTRY_LINK, AT),
            new EntryLinkEvent.Linked(ENTRY_LINK, "entry-1", AGREED, AT),
            new EntryLinkEvent.Agreed(ENTRY_LINK, AGREED, AT),
            new EntryLinkEvent.Closed(ENTRY_LINK, EntryLink.End.DELETED_THERE, AT),
            new EntryLinkEvent.KeptApart(ENTRY_LINK, AT),
            new SyncEvent.Fitted(
                    LINK,
                    DIFFERENCE.only(Set.of(CanonicalChanges.Field.TITLE)),
                    List.of(new SyncLink.Warning(CanonicalChanges.Field.TITLE, "title", "has 600 characters", true)),
                    AT),
            new ViewEvent.Created(VIEW, new ViewKey(3), new ViewDetails("Rust", "tag=rust&view=today", false), AT),
            new ViewEvent.Edited(
                    VIEW,
                    Changes.of(ViewDetails.NAME, "Rust", "All of Rust")
                            .with(ViewDetails.QUERY, "tag=rust&view=today", "")
                            .with(ViewDetails.FAVOURITE, false, true),
                    AT),
            new ViewEvent.Deleted(VIEW, AT),
            new ViewEvent.Restored(VIEW, AT));

    private SampleEvents() {}

    public static CanonicalChanges title(String to) {
        return new CanonicalChanges(new Change<>("Ledger", to), null, null, null, null, null, null, null);
    }

    public static When day(String day) {
        return new When.Day(LocalDate.parse(day));
    }

    public static When moment(String instant) {
        return new When.Moment(Instant.parse(instant));
    }

    public static SortedSet<String> tags(String... tags) {
        return new TreeSet<>(List.of(tags));
    }

    /** The first of its kind, wherever it is among them. */
    public static <T> T first(Class<T> type) {
        return ALL.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    /** As the ledger has it. */
    public static LedgerEvent stored(String stream, Object event, Instant at, Revision revision) {
        return new LedgerEvent(
                revision.position(),
                "event-" + revision.position(),
                stream,
                revision.version(),
                "sample",
                at,
                event,
                new Provenance("owner", "rest", null, null, "r-1", "r-1", null),
                new UUID(9, revision.position()));
    }
}
