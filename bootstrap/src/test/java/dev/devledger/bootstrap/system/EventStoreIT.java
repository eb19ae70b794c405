package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the table {@code event} holds of all that was ever written, by whatever test ran before. */
class EventStoreIT {
    private static final JsonMapper JSON = new JsonMapper();

    /** With a reason and a request's id of somebody's own; metadata that is kept verbatim takes 250 more. */
    private static final int BYTES = 360;

    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    private static JsonNode project;
    private static JsonNode task;
    private static JsonNode odd;
    private static Answer status;

    @BeforeAll
    static void write() {
        project = SAMPLES.card("Stored \u00fcml\u00e4ut");
        task = SAMPLES.task(project, "Stored task");
        String path = "/api/projects/" + key(project);
        status = API.put(
                path + "/status",
                "{\"status\": \"active\", \"reason\": \"it is time\"}",
                "X-Request-Id",
                "stored-" + UUID.randomUUID());
        API.patch(200, path, "{\"name\": \"Stored anew\", \"dueDate\": \"2026-03-31\", \"tags\": [\"b\", \"a\"]}");
        API.post(201, path + "/notes", "{\"text\": \"A note\"}");
        API.post(200, "/api/tasks/" + key(task) + "/complete", "{\"reason\": \"done\"}");
        odd = SAMPLES.task(project, "Odd words");
        API.post(200, "/api/tasks/" + key(odd) + "/complete", "{\"reason\": \"\\\"so\\\" \\\\ they\\nsaid \"}");
        Wait.untilSynced(API);
    }

    @SuppressWarnings("ArrayRecordComponent") // the stored bytes, compared by their contents
    private record Event(
            long position,
            String stream,
            long version,
            String streamType,
            String id,
            String type,
            String revision,
            String occurredAt,
            String payload,
            String metadata,
            String previous,
            String hash) {}

    private static List<Event> events() {
        return TABLES.jdbc()
                .sql("select *, encode(previous_hash, 'hex') as before, encode(hash, 'hex') as own from "
                        + StoredTexts.EVENT + " order by stream_id, stream_version")
                .query((row, number) -> new Event(
                        row.getLong("position"),
                        row.getString("stream_id"),
                        row.getLong("stream_version"),
                        row.getString("stream_type"),
                        row.getString("event_id"),
                        row.getString("event_type"),
                        row.getString("event_revision"),
                        row.getString("occurred_at"),
                        row.getString("payload"),
                        row.getString("metadata"),
                        row.getString("before"),
                        row.getString("own")))
                .list();
    }

