package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is decided and stored as many are makes of the ledger what it is where commands go one by one: the same events and
 * rows, but for ids, keys, positions and times. {@code -Ddevledger.test.many-ways=200} tries more.
 */
@Tag("long")
class ManyWaysIT {
    private static final int SEEDS = Integer.getInteger("devledger.test.many-ways", 4);
    private static final int COMMANDS = 45;

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern KEY = Pattern.compile("\\b[PT]-[0-9]+\\b");
    /** Whether the sync has looked at it already. */
    private static final Pattern LINKS = Pattern.compile("\"links\":\\[[^]]*]");

    private static final Pattern TIME =
            Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+-][0-9]{2}(:[0-9]{2})?)");

    private final RunningDevledger devledger = SharedDevledger.get();
    private final Tables tables = new Tables(devledger);

    @Test
    void many_at_once_are_what_they_are_one_by_one() {
        int events = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int chosen = seed;
            Run oneByOne = run("one-by-one-" + seed, seed);
            Run asMany = run(AsMany.REQUEST + "-" + seed, seed);
            assertThat(asMany.reads()).as("answers of seed %s", seed).isEqualTo(oneByOne.reads());
            oneByOne.rows().forEach((table, rows) -> assertThat(asMany.rows().get(table))
                    .as("%s of seed %s", table, chosen)
                    .isEqualTo(rows));
            events += oneByOne.rows().get("event").size();
        }
        assertThat(events).isGreaterThan(SEEDS * COMMANDS / 2);
        assertThat(storedTogether(AsMany.REQUEST)).isEqualTo(events);
        assertThat(storedTogether("one-by-one")).isZero();
    }

    /** How many events of such requests name one of those that they were stored with as what they come from. */
    private int storedTogether(String name) {
        return tables.jdbc().sql("""
                        select count(*) from history h join event e using (position)
                        where e.request_text like :name || '-%'
                          and exists (select from event first where first.event_id = e.causation_id)
                        """).param("name", name).query(Integer.class).single();
    }

    private record Run(List<String> reads, Map<String, List<String>> rows) {}

    private Run run(String name, long seed) {
        Api api = devledger.api();
        RandomCommands random = new RandomCommands(api, seed, name);
        for (int i = 0; i < COMMANDS; i++) {
            random.next();
            if (i % 4 == 3) {
                random.undo(i % 8 == 3);
            }
        }
        Names names = new Names();
        List<String> reads = random.reads().stream()
                .map(path -> LINKS.matcher(api.get(200, path).body()).replaceAll(""))
                .map(names::replaced)
                .toList();
        String made = "select position from event where request_text like '" + name + "-%'";
        String streams = "select distinct stream_id from event where position in (" + made + ")";
        Map<String, List<String>> rows = new HashMap<>();
        rows.put("event", rows("""
                select concat_ws(' ', event_type, event_revision, stream_type, stream_id, stream_version, payload,
                                 cast(metadata as jsonb) - 'causationId' - 'requestId' - 'correlationId')
                from %s where position in (%s) order by position""".formatted(StoredTexts.EVENT, made)));
        rows.put("history", rows("""
                select (to_jsonb(h) - 'position' - 'request_id')::text from history h
                where position in (%s) order by position""".formatted(made)));
        for (String table : List.of("tasks", "task_versions", "dev_projects", "project_versions")) {
            String kind = table.contains("task") ? "task-" : "project-";
            rows.put(table, rows("""
                    select (to_jsonb(r) - 'position' - 'until' - 'key_number')::text from %s r
                    where '%s' || id in (%s) order by position""".formatted(table, kind, streams)));
        }
        return new Run(reads, rows);
    }

    /** Each table by itself, so that a difference is told where it is. */
    private List<String> rows(String query) {
        Names names = new Names();
        return tables.jdbc().sql(query).query(String.class).list().stream()
                .map(names::replaced)
                .toList();
    }

    /** Ids and keys by the order in which they come. */
    private static final class Names {
        private final Map<String, String> known = new HashMap<>();

        String replaced(String text) {
            String timeless = TIME.matcher(text).replaceAll("<time>");
            return KEY.matcher(ID.matcher(timeless).replaceAll(this::name)).replaceAll(this::name);
        }

        private String name(MatchResult found) {
            known.putIfAbsent(found.group(), "<" + (known.size() + 1) + ">");
            return known.get(found.group());
        }
    }
}
