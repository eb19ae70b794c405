package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.LongNote;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.NearestValues.Remark;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink.Warning;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The content nearest to a service's content that the ledger's rules allow, with warnings about the differences. */
public final class NearestContent {
    /** The longest text of one field that notes keep; nobody reads a longer one. */
    private static final int MOST_KEPT = 500_000;

    private final EntityRef.Kind kind;
    private final CanonicalContent theirs;
    private final List<Warning> warnings = new ArrayList<>();
    private final List<Remark> kept = new ArrayList<>();
    private CanonicalContent content;

    /** Fits the content of an object that is new to the ledger. */
    public NearestContent(EntityRef.Kind kind, CanonicalContent theirs) {
        this.kind = kind;
        this.theirs = theirs;
        String title = title(theirs.title(), theirs.description());
        String text =
                fit(Field.DESCRIPTION, of -> of.text("description", theirs.description(), Violations.DESCRIPTION));
        SortedSet<String> tags = fit(Field.TAGS, of -> new TreeSet<>(of.tags("tags", theirs.tags())));
        Schedule schedule = fit(
                Field.DATES,
                of -> of.schedule(
                        new Schedule(theirs.startDate(), theirs.dueDate(), ZoneOffset.UTC),
                        theirs.oddDates() == null ? Map.of() : theirs.oddDates()));
        List<ChecklistEntry> checklist = fit(Field.CHECKLIST, of -> checklist(of, theirs.checklist()));
        String stage = theirs.stage() == null ? null : fit(Field.STAGE, of -> of.stage("stage", theirs.stage()));
        Integer estimate = theirs.estimateMinutes() == null
                ? null
                : fit(Field.ESTIMATE, of -> of.minutes("estimateMinutes", theirs.estimateMinutes()));
        SortedSet<String> assignees = fit(Field.ASSIGNEES, of -> assignees(of, theirs.assignees()));
        String customer = called(Field.CUSTOMER, theirs.customer());
        String service = called(Field.SERVICE, theirs.service());
        this.content = new CanonicalContent(
                title,
                text,
                theirs.priority(),
                tags,
                schedule.startDate(),
                schedule.dueDate(),
                theirs.timeZone(),
                checklist,
                theirs.status(),
                theirs.parent(),
                stage,
                estimate,
                assignees,
                theirs.blockedBy(),
                customer,
                service);
    }

    /** Fits a remote change. */
    public NearestContent(EntityRef.Kind kind, CanonicalChanges theirs) {
        this(kind, theirs.applyTo(CanonicalContent.list(NearestValues.UNTITLED)));
    }

    private <T extends @Nullable Object> T fit(Field field, Function<NearestValues, T> value) {
        NearestValues nearest = new NearestValues();
        T fitting = value.apply(nearest);
        nearest.remarks().forEach(each -> add(field, each));
        return fitting;
    }

    private NearestContent add(Field field, Remark remark) {
        warnings.add(new Warning(
                field, remark.field(), remark.message(), !remark.kept().isEmpty()));
        if (!remark.kept().isEmpty()) {
            kept.add(remark);
        }
        return this;
    }

    private String title(String title, String text) {
        String name = kind == EntityRef.Kind.TASK ? "title" : "name";
        return fit(Field.TITLE, of -> of.title(name, title, text));
    }

    private @Nullable String called(Field field, @Nullable String name) {
        return name == null || name.isBlank() ? name : fit(field, of -> of.title(field.word(), name));
    }

    private static List<ChecklistEntry> checklist(NearestValues nearest, List<ChecklistEntry> items) {
        List<ChecklistItem> fitting = nearest.checklist(
                "checklist",
                items.stream()
                        .map(item -> new ChecklistItem(new UUID(0, 0), item.title(), item.done()))
                        .toList());
        List<ChecklistEntry> checks = new ArrayList<>();
        for (ChecklistItem each : fitting) {
            checks.add(items.get(checks.size()).saying(each.title(), each.done()));
        }
        return checks;
    }

    private static SortedSet<String> assignees(NearestValues nearest, SortedSet<String> addresses) {
        SortedSet<String> fitting = new TreeSet<>();
        List<String> others = new ArrayList<>();
        for (String each : addresses) {
            boolean fits = fitting.size() < Violations.ASSIGNEES
                    && new Violations().email("assignees", each).none();
            (fits ? fitting : others).add(each);
        }
        if (!others.isEmpty()) {
            nearest.add(new Remark(
                    "assignees",
                    "has more than " + Violations.ASSIGNEES + " people, or somebody without an address; left out are "
                            + NearestValues.cut(String.join(", ", others), 200)));
        }
        return fitting;
    }

    public CanonicalContent content() {
        return content;
    }

    /** Replaces the parent by another one in the ledger, which {@code parent} names by its remote id. */
    NearestContent below(@Nullable String parent, Remark why) {
        content = content.withParent(parent);
        return add(Field.PARENT, why);
    }

    /** Returns the changes from the service's content to the ledger's. */
    public CanonicalChanges forms() {
        return CanonicalChanges.between(theirs, content);
    }

    /**
     * Returns the forms that the ledger's content {@code here} already has: its values were fitted in the same way
     * before.
     */
    CanonicalChanges knownIn(CanonicalContent here) {
        Set<Field> cut = forms().fields();
        cut.removeAll(CanonicalChanges.between(here, content).fields());
        return forms().only(cut);
    }

    /** Records the warnings without notes, as earlier notes keep the cut values. */
    void recordAgain(ChangeSet changes, SyncLinkId link, CanonicalChanges known) {
        Set<Field> fields = known.fields();
        List<Warning> again =
                warnings.stream().filter(each -> fields.contains(each.field())).toList();
        if (!fields.isEmpty()) {
            changes.send(new SyncCommand.Fit(link, fields, known, again, changes.at()));
        }
    }

    /** Records the warnings, with a note for each cut value; records nothing if there are no warnings. */
    public void record(ChangeSet changes, SyncLinkId link, String service) {
        if (warnings.isEmpty()) {
            return;
        }
        changes.send(new SyncCommand.Fit(link, fields(), forms(), warnings, changes.at()));
        for (Remark each : kept) {
            String text = each.kept();
            String end = text.length() <= MOST_KEPT
                    ? ""
                    : "\n\n" + (text.length() - MOST_KEPT) + " more characters are in " + service + " alone.";
            String all = new NearestValues()
                    .text(each.field(), text.substring(0, Math.min(MOST_KEPT, text.length())), MOST_KEPT);
            new LongNote(each.noteHead(service), all + end).notes().forEach(note -> add(changes, link.entity(), note));
        }
    }

    private Set<Field> fields() {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        warnings.forEach(each -> fields.add(each.field()));
        return fields;
    }

    /** Adds a note that no person wrote, and that does not come from a comment in the service. */
    private static void add(ChangeSet changes, EntityRef entity, String text) {
        UUID note = changes.newId();
        if (entity.kind() == EntityRef.Kind.TASK) {
            NoteOrigin origin = new NoteOrigin(null, changes.at());
            changes.send(new TaskCommand.AddNote(new TaskId(entity.id()), note, text, origin, null, changes.at()));
        } else {
            changes.send(new ProjectCommand.AddNote(new ProjectId(entity.id()), note, text, null, changes.at()));
        }
    }
}