    /** Each column but the position: its length in four bytes, -1 for null, and its UTF-8 bytes. */
    private static byte[] hash(Event event) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part(bytes, event.previous() == null ? null : HexFormat.of().parseHex(event.previous()));
        for (String column : new String[] {
            event.stream(),
            Long.toString(event.version()),
            event.streamType(),
            event.id(),
            event.type(),
            event.revision(),
            event.occurredAt(),
            event.payload(),
            event.metadata()
        }) {
            part(bytes, column == null ? null : column.getBytes(StandardCharsets.UTF_8));
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    private static void part(ByteArrayOutputStream into, byte[] part) {
        into.writeBytes(
                ByteBuffer.allocate(4).putInt(part == null ? -1 : part.length).array());
        if (part != null) {
            into.writeBytes(part);
        }
    }

    @Test
    void every_event_says_who_did_it_through_what_and_for_which_request() {
        assertThat(events()).isNotEmpty().allSatisfy(event -> {
            JsonNode metadata = JSON.readTree(event.metadata());
            for (String word : List.of("actor", "channel", "requestId", "correlationId", "causationId", "changeSet")) {
                assertThat(metadata.path(word).asString())
                        .as("%s of %s", word, event.id())
                        .isNotBlank();
            }
            assertThat(UUID.fromString(metadata.path("changeSet").asString())).isNotNull();
            assertThat(event.type())
                    .matches(
                            "(project|task|person|customer|service|time-entry|view|entry-link|sync|conflict)\\.[a-z-]+");
            assertThat(event.revision()).matches("[1-9][0-9]*");
            assertThat(event.payload() + event.metadata()).doesNotContain("dev.devledger", "java.", "@class");
            assertThat(JSON.readTree(event.payload()).isObject()).isTrue();
        });
    }

    private static List<Event> of(String stream) {
        return events().stream().filter(event -> event.stream().equals(stream)).toList();
    }

    @Test
    void a_request_is_found_in_its_events() {
        Event changed = of("project-" + id(project)).get(1);
        assertThat(changed.type()).isEqualTo("project.status-changed");
        JsonNode metadata = JSON.readTree(changed.metadata());
        assertThat(metadata.path("requestId").asString()).isEqualTo(status.header("X-Request-Id"));
        assertThat(metadata.path("changeSet").asString()).isEqualTo(status.header("X-Change-Set"));
        assertThat(metadata.path("reason").asString()).isEqualTo("it is time");
        assertThat(metadata.path("actor").asString()).isEqualTo("owner");
        assertThat(metadata.path("channel").asString()).isEqualTo("rest");
        Event done = of("task-" + id(task)).getLast();
        assertThat(JSON.readTree(done.metadata()).path("reason").asString()).isEqualTo("done");
        Event said = of("task-" + id(odd)).getLast();
        assertThat(JSON.readTree(said.metadata()).path("reason").asString()).startsWith("\"so\" \\ they\nsaid");
    }

    @Test
    void a_change_says_what_was_and_what_is_field_by_field() {
        List<Event> stream = of("project-" + id(project));
        assertThat(stream.stream().map(Event::type))
                .containsExactly("project.created", "project.status-changed", "project.edited", "project.note-added");
        JsonNode status = JSON.readTree(stream.get(1).payload()).path("status");
        assertThat(status.path("from").asString()).isEqualTo("planned");
        assertThat(status.path("to").asString()).isEqualTo("active");
        JsonNode changes = JSON.readTree(stream.get(2).payload()).path("changes");
        assertThat(changes.propertyNames()).containsExactlyInAnyOrder("name", "tags", "dueDate");
        assertThat(changes.at("/name/from").asString()).isEqualTo("Stored \u00fcml\u00e4ut");
        assertThat(changes.at("/name/to").asString()).isEqualTo("Stored anew");
        assertThat(changes.at("/tags/from").isEmpty()).isTrue();
        assertThat(changes.at("/tags/to").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(changes.at("/dueDate/to").asString()).isEqualTo("2026-03-31");
    }

    /** Beside what it tells: its row, which says nothing twice, and few indexes, two of them for what came through a program. */
    @Test
    void an_event_costs_few_bytes() {
        List<Integer> bytes = TABLES.jdbc()
                .sql("select pg_column_size(e.*) - octet_length(payload) from event e where stream_id in (:streams)")
                .param("streams", List.of("project-" + id(project), "task-" + id(task)))
                .query(Integer.class)
                .list();
        assertThat(bytes).hasSizeGreaterThan(5).allSatisfy(size -> assertThat(size)
                .isLessThanOrEqualTo(BYTES));
        assertThat(TABLES.jdbc()
                        .sql("select indpred is not null as partial from pg_index"
                                + " where indrelid = cast('event' as regclass) order by 1")
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, false, true, true);
    }

    @Test
    void a_change_set_is_one_transaction_and_the_positions_of_a_stream_grow() {
        Map<String, Long> last = new HashMap<>();
        for (Event event : events()) {
            assertThat(event.position()).isGreaterThan(last.getOrDefault(event.stream(), 0L));
            last.put(event.stream(), event.position());
        }
        assertThat(TABLES.jdbc().sql("""
                                select count(*) from (
                                  select change_set from event
                                  where event_type !~ '^(sync|entry-link)' and channel not in ('ticktick', 'clickup', 'trackingtime')
                                  group by 1 having count(distinct xmin::text) > 1) scattered
                                """).query(Long.class).single()).isZero();
    }
}
