package dev.devledger.adapters.services.clickup.json;

import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written of a time entry: of a new one all of it, then what has changed. */
public final class EntryBodies {
    private EntryBodies() {}

    /** Without the assignee some plans refuse it, although it is who asks. */
    public static ObjectNode logged(RemoteWork work, Instant end, String user) {
        return started(work)
                .put("start", work.start().toEpochMilli())
                .put("duration", Duration.between(work.start(), end).toMillis())
                .put("assignee", Long.parseLong(work.user() == null ? user : work.user()));
    }

    /** When it starts ClickUp's clock says. */
    public static ObjectNode started(RemoteWork work) {
        ObjectNode body = Wire.object().put("billable", work.billable());
        if (work.task() != null) {
            body.put("tid", work.task());
        }
        if (!work.note().isEmpty()) {
            body.put("description", work.note());
        }
        if (!work.tags().isEmpty()) {
            putTags(body, work.tags());
        }
        return body;
    }

    public static ObjectNode changed(Set<EntryField> fields, RemoteWork wanted) {
        ObjectNode body = Wire.object();
        for (EntryField field : fields) {
            switch (field) {
                case PLACE -> body.put("tid", wanted.task());
                case START, END -> putSpan(body, wanted.start(), wanted.end());
                case NOTE ->
                    body.put("description", wanted.note().isEmpty() ? " " : wanted.note()); // "" may be ignored
                case TAGS -> putTags(body.put("tag_action", "replace"), wanted.tags());
                case BILLABLE -> body.put("billable", wanted.billable());
                case PERSON, BILLED -> {} // nobody can change whose it is
            }
        }
        return body;
    }

    /** One without the other is refused. */
    private static void putSpan(ObjectNode body, Instant start, @Nullable Instant end) {
        if (end != null) {
            body.put("start", start.toEpochMilli()).put("end", end.toEpochMilli());
        }
    }

    private static void putTags(ObjectNode body, Collection<String> tags) {
        ArrayNode all = body.putArray("tags");
        tags.forEach(tag -> all.addObject().put("name", tag));
    }

    /** Of what ClickUp keeps; the start of one that runs nobody can set. */
    public static Set<EntryField> between(RemoteWork now, RemoteWork wanted) {
        Set<EntryField> fields = EnumSet.noneOf(EntryField.class);
        if (!Objects.equals(now.task(), wanted.task())) {
            fields.add(EntryField.PLACE);
        }
        if (!wanted.running() && !now.start().equals(wanted.start())) {
            fields.add(EntryField.START);
        }
        if (!Objects.equals(now.end(), wanted.end())) {
            fields.add(EntryField.END);
        }
        if (!now.note().equals(wanted.note())) {
            fields.add(EntryField.NOTE);
        }
        if (!now.tags().equals(wanted.tags())) {
            fields.add(EntryField.TAGS);
        }
        if (now.billable() != wanted.billable()) {
            fields.add(EntryField.BILLABLE);
        }
        return fields;
    }

    /** The same, but for the ways in which ClickUp may write a text of ours. */
    public static Set<EntryField> ignored(RemoteWork now, RemoteWork wanted) {
        return between(plain(now), plain(wanted));
    }

    public static RemoteWork plain(RemoteWork work) {
        SortedSet<String> tags = new TreeSet<>();
        work.tags().forEach(tag -> tags.add(tag.strip().toLowerCase(Locale.ROOT)));
        return new RemoteWork(
                work.user(),
                work.task(),
                work.project(),
                work.start(),
                work.end(),
                work.zone(),
                work.note().replaceAll("\\R", "\n").strip(),
                tags,
                work.billable(),
                work.billed());
    }
}
