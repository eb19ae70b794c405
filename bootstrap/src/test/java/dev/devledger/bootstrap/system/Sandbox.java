package dev.devledger.bootstrap.system;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The sandbox as another TickTick client, as its page, and as whoever makes it misbehave see it. */
final class Sandbox {
    static final String API = "/sandbox/ticktick/open/v1";
    private static final String PAGE = "/sandbox/ticktick";
    private static final int ROWS = 200;
    private static final String FAULTS = PAGE + "/faults";

    private final Api api;

    Sandbox(Api api) {
        this.api = api;
    }

    String page() {
        return api.get(200, PAGE).body();
    }

    List<JsonNode> lists() {
        return elements(api.read(API + "/project"));
    }

    List<JsonNode> listsNamed(String name) {
        return lists().stream().filter(list -> text(list, "name").equals(name)).toList();
    }

    /** The id of the one list of that name. */
    String list(String name) {
        List<JsonNode> named = listsNamed(name);
        if (named.size() != 1) {
            throw new AssertionError(named.size() + " lists are named " + name);
        }
        return text(named.getFirst(), "id");
    }

    String createList(String name) {
        return api.post(200, API + "/project", "{\"name\":\"" + name + "\"}").text("id");
    }

    void renameList(String id, String name) {
        api.post(200, API + "/project/" + id, "{\"name\":\"" + name + "\"}");
    }

    List<JsonNode> open(String list) {
        return elements(api.read(API + "/project/" + list + "/data").path("tasks"));
    }

    List<JsonNode> openNamed(String list, String title) {
        return open(list).stream()
                .filter(task -> text(task, "title").equals(title))
                .toList();
    }

    /** Every task of every list but the Inbox: open, finished or abandoned; not the deleted ones. */
    List<JsonNode> everything() {
        Map<String, JsonNode> tasks = new LinkedHashMap<>();
        for (JsonNode list : lists()) {
            String id = text(list, "id");
            open(id).forEach(task -> tasks.put(text(task, "id"), task));
            finished(id).forEach(task -> tasks.put(text(task, "id"), task));
            // Abandoned ones come only where no status is asked for.
            elements(api.post(200, API + "/task/filter", "{\"projectIds\":[\"" + id + "\"]}")
                            .json())
                    .forEach(task -> tasks.put(text(task, "id"), task));
        }
        return List.copyOf(tasks.values());
    }

    /** Newest first, and a page of 200 begins where the last one ended. */
    private List<JsonNode> finished(String list) {
        Map<String, JsonNode> tasks = new LinkedHashMap<>();
        String until = "";
        while (true) {
            int before = tasks.size();
            List<JsonNode> page =
                    elements(api.post(200, API + "/task/completed", "{\"projectIds\":[\"" + list + "\"]" + until + "}")
                            .json());
            page.forEach(task -> tasks.put(text(task, "id"), task));
            if (page.size() < ROWS || tasks.size() == before) {
                return List.copyOf(tasks.values());
            }
            until = ",\"endDate\":\"" + text(page.getLast(), "completedTime") + "\"";
        }
    }

    /** Open or not, deleted ones too. */
    JsonNode task(String list, String id) {
        return api.read(API + "/project/" + list + "/task/" + id);
    }

    /** Changes fields as another client of the API does; {@code fields} is the inside of an object. */
    void update(String list, String id, String fields) {
        api.post(200, API + "/task/" + id, "{\"id\":\"" + id + "\",\"projectId\":\"" + list + "\"," + fields + "}");
    }

    /** A button of the card's page, such as {@code complete} or {@code delete}. */
    void press(String card, String button) {
        form("/cards/" + card + "/" + button, Map.of());
    }

    /** Types another text into a field of the card's page. */
    void edit(String card, String field, String was, String now) {
        form("/cards/" + card, Map.of("was-" + field, was, field, now));
    }

    /** What a person does with a task in the app, such as {@code restore}; the answer is the task. */
    JsonNode inApp(String task, String deed, String body) {
        return api.post(200, FAULTS + "/app/tasks/" + task + "/" + deed, body).json();
    }

    /** Changes fields as a person does in the app; {@code fields} is an object of the API's. */
    JsonNode editInApp(String task, String fields) {
        return api.post(200, FAULTS + "/app/tasks/" + task, fields).json();
    }

