package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import dev.devledger.adapters.services.clickup.json.Wire.ClickUpDates;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.kernel.UnreadableAnswer.Unshown;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes a list of ClickUp in the sync's types. The description is sent as plain text, as ClickUp returns a
 * markdown description without its marks. A list's status is only a colour, and is not synchronized.
 *
 * @param around the account's zones, people and statuses
 */
public record ListJson(AccountContext around) {
    private static final Set<String> READ_ONLY = Set.of("read", "comment");

    /** @param archived true if the list comes from a request for archived lists */
    public RemoteList read(JsonNode list, boolean archived) {
        String right = Wire.text(list, "permission_level");
        boolean writable =
                !archived && !Wire.isTrue(list, "archived") && !READ_ONLY.contains(right == null ? "" : right);
        UnshownParts gaps = new UnshownParts(
                unshown(list), Set.of(), ClickUpDates.readings(list, "due_date", around, null), List.of());
        return new RemoteList(Wire.id(list, "list"), content(list), writable, gaps);
    }

    /**
     * Returns the fields that the answer does not show. According to the documentation every answer shows each of
     * these, an empty one as null or "".
     */
    private static Set<Field> unshown(JsonNode list) {
        JsonNode priority = list.path("priority");
        boolean isPriority = Wire.given(priority, "priority") != null || Wire.given(priority, "id") != null;
        return Unshown.of(Field.class)
                .unless(Wire.given(list, "name") != null, Field.TITLE)
                .unless(list.has("content"), Field.DESCRIPTION)
                .unless(priority.isNull() || isPriority, Field.PRIORITY)
                .unless(list.has("due_date"), Field.DATES)
                .fields();
    }

    private CanonicalContent content(JsonNode list) {
        String name = Wire.text(list, "name");
        String text = Wire.text(list, "content");
        return new CanonicalContent(
                        name == null ? "" : name,
                        text == null || text.isBlank() ? "" : text,
                        priority(list.path("priority")),
                        new TreeSet<>(),
                        null,
                        ClickUpDates.read(list, "due_date", around),
                        null,
                        List.of(),
                        RemoteStatus.OPEN,
                        null)
                .withOddDates(ClickUpDates.odd(list));
    }

    /** Reads a priority by its name, as the answer does not always have its number. Urgent is read as high. */
    private static Priority priority(JsonNode priority) {
        String word = Wire.text(priority, "priority");
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "urgent", "high" -> Priority.HIGH;
            case "normal" -> Priority.MEDIUM;
            case "low" -> Priority.LOW;
            default -> TaskJson.priority(priority);
        };
    }

    /** Builds the body of an update, with the changed fields only. */
    public ObjectNode update(CanonicalChanges changes) {
        ObjectNode body = Wire.object();
        CanonicalContent then = changes.applyTo(CanonicalContent.list(""));
        for (Field field : changes.fields()) {
            switch (field) {
                case TITLE -> body.put("name", then.title());
                case DESCRIPTION -> body.put("content", then.description().isEmpty() ? " " : then.description());
                case PRIORITY -> body.put("priority", TaskBodies.priority(then.priority()));
                case DATES -> putDue(body, then.dueDate());
                default -> throw new IllegalArgumentException("a list of ClickUp has no " + field);
            }
        }
        return body;
    }

    private void putDue(ObjectNode body, @Nullable When due) {
        if (due == null) {
            body.putNull("due_date");
        } else {
            body.put("due_date", ClickUpDates.write(due, around.zone()));
        }
        body.put("due_date_time", due instanceof When.Moment);
    }

    /** A status of a list. Users choose the name; the type gives the meaning. */
    public record Status(String name, Type type) {

        public enum Type {
            OPEN,
            CUSTOM,
            DONE,
            CLOSED;

            boolean ends() {
                return this == DONE || this == CLOSED;
            }
        }

        static Status read(JsonNode status) {
            String name = Wire.given(status, "status");
            if (name == null) {
                throw new UnreadableAnswer("a status of ClickUp has no name");
            }
            String type = Wire.text(status, "type");
            return new Status(
                    name,
                    switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
                        case "open" -> Type.OPEN;
                        case "custom", "unstarted" -> Type.CUSTOM;
                        case "done" -> Type.DONE;
                        case "closed" -> Type.CLOSED;
                        default -> throw new UnreadableAnswer("a status of ClickUp has the unknown type " + type);
                    });
        }

        /** Reads the statuses of a list. */
        public static List<Status> all(JsonNode list) {
            List<Status> all = new ArrayList<>();
            Wire.all(list, "statuses").forEach(each -> all.add(read(each)));
            if (all.isEmpty()) {
                throw new UnreadableAnswer("a list of ClickUp has no statuses");
            }
            return all;
        }

        boolean isCalled(String other) {
            return name.equalsIgnoreCase(other.strip());
        }

        /** Returns the list's status for a task; empty if the list has no status for the stage. */
        public static Optional<Status> of(
                List<Status> all, RemoteStatus status, @Nullable String stage, AccountContext around) {
            return switch (status) {
                case OPEN, PLANNED, PAUSED, BLOCKED -> open(all, stage);
                case COMPLETED -> closing(all, around);
                case ABANDONED ->
                    all.stream()
                            .filter(each -> each.type().ends() && around.isAbandoned(each.name()))
                            .findFirst()
                            .or(() -> closing(all, around));
            };
        }

        private static Optional<Status> open(List<Status> all, @Nullable String stage) {
            return all.stream()
                    .filter(each -> stage == null
                            ? each.type() == Type.OPEN
                            : !each.type().ends() && each.isCalled(stage))
                    .findFirst();
        }

        /**
         * Returns the status that completes a task: the status of type closed, unless this status means abandoned and
         * another closing status exists.
         */
        private static Optional<Status> closing(List<Status> all, AccountContext around) {
            List<Status> ends = all.stream()
                    .filter(each -> each.type().ends())
                    .sorted((one, other) -> other.type().compareTo(one.type()))
                    .toList();
            return ends.stream()
                    .filter(each -> !around.isAbandoned(each.name()))
                    .findFirst()
                    .or(() -> ends.stream().findFirst());
        }

        /** True if one of the statuses means abandoned, so that no tag is needed to mark a task as abandoned. */
        public static boolean saysAbandoned(List<Status> all, AccountContext around) {
            return all.stream().anyMatch(each -> each.type().ends() && around.isAbandoned(each.name()));
        }

        /** Returns the names of the statuses of open tasks, for messages to users. */
        public static String open(List<Status> all) {
            return String.join(
                    ", ",
                    all.stream()
                            .filter(each -> !each.type().ends())
                            .map(Status::name)
                            .toList());
        }
    }
}
