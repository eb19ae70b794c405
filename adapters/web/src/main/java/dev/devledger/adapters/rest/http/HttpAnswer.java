package dev.devledger.adapters.rest.http;

import dev.devledger.application.billing.BillingView;
import dev.devledger.application.person.PersonView;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.time.TimeEntryView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** What a request is answered with. It can be kept as JSON, for the same answer to a repeat. */
public record HttpAnswer(
        int status, Map<String, String> headers, @Nullable String body) {

    public static HttpAnswer ok(Object resource) {
        return new HttpAnswer(200, Map.of(), Json.text(resource));
    }

    public static HttpAnswer json(String json) {
        return new HttpAnswer(200, Map.of(), json);
    }

    public static HttpAnswer noContent() {
        return new HttpAnswer(204, Map.of(), null);
    }

    public static HttpAnswer page(Page<?> page) {
        return ok(page);
    }

    /** {@code hint} says why it is empty, null where there is nothing to say. */
    public static HttpAnswer page(Page<?> page, @Nullable String hint) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items());
        answer.put("nextCursor", page.nextCursor());
        return ok(hinted(answer, hint));
    }

    /** Each with what belongs to this answer and not to it, and with what belongs to all of them beside. */
    public static <T> HttpAnswer page(
            Page<T> page, Function<T, Map<String, ? extends @Nullable Object>> members, Map<String, ?> beside) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                page.items().stream()
                        .map(each -> Json.with(each, members.apply(each)))
                        .toList());
        answer.put("nextCursor", page.nextCursor());
        answer.putAll(beside);
        return ok(answer);
    }

    /** Tasks, each with what belongs to this answer and not to it. */
    public static HttpAnswer items(
            List<TaskView> tasks, String member, Function<TaskView, ?> value, @Nullable String hint) {
        return items(
                tasks.stream()
                        .map(task -> Json.read(Json.with(task, member, value.apply(task)), JsonNode.class))
                        .toList(),
                hint);
    }

    /** All that there is. */
    public static HttpAnswer items(List<?> items, @Nullable String hint) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        return ok(hinted(answer, hint));
    }

    private static Map<String, @Nullable Object> hinted(Map<String, @Nullable Object> answer, @Nullable String hint) {
        if (hint != null) {
            answer.put("hint", hint);
        }
        return answer;
    }

    public static HttpAnswer project(ProjectView project) {
        return ok(project).version(project.version());
    }

    public static HttpAnswer person(PersonView person) {
        return ok(person).version(person.version());
    }

    public static HttpAnswer billing(BillingView item) {
        return ok(item).version(item.version());
    }

    public static HttpAnswer timeEntry(TimeEntryView entry) {
        return ok(entry).version(entry.version());
    }

    public static HttpAnswer task(TaskView task) {
        return ok(task).version(task.version());
    }

    /** With what belongs to this answer and not to the task. */
    public static HttpAnswer task(TaskView task, String member, Object value) {
        return json(Json.with(task, member, value)).version(task.version());
    }

    /** What is stored and cannot be shown, as its projection could not apply the event: a replay will bring it. */
    public static HttpAnswer unseen(UUID id) {
        return ok(Map.of("id", id));
    }

    public HttpAnswer created(String location) {
        return new HttpAnswer(201, headers, body).with(HttpHeaders.LOCATION, location);
    }

    public HttpAnswer accepted() {
        return new HttpAnswer(202, headers, body);
    }

    public HttpAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, more, body);
    }

    /** With a member more, or another value of it. */
    public HttpAnswer withMember(String member, @Nullable Object value) {
        String before = Objects.requireNonNull(body);
        return new HttpAnswer(status, headers, Json.with(Json.read(before, JsonNode.class), member, value));
    }

    private HttpAnswer version(long version) {
        return with(HttpHeaders.ETAG, "\"" + version + "\"");
    }
}
