package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.clickup.client.WriteVerification;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.direct.DirectReply.Difference;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** In which fields ClickUp holds something else than it was sent, with both. */
record WriteCheck(DirectRequests clickup) {
    private static final int SHOWN = 80;

    List<Difference> ofTask(ObjectNode sent, JsonNode now) {
        WriteVerification verification = new WriteVerification(zone(sent));
        ObjectNode rest = sent.deepCopy();
        List<Difference> found = new ArrayList<>();
        for (JsonNode field : array(rest.remove("custom_fields"))) {
            ObjectNode one = DirectRequests.object();
            one.putArray("custom_fields").add(field);
            if (!verification.ofTask(one, now).isEmpty()) {
                found.add(customField(field, now));
            }
        }
        Stream.concat(
                        verification.ofTask(rest, now).stream(),
                        Stream.of("assignees", "tags").filter(set -> isAnotherSet(set, rest, now)))
                .distinct()
                .forEach(field -> found.add(difference(field, sent, now)));
        return found;
    }

    List<Difference> ofList(ObjectNode sent, JsonNode now) {
        return new WriteVerification(zone(sent))
                .ofList(sent, now).stream()
                        .map(field -> difference(field, sent, now))
                        .toList();
    }

    private static Difference customField(JsonNode sent, JsonNode now) {
        String id = DirectRequests.id(sent);
        JsonNode there = now.path("custom_fields")
                .valueStream()
                .filter(each -> DirectRequests.id(each).equals(id))
                .findFirst()
                .orElse(DirectRequests.object());
        return new Difference("custom_fields[" + id + "]", shown(sent.path("value")), shown(there.path("value")));
    }

    private static Difference difference(String field, ObjectNode sent, JsonNode now) {
        JsonNode there = field.equals("markdown_content") ? now.path("markdown_description") : now.path(field);
        return new Difference(field, shown(sent.path(field)), shown(there));
    }

    /** Who names all of them wants no others. */
    private static boolean isAnotherSet(String field, ObjectNode sent, JsonNode now) {
        return sent.path(field).isArray()
                && !words(sent.path(field), WriteCheck::text).equals(words(now.path(field), WriteCheck::member));
    }

    /** A person has an id, a tag has none. */
    private static String member(JsonNode member) {
        return member.has("id") ? DirectRequests.id(member) : text(member.path("name"));
    }

    /** A date without a time is a day of the account's zone. */
    private ZoneId zone(ObjectNode sent) {
        boolean days = Stream.of("due_date", "start_date")
                .anyMatch(date ->
                        sent.hasNonNull(date) && !sent.path(date + "_time").asBoolean(false));
        if (!days) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(clickup.send(Endpoint.get("user"))
                    .path("user")
                    .path("timezone")
                    .asString("UTC"));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static Iterable<JsonNode> array(@Nullable JsonNode node) {
        return node == null ? List.of() : node;
    }

    static Set<String> words(JsonNode list, Function<JsonNode, String> word) {
        return list.valueStream()
                .map(each -> word.apply(each).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String text(JsonNode node) {
        return node.asString("").strip();
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "nothing";
        }
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
