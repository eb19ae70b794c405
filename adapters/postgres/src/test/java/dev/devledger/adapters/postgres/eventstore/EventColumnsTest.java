package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.eventstore.EventColumns.EventTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that hashes are over become columns, and of these the same texts come again. */
class EventColumnsTest {

    private static final String ID = "0198f3a1-5c1e-4b6f-9a2d-000000000001";
    private static final String OTHER = "0198f3a1-5c1e-4b6f-9a2d-000000000002";
    private static final String AT = "2026-11-21T10:53:29.766440000Z";
    private static final String PLAIN = ("{\"actor\":\"owner\",\"channel\":\"rest\",\"causationId\":\"%1$s\","
                    + "\"correlationId\":\"%2$s\",\"requestId\":\"%2$s\",\"changeSet\":\"%1$s\"}")
            .formatted(ID, OTHER);
    private static final String OF_AN_AGENT =
            ("{\"actor\":\"agent:Žluťoučký 𝄞\",\"reason\":\"so\",\"requestId\":\"r-1\",\"channel\":\"mcp\",\"client\":\"a/b\","
                            + "\"causationId\":\"%1$s\",\"correlationId\":\"c\",\"tool\":\"\",\"changeSet\":\"%1$s\"}")
                    .formatted(ID);

    private static final List<String> TIMES = List.of(
            AT,
            "2026-11-21T10:53:29.766440682Z",
            "2026-11-21T10:53:29.000000000Z",
            "2028-02-29T23:59:59.999999999Z",
            "0001-01-01T00:00:00.000000000Z",
            "9999-12-31T23:59:59.999999999Z",
            "2026-11-21T10:53:29Z",
            "2026-11-21T10:53:29.766Z",
            "2026-11-21T10:53:29.766440000+00:00",
            "2026-02-30T10:53:29.766440000Z",
            "2026-11-21T24:00:00.000000000Z",
            "2026-11-21T10:53:60.000000000Z",
            "0000-11-21T10:53:29.766440000Z",
            "-0001-11-21T10:53:29.766440000Z",
            "+12026-11-21T10:53:29.766440000Z",
            " " + AT,
            "yesterday",
            "");

    private static final List<String> IDS = List.of(
            ID, ID.toUpperCase(Locale.ROOT), ID + " ", "{" + ID + "}", ID.replace("-", ""), "1-1-1-1-1", "e-1", "");

    private static final List<String> METADATA = List.of(
            PLAIN,
            OF_AN_AGENT,
            PLAIN.replace("rest", "re\\\"st"),
            PLAIN.replace("rest", "re\\u0073t"),
            PLAIN.replace("rest", "re\\\\st"),
            PLAIN.replace("rest", "re\nst"),
            PLAIN.replace(OTHER, "r-1"),
            PLAIN.replaceFirst(OTHER, "r-1"),
            PLAIN.replace(ID, ID.toUpperCase(Locale.ROOT)),
            PLAIN.replace("\"causationId\":\"" + ID + "\",", ""),
            PLAIN.replace("\"causationId\":\"" + ID + "\"", "\"causationId\":null"),
            PLAIN.replace("}", ",\"more\":\"x\"}"),
            PLAIN.replace("}", ",\"changeSet\":\"" + OTHER + "\"}"),
            PLAIN.replace(",", ", "),
            PLAIN + " ",
            PLAIN + "\n",
            PLAIN.replace("rest", "\",\"client\":\"a"),
            OF_AN_AGENT.replace("\"reason\":\"so\",", ""),
            OF_AN_AGENT
                    .replace("\"reason\":\"so\",", "")
                    .replace("\"client\":\"a/b\",", "")
                    .replace(",\"tool\":\"\"", ""),
            OF_AN_AGENT.replace("r-1", OTHER),
            "{\"changeSet\" : \"" + ID + "\"}",
            "{\"reason\":\"\\\"changeSet\\\":\\\"" + OTHER + "\\\"\",\"changeSet\":\"" + ID + "\"}",
            "{}",
            "[]",
            "no JSON",
            "");

    private static final List<@Nullable String> TYPES = nullable("TaskAggregate", "Task", "", "ProjectAggregate", null);
    private static final List<String> STREAMS = List.of("task-" + ID, "link-1", "note-1", "task", "");

