package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.adapters.services.ticktick.json.TaskBodies.ChecklistItems;
import dev.devledger.adapters.services.ticktick.json.Wire.TickTickDates;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a task of TickTick into the sync's types (docs/ticktick.md, sections 5 and 6); {@link TaskBodies} writes it.
 */
public final class TickTickJson {
    private final TaskContent content;

    public TickTickJson(ZoneId defaultZone) {
        this.content = new TaskContent(defaultZone);
    }

    public RemoteTask task(String json, String list) {
        return switch (row(Wire.JSON.readTree(json), list)) {
            case LookupResult.Found(var task) -> task;
            case LookupResult.Unreadable(var task) -> throw new UnreadableAnswer(task.reason());
        };
    }

    /**
     * Reads a task of a list, so that an unreadable task does not affect other tasks.
     *
     * @param list the requested list, as the answer may omit it; null if several were requested
     * @throws UnreadableAnswer if not even its id and its list can be read, so that it cannot count as existing
     */
    public LookupResult.Present row(@Nullable JsonNode row, @Nullable String list) {
        RemoteRef ref = ref(row, list);
        try {
            return new LookupResult.Found(task(Wire.JSON.treeToValue(row, Wire.Task.class), ref));
        } catch (UnreadableAnswer e) {
            return quarantined(ref, row, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return quarantined(ref, row, "one of its fields does not have the form that TickTick documents");
        }
    }

    private static LookupResult.Present quarantined(RemoteRef ref, @Nullable JsonNode row, String reason) {
        JsonNode known = row == null ? Wire.JSON.createObjectNode() : row;
        return new LookupResult.Unreadable(new Quarantined(
                ref,
                reason,
                known.path("title").isString() ? known.path("title").asString() : null,
                moment(known.path("createdTime").asString("")),
                writtenAt(known.get("etimestamp"), known.path("modifiedTime").asString(""))));
    }

    private static RemoteRef ref(@Nullable JsonNode row, @Nullable String list) {
        if (row == null || !row.isObject()) {
            throw new UnreadableAnswer("TickTick's answer is not a task");
        }
        String id = Wire.given(row.path("id").asString(""));
        if (id == null) {
            throw new UnreadableAnswer("a task of TickTick has no id");
        }
        String in = Wire.given(row.path("projectId").asString(""));
        if (in == null && list == null) {
            throw new UnreadableAnswer("a task of TickTick has no list");
        }
        return new RemoteRef(in == null ? Objects.requireNonNull(list) : in, id);
    }

    /**
     * Reads the answer to a write. If a sent value is missing in the answer, TickTick may have ignored it or just not
     * show it; such a field counts as not shown, so that the task is read again.
     *
     * @param sent the content that the task should have
     */
    public RemoteTask written(String json, String list, CanonicalContent sent) {
        RemoteTask task = task(json, list);
        JsonNode row = Wire.JSON.readTree(json);
        Set<Field> unshown = EnumSet.noneOf(Field.class);
        unshown.addAll(task.gaps().fields());
        CanonicalChanges.between(task.content(), sent).fields().stream()
                .filter(field -> !isShown(row, field))
                .forEach(unshown::add);
        return task.with(
                new UnshownParts(unshown, task.gaps().starts(), task.gaps().dues(), List.of()));
    }

    private static boolean isShown(JsonNode row, Field field) {
        return switch (field) {
            case DESCRIPTION -> row.hasNonNull("content") || row.hasNonNull("desc");
            case TAGS -> row.hasNonNull("tags");
            case CHECKLIST -> row.hasNonNull("items");
            case DATES -> row.hasNonNull("dueDate") && row.hasNonNull("startDate");
            case PARENT -> row.hasNonNull("parentId");
            default -> true; // the gaps already contain the other fields
        };
    }

    private RemoteTask task(Wire.Task task, RemoteRef ref) {
        List<Item> items = ChecklistItems.read(task.items());
        boolean checklistKind = task.kind() == null ? !items.isEmpty() : TaskContent.CHECKLIST.equals(task.kind());
        return new RemoteTask(
                        ref,
                        content.of(task, items, checklistKind),
                        items,
                        checklistKind,
                        Wire.given(task.repeatFlag()) != null,
                        moment(task.createdTime()),
                        writtenAt(task.etimestamp(), task.modifiedTime()))
                .with(new UnshownParts(
                        unshown(task),
                        content.days(task, task.startDate()),
                        content.days(task, task.dueDate()),
                        List.of()));
    }

    /**
     * Returns the fields that the answer does not show although TickTick always does; any other missing field is unset
     * or empty (docs/ticktick.md, section 5).
     */
    private static Set<Field> unshown(Wire.Task task) {
        return Unshown.of(Field.class)
                .unless(task.title() != null, Field.TITLE)
                .unless(task.status() != null, Field.STATUS)
                .unless(task.priority() != null, Field.PRIORITY)
                .unless(ChecklistItems.areShown(task.items()), Field.CHECKLIST)
                .fields();
    }

    /**
     * Returns the later of the two times: an edit through the API changes only {@code etimestamp}, an edit in the app
     * both (docs/ticktick.md, section 7).
     */
    private static @Nullable Instant writtenAt(@Nullable JsonNode etimestamp, @Nullable String modifiedTime) {
        if (etimestamp == null || !etimestamp.canConvertToLong()) {
            return null; // modifiedTime alone proves nothing: an edit through the API does not change it
        }
        Instant written = Instant.ofEpochMilli(etimestamp.asLong());
        Instant modified = moment(modifiedTime);
        return modified != null && modified.isAfter(written) ? modified : written;
    }

    private static @Nullable Instant moment(@Nullable String time) {
        return TickTickDates.find(Wire.text(time)); // used only to find a duplicate
    }

    /** Reads the fields of a task of TickTick (docs/ticktick.md, section 5). */
    record TaskContent(ZoneId defaultZone) {
        static final String CHECKLIST = "CHECKLIST";
        static final int OPEN = 0;
        static final int COMPLETED = 2;
        static final int ABANDONED = -1;

        /** The zones to which old names refer, for names that not every Java version knows. */
        private static final Map<String, String> OLD_ZONES = Map.of(
                "EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

        CanonicalContent of(Wire.Task task, List<Item> items, boolean checklistKind) {
            boolean allDay = Boolean.TRUE.equals(task.isAllDay());
            String start = Wire.said(task.startDate());
            String due = Wire.said(task.dueDate());
            boolean dated = start != null || due != null;
            ZoneId zone = allDay ? zone(task.timeZone(), dated) : defaultZone;
            return new CanonicalContent(
                            Wire.text(task.title()),
                            Wire.text(checklistKind ? task.desc() : task.content()),
                            priority(task.priority()),
                            tags(task.tags()),
                            TickTickDates.read(start, allDay, zone),
                            TickTickDates.read(due, allDay, zone),
                            zone,
                            items.stream()
                                    .map(item -> new ChecklistEntry(item.title(), item.done()))
                                    .toList(),
                            status(task.status()),
                            Wire.given(task.parentId())) // an empty text after the task was detached
                    .withOddDates(odd(start, due))
                    .withOneDate();
        }

        private static SortedMap<String, String> odd(@Nullable String start, @Nullable String due) {
            SortedMap<String, String> odd = new TreeMap<>();
            if (start != null && TickTickDates.isOdd(start)) {
                odd.put("startDate", start);
            }
            if (due != null && TickTickDates.isOdd(due)) {
                odd.put("dueDate", due);
            }
            return odd;
        }

        /**
         * Returns the possible days of a date, if the answer does not say that the date is a day, or in which zone. A
         * midnight in an unknown zone may be of two days.
         */
        Set<When> days(Wire.Task task, @Nullable JsonNode date) {
            boolean told = task.isAllDay() != null && (!task.isAllDay() || Wire.given(task.timeZone()) != null);
            String said = Wire.said(date);
            if (told || said == null || TickTickDates.isOdd(said)) {
                return Set.of();
            }
            Instant instant = TickTickDates.instant(said);
            if (Wire.given(task.timeZone()) != null) {
                return Set.of(new When.Day(LocalDate.ofInstant(instant, zone(task.timeZone(), true))));
            }
            LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
            return Set.of(new When.Day(day), new When.Day(day.plusDays(1)));
        }

        /** {@code needed} is true if the date is a day, which the zone decides. */
        private ZoneId zone(@Nullable String id, boolean needed) {
            if (id == null || id.isBlank()) {
                return defaultZone;
            }
            try {
                return ZoneId.of(id, OLD_ZONES);
            } catch (DateTimeException e) {
                if (!needed) {
                    return defaultZone;
                }
                throw new UnreadableAnswer("a task of TickTick has an unknown time zone, so its day is not known");
            }
        }

        /** Reads a priority. TickTick has no 2 and 4, but a value introduced later must not stop the sync of a task. */
        private static Priority priority(@Nullable Integer number) {
            return switch (number) {
                case 1 -> Priority.LOW;
                case 3 -> Priority.MEDIUM;
                case 5 -> Priority.HIGH;
                case null, default -> Priority.NONE;
            };
        }

        /**
         * Reads a status; an unknown one is an error: if a finished task were read as open, the ledger would reopen it.
         */
        private static RemoteStatus status(@Nullable Integer number) {
            return switch (number) {
                case null -> RemoteStatus.OPEN;
                case OPEN -> RemoteStatus.OPEN;
                case COMPLETED -> RemoteStatus.COMPLETED;
                case ABANDONED -> RemoteStatus.ABANDONED;
                default -> throw new UnreadableAnswer("a task of TickTick has the unknown status " + number);
            };
        }

        private static NavigableSet<String> tags(@Nullable List<@Nullable String> tags) {
            NavigableSet<String> set = new TreeSet<>();
            for (String tag : tags == null ? List.<@Nullable String>of() : tags) {
                if (tag != null && !tag.isBlank()) {
                    set.add(tag);
                }
            }
            return set;
        }
    }
}