    /** Makes a task as a person does in the app, and answers its id. */
    String createInApp(String list, String title) {
        return api.post(200, FAULTS + "/app/tasks", "{\"projectId\":\"" + list + "\",\"title\":\"" + title + "\"}")
                .text("id");
    }

    /** An empty parent detaches. */
    void parentInApp(String task, String parent) {
        inApp(task, "parent", "{\"parentId\":\"" + parent + "\"}");
    }

    void deleteList(String id) {
        api.post(200, FAULTS + "/app/lists/" + id + "/delete", "");
    }

    /** Quotas, refresh tokens and the like; {@link #calm} undoes them. {@code settings} is an object. */
    void account(String settings) {
        api.post(200, FAULTS + "/account", settings);
    }

    /** Which of two things TickTick does where nobody knows; {@link #calm} forgets it. */
    void habit(String field, String word) {
        account("{\"habits\":{\"" + field + "\":\"" + word + "\"}}");
    }

    private void form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.base() + PAGE + path))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            int status =
                    browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 303) {
                throw new AssertionError("POST " + path + " answered " + status);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For the next {@code times} requests that match. */
    void fault(String fault, int times, String path) {
        fault(fault, times, path, 0);
    }

    void fault(String fault, int times, String path, long millis) {
        api.post(
                200,
                FAULTS,
                "{\"fault\":\"%s\",\"times\":%d,\"path\":\"%s\",\"millis\":%d}".formatted(fault, times, path, millis));
    }

    /** As above, but the first {@code after} matching requests are let by. */
    void faultAfter(int after, String fault, int times, String path) {
        api.post(
                200,
                FAULTS,
                "{\"fault\":\"%s\",\"times\":%d,\"path\":\"%s\",\"after\":%d}".formatted(fault, times, path, after));
    }

    /** One that is about a field. */
    void fault(String fault, String field, int times, String path) {
        api.post(
                200,
                FAULTS,
                "{\"fault\":\"%s\",\"field\":\"%s\",\"times\":%d,\"path\":\"%s\"}"
                        .formatted(fault, field, times, path));
    }

    /** No fault is left, and requests are counted from nothing. */
    void calm() {
        api.delete(200, FAULTS);
    }

    /** Whether every fault has been met. */
    boolean faultsMet() {
        return api.read(FAULTS).path("faults").isEmpty();
    }

    int requests() {
        return api.read(FAULTS).path("total").asInt();
    }

    /** How often that was asked for, such as {@code POST /task}. */
    int requests(String call) {
        return api.read(FAULTS).path("requests").path(call).asInt(0);
    }

    /** How often anything was asked for whose call, such as {@code GET /task/…}, is like that. */
    int requestsMatching(String pattern) {
        return api.read(FAULTS).path("requests").properties().stream()
                .filter(request -> request.getKey().matches(pattern))
                .mapToInt(request -> request.getValue().asInt())
                .sum();
    }

    /** How many of the requests were no reads; the two queries are sent with POST and are reads. */
    int writes() {
        return api.read(FAULTS).path("requests").properties().stream()
                .filter(request -> !request.getKey().startsWith("GET ")
                        && !request.getKey().equals("POST /task/completed")
                        && !request.getKey().equals("POST /task/filter"))
                .mapToInt(request -> request.getValue().asInt())
                .sum();
    }

    /** What was asked for, such as {@code GET /project}. */
    Collection<String> calls() {
        return api.read(FAULTS).path("requests").propertyNames();
    }

    /** Everything that was asked about one task: {@code GET}, {@code POST} and {@code DELETE} of it. */
    Map<String, Integer> requestsAbout(String id) {
        return api.read(FAULTS).path("requests").properties().stream()
                .filter(request -> request.getKey().contains("/" + id))
                .collect(Collectors.toMap(
                        request ->
                                request.getKey().substring(0, request.getKey().indexOf(' ')),
                        request -> request.getValue().asInt(),
                        Integer::sum));
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    static List<String> texts(JsonNode node, String field) {
        return elements(node.path(field)).stream()
                .map(each -> each.asString(""))
                .toList();
    }

    static Optional<JsonNode> only(List<JsonNode> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
