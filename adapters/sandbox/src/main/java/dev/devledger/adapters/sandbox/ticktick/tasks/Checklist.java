package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.WireTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The items of a task. A list that is sent takes the place of the whole old one; only known ids live on. */
final class Checklist {
    private static final long STEP = 1L << 40;

    private Checklist() {}

    static ArrayNode replaced(ObjectNode task, List<Given> sent, Instant now) {
        Map<String, JsonNode> known = new HashMap<>();
        for (JsonNode item : task.path("items")) known.put(item.path("id").asString(""), item);
        ArrayNode items = Json.array();
        for (Given item : sent) {
            JsonNode old = item.text("id").map(known::remove).orElse(null);
            items.add(item(task, item, old, items.size() * STEP, now));
        }
        return items;
    }

    private static ObjectNode item(ObjectNode task, Given sent, @Nullable JsonNode old, long place, Instant now) {
        boolean done = isDone(sent);
        ObjectNode item = Json.object();
        item.put("id", old == null ? Marks.id(now) : old.path("id").stringValue());
        item.put("status", done ? 1 : 0);
        item.put("title", sent.text("title").orElse(""));
        item.put("sortOrder", sent.number("sortOrder").orElse(place));
        item.put("isAllDay", sent.flag("isAllDay").orElse(false));
        item.put(
                "timeZone",
                sent.text("timeZone")
                        .filter(zone -> !zone.isEmpty())
                        .orElse(task.path("timeZone").asString("")));
        sent.text("startDate").flatMap(WireTime::read).ifPresent(at -> item.put("startDate", WireTime.write(at)));
        if (done) item.put("completedTime", completedTime(sent, old, now));
        return item;
    }

    /** 1 where a task has 2. What TickTick makes of another number is not known: refused, it does not go unnoticed. */
    private static boolean isDone(Given sent) {
        long status = sent.number("status").orElse(0L);
        if (status != 0 && status != 1) throw Refusal.invalid("The status of an item is 0 or 1");
        return status == 1;
    }

    private static String completedTime(Given sent, @Nullable JsonNode old, Instant now) {
        return sent.text("completedTime")
                .flatMap(WireTime::read)
                .map(WireTime::write)
                .or(() -> old == null
                        ? Optional.empty()
                        : old.path("completedTime").asStringOpt())
                .orElse(WireTime.write(now));
    }

    /** The next occurrence of a repeating task starts with nothing done. */
    static void untick(ObjectNode task) {
        for (JsonNode item : task.path("items")) {
            ((ObjectNode) item).put("status", 0);
            ((ObjectNode) item).remove("completedTime");
        }
    }
}