    private static List<@Nullable String> nullable(@Nullable String... texts) {
        List<@Nullable String> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text);
        }
        return all;
    }

    /** Of all forms. */
    static Stream<EventTexts> texts() {
        return Stream.of(
                        TIMES.stream().map(at -> new EventTexts("TaskAggregate", ID, at, PLAIN)),
                        IDS.stream().map(id -> new EventTexts("TaskAggregate", id, AT, PLAIN)),
                        METADATA.stream().map(metadata -> new EventTexts("TaskAggregate", ID, AT, metadata)),
                        TYPES.stream().map(type -> new EventTexts(type, ID, AT, PLAIN)))
                .flatMap(some -> some);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void come_again_to_the_letter(EventTexts texts) {
        for (String stream : STREAMS) {
            assertThat(EventColumns.of(stream, texts).texts(stream)).isEqualTo(texts);
        }
    }

    /** One letter more, less or changed, somewhere. */
    @Test
    void come_again_whatever_they_are() {
        Random random = new Random(27);
        for (int i = 0; i < 20_000; i++) {
            EventTexts texts = new EventTexts(
                    TYPES.get(random.nextInt(TYPES.size())),
                    odd(IDS.get(random.nextInt(IDS.size())), random),
                    odd(TIMES.get(random.nextInt(TIMES.size())), random),
                    odd(METADATA.get(random.nextInt(METADATA.size())), random));
            String stream = STREAMS.get(random.nextInt(STREAMS.size()));

            assertThat(EventColumns.of(stream, texts).texts(stream)).isEqualTo(texts);
        }
    }

    private static String odd(String text, Random random) {
        if (random.nextInt(3) == 0) {
            return text;
        }
        int at = random.nextInt(text.length() + 1);
        String put = List.of("", "0", "f", "Z", "-", "\"", "\\", ",", "{", "𝄞", "\u0001", "\u2028")
                .get(random.nextInt(12));
        return text.substring(0, at) + put + text.substring(Math.min(text.length(), at + random.nextInt(2)));
    }

    @Test
    void what_we_write_ourselves_is_all_in_columns() {
        for (String metadata : List.of(PLAIN, OF_AN_AGENT)) {
            EventColumns columns = EventColumns.of("task-" + ID, new EventTexts("TaskAggregate", ID, AT, metadata));

            assertThat(columns.verbatim()).isEmpty();
            assertThat(columns.nanos()).isNull();
            assertThat(columns.changeSet()).hasToString(ID);
        }
    }

    /** An event is found by its change set, whatever else is beside it. */
    @Test
    void a_change_set_is_known_in_any_metadata() {
        assertThat(METADATA.stream().filter(metadata -> metadata.contains("\"" + ID + "\"")))
                .hasSizeGreaterThan(10)
                .allSatisfy(metadata -> assertThat(EventColumns.of("task-1", new EventTexts(null, "", "", metadata))
                                .changeSet())
                        .hasToString(ID));
    }

    /** In the order that it has in the hashes of stored events; the one of a map is that of the JDK. */
    @Test
    void metadata_is_written_in_its_order() {
        LedgerSerializer serializer = LedgerSerializer.create();
        Map<String, Object> few = Map.of(
                "changeSet",
                ID,
                "requestId",
                OTHER,
                "correlationId",
                OTHER,
                "causationId",
                ID,
                "channel",
                "rest",
                "actor",
                "owner");
        assertThat(EventTexts.metadata(MetaData.from(few), serializer)).isEqualTo(PLAIN);

        Map<String, Object> many = Map.of(
                "changeSet",
                ID,
                "requestId",
                "r-1",
                "correlationId",
                "c",
                "causationId",
                ID,
                "channel",
                "mcp",
                "actor",
                "agent:Žluťoučký 𝄞",
                "tool",
                "",
                "client",
                "a/b",
                "reason",
                "so");
        assertThat(EventTexts.metadata(MetaData.from(many), serializer)).isEqualTo(OF_AN_AGENT);

        assertThat(EventTexts.metadata(MetaData.with("more", "x").and("actor", "owner"), serializer))
                .isEqualTo("{\"actor\":\"owner\",\"more\":\"x\"}");
    }
}
