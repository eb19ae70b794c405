package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is written of a task: a create has all of it, an update what has changed. Nothing is named: TrackingTime makes
 * whatever it does not find by its name.
 *
 * @param days the zone in which a moment is on a day
 */
public record TaskBodies(Surroundings around, ZoneId days) {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final int DIGITS = 6;

    /** Without people it says so, or TrackingTime would take whoever makes it. */
    public ObjectNode create(Canonical content, String project) {
        ObjectNode body = Wire.object().put("name", content.title());
        body.put("project_id", Long.parseLong(project));
        When due = content.dueDate();
        if (due != null) {
            body.put("due_date", day(due, days).date().toString());
        }
        if (content.estimateMinutes() != null) {
            body.put("estimated_time", hours(content.estimateMinutes()));
        }
        putPeople(body, content.assignees(), Set.of());
        return body;
    }

    /** @param task as it is there now; people of it whose address nobody knows stay */
    public ObjectNode update(Canonical now, CanonicalChanges changes, JsonNode task) {
        ObjectNode body = Wire.object();
        Canonical then = changes.applyTo(now);
        for (Field field : changes.fields()) {
            switch (field) {
                case TITLE -> body.put("name", then.title());
                case DATES -> putDue(body, then.dueDate());
                case ESTIMATE -> body.put("estimated_time", hours(then.estimateMinutes()));
                case ASSIGNEES -> putPeople(body, then.assignees(), unknown(task));
                case STATUS, PARENT, STAGE, TAGS, CHECKLIST, BLOCKED_BY, DESCRIPTION, PRIORITY, CUSTOMER, SERVICE -> {}
            }
        }
        return body;
    }

    /** The day on which it is. */
    public static When.Day day(When when, ZoneId zone) {
        return switch (when) {
            case When.Day day -> day;
            case When.Moment(var at) -> new When.Day(at.atZone(zone).toLocalDate());
        };
    }

    private void putDue(ObjectNode body, @Nullable When due) {
        if (due == null) {
            body.putNull("due_date");
        } else {
            body.put("due_date", day(due, days).date().toString());
        }
    }

    /** None is 0 there. */
    private static BigDecimal hours(@Nullable Integer minutes) {
        return minutes == null
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(minutes)
                        .divide(MINUTES, DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
    }

    private Set<String> unknown(JsonNode task) {
        SortedSet<String> ids = new TreeSet<>();
        for (JsonNode person : task.path("users")) {
            String id = TaskJson.user(person);
            if (id != null && !around.addresses().containsKey(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void putPeople(ObjectNode body, Collection<String> addresses, Set<String> ids) {
        ArrayNode users = body.putArray("users");
        ids.forEach(id -> users.addObject().put("id", Long.parseLong(id)));
        addresses.forEach(
                each -> around.person(each).ifPresent(id -> users.addObject().put("id", Long.parseLong(id))));
    }

    /** Those of them who are not in the account. */
    public SortedSet<String> strangers(Collection<String> addresses) {
        SortedSet<String> strangers = new TreeSet<>(addresses);
        strangers.removeIf(each -> around.person(each).isPresent());
        return strangers;
    }
}
