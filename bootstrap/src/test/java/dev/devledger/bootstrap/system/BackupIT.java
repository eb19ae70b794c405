package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A ledger goes out into a file beside its running server, and comes back as the same ledger. */
@Tag("long")
class BackupIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STEPS = 60;
    private static RunningDevledger source;
    private static RunningDevledger empty;
    private static final Path SOURCE = SharedDevledger.newFolder();
    private static final Path EMPTY = SharedDevledger.newFolder();
    private static final Path FILES = SharedDevledger.newFolder();

    /** Where nothing gets in, so that it can be used again. */
    private static final Path REFUSING = SharedDevledger.newFolder();

    private static Path whole;

    @BeforeAll
    static void ledgers() {
        Stream.of(SOURCE, EMPTY, REFUSING).forEach(MadeCluster::putInto);
        source = SharedDevledger.start(SOURCE, "devledger.ticktick.mode=off");
        empty = SharedDevledger.start(EMPTY, "devledger.ticktick.mode=off");
        new RandomLedger(source.api(), new Random(17)).write(STEPS);
        bill(source, "/api/customers", "Acme", "Bolt");
        bill(source, "/api/services", "Design");
        bill(source, "/api/views", "Rust", "Java");
        source.api().get(200, "/api/ledger/head"); // seals what there is
        whole = exported("whole.gz");
    }

    private static JsonNode bill(RunningDevledger ledger, String all, String... names) {
        JsonNode last = null;
        for (String name : names) {
            last = ledger.api().made(all, "{\"name\": \"" + name + "\"}");
        }
        return last;
    }

    @AfterAll
    static void end() {
        source.close();
        empty.close();
    }

    private static Path exported(String name) {
        Path file = FILES.resolve(name);
        JarCommand.here("export", file.toString(), at(SOURCE)).expect(0);
        return file;
    }

    private static String at(Path folder) {
        return "--devledger.data-dir=" + folder;
    }

    @Test
    void an_import_of_an_export_is_the_same_ledger() {
        Path folder = SharedDevledger.newFolder();
        MadeCluster.startedWithoutTables(folder).close();
        long events = new Tables(source)
                .jdbc()
                .sql("select count(*) from event")
                .query(Long.class)
                .single();

        JarCommand.Result imported =
                JarCommand.here("import", whole.toString(), at(folder)).expect(0);

        assertThat(imported.out()).isEqualTo(events + " events were imported.\n");
        assertThat(imported.err()).isEmpty();
        RunningDevledger copy = SharedDevledger.start(folder, "devledger.ticktick.mode=off");
        try (copy) {
            assertThat(stored(copy)).isEqualTo(stored(source));
            assertThat(answers(copy.api())).isEqualTo(answers(source.api()));
            assertThat(new Tables(copy).readModel()).isEqualTo(new Tables(source).readModel());
            assertThat(copy.api().get("/api/ledger/head").body())
                    .isEqualTo(source.api().get("/api/ledger/head").body());
            keysGoOn(copy);
        }
        JarCommand.here("verify", at(folder)).expect(0);
    }

    /** Its links would look as if everything had been deleted there. */
    @Test
    void a_ledger_of_another_account_is_refused_and_stays_empty() {
        connect(source, "theirs");
        Path file = exported("account.gz");
        connect(empty, "ours");
        try {
            JarCommand.Result refused =
                    JarCommand.here("import", file.toString(), at(EMPTY)).expect(1);
            assertThat(refused.err()).contains("a different TickTick account");
            assertThat(new Tables(empty).head()).isZero();
        } finally {
            new Tables(source).run("delete from connected_account");
            new Tables(empty).run("delete from connected_account");
        }
    }

    private static void connect(RunningDevledger ledger, String owner) {
        new Tables(ledger).run("insert into connected_account values ('ticktick', 'live', '" + owner + "')");
    }

    /** Keys of deleted ones count as well. */
    private static void keysGoOn(RunningDevledger copy) {
        Samples samples = new Samples(copy.api());
        JsonNode project = samples.project("New here");
        assertThat(number(project)).isEqualTo(largest(source, "dev_projects") + 1);
        assertThat(number(samples.task(project, "New here"))).isEqualTo(largest(source, "tasks") + 1);
        assertThat(Samples.key(bill(copy, "/api/customers", "New here"))).isEqualTo("C-3");
        assertThat(Samples.key(bill(copy, "/api/services", "New here"))).isEqualTo("S-2");
        assertThat(Samples.key(bill(copy, "/api/views", "New here"))).isEqualTo("V-3");
        Tables tables = new Tables(copy);
        assertThat(tables.head()).isGreaterThan(new Tables(source).head());
    }

    private static long number(JsonNode entity) {
        return Long.parseLong(Samples.key(entity).substring(2));
    }

    private static long largest(RunningDevledger ledger, String table) {
        return new Tables(ledger)
                .jdbc()
                .sql("select max(key_number) from " + table)
                .query(Long.class)
                .single();
    }

    private static List<Map<String, Object>> stored(RunningDevledger ledger) {
        return new Tables(ledger)
                .jdbc()
                .sql("""
                        select position, stream_id, stream_version, stream_type, event_id, event_type, event_revision, occurred_at,
                          payload, metadata, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash
                        from %s order by position
                        """.formatted(StoredTexts.EVENT))
                .query()
                .listOfRows();
    }

    /** Everything that can be asked, now and as it was at some positions. */
    private static Map<String, JsonNode> answers(Api api) {
        Map<String, JsonNode> answers = new TreeMap<>();
        List<String> paths = new ArrayList<>(List.of(
                "/api/projects?limit=200",
                "/api/projects?limit=200&deleted=true",
                "/api/tasks?limit=200",
                "/api/tasks?limit=200&deleted=true",
                "/api/history?limit=200",
                "/api/history?limit=200&sync=true"));
        for (String list : List.copyOf(paths)) {
            Samples.all(api, list).forEach(item -> {
                if (!item.path("key").isMissingNode()) {
                    String path = list.substring(0, list.indexOf('?')) + "/" + Samples.id(item);
                    paths.addAll(List.of(path, path + "/history?limit=200"));
                    if (path.startsWith("/api/projects/")) {
                        paths.addAll(List.of(path + "/notes?limit=200", path + "/tasks?limit=200"));
                    }
                }
            });
        }
        for (int position : List.of(3, 10, 30, 45)) {
            paths.addAll(List.of("/api/projects?limit=200&asOf=" + position, "/api/tasks?limit=200&asOf=" + position));
        }
        paths.add("/api/diff?from=5&to=40");
        paths.forEach(path -> answers.put(path, api.read(path)));
        assertThat(answers).hasSizeGreaterThan(30);
        return answers;
    }

    @Test
    void an_import_beside_the_server_of_an_empty_ledger_is_seen_without_a_restart() throws Exception {
        try (Connection other = empty.bean(DataSource.class).getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("lock table dev_projects in access share mode"); // the import comes to its end, and waits there
            Savepoint events = other.setSavepoint();
            sql.execute("lock table event in share mode"); // and before it is there its events wait
            JarCommand killed = JarCommand.start("import", whole.toString(), at(EMPTY));
            await().atMost(PATIENCE).until(() -> waits("insert into event "));
            requireOpenGate();
            other.rollback(events);
            await().atMost(PATIENCE).until(() -> waits("lock table%dev_projects"));
            killed.kill();
            other.rollback();
        }
        assertThat(new Tables(empty).head()).isZero();
        assertThat(Samples.all(empty.api(), "/api/projects?limit=200")).isEmpty();

        JarCommand.here("import", whole.toString(), at(EMPTY)).expect(0);

        assertThat(stored(empty)).isEqualTo(stored(source));
        assertThat(answers(empty.api())).isEqualTo(answers(source.api()));
        JarCommand.Result again =
                JarCommand.here("import", whole.toString(), at(EMPTY)).expect(1);
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).startsWith("This ledger already has events, but an import needs an empty ledger.");
        assertThat(schemas()).doesNotContain("ledger_import");
    }

    /** While events come in: writers are let in, and who follows is told of none of them. */
    private static void requireOpenGate() {
        JdbcClient sql = new Tables(empty).jdbc();
        assertThat(sql.sql("select pg_try_advisory_xact_lock_shared(x'6465766c65646765'::bigint)")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(sql.sql("select pg_sequence_last_value('event_position_seq')")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(sql.sql("select settled_position from settled_head()")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static boolean waits(String statement) {
        return new Tables(empty)
                .jdbc()
                .sql("""
                        select exists (select from pg_stat_activity where wait_event_type = 'Lock'
                          and query like '%' || :statement || '%')
                        """)
                .param("statement", statement)
                .query(Boolean.class)
                .single();
    }

    private static List<String> schemas() {
        return new Tables(empty)
                .jdbc()
                .sql("select nspname from pg_namespace")
                .query(String.class)
                .list();
    }

    @Test
    void a_damaged_file_changes_nothing_and_says_where() throws Exception {
        byte[] bytes = Files.readAllBytes(whole);
        Path file = FILES.resolve("cut.gz");
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        JarCommand.Result cut =
                JarCommand.here("import", file.toString(), at(REFUSING)).expect(1);

        assertThat(cut.err()).matches("Line [0-9]+: the file ends here and is incomplete\\. Nothing was imported\\.\n");
        assertThat(cut.out()).isEmpty();
        JarCommand.Result left = JarCommand.here(
                        "export", FILES.resolve("left.gz").toString(), at(REFUSING))
                .expect(0);
        assertThat(left.out()).startsWith("0 events are in ");
    }

    @Test
    void what_the_database_refuses_is_told_with_its_line() throws Exception {
        List<String> lines = lines();
        lines.set(2, lines.get(2).replaceFirst("\"type\":\"", "\"type\":\"\\\\u0000"));

        assertThat(importOf("nul.gz", lines).expect(1).err())
                .startsWith("Line 3: the database refused it: invalid byte sequence for encoding \"UTF8\": 0x00")
                .endsWith("Nothing was imported.\n");
    }

    private static List<String> lines() throws IOException {
        try (InputStream zipped = new GZIPInputStream(Files.newInputStream(whole))) {
            return new ArrayList<>(new String(zipped.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static JarCommand.Result importOf(String name, List<String> lines) throws Exception {
        Path file = FILES.resolve(name);
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
            zipped.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return JarCommand.here("import", file.toString(), at(REFUSING));
    }

    @Test
    void a_killed_export_leaves_no_file() throws SQLException {
        Path file = FILES.resolve("killed.gz");
        try (Connection other = source.bean(DataSource.class).getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("lock table event_batch in access exclusive mode"); // all events are written, and it waits here
            JarCommand killed = JarCommand.start("export", file.toString(), at(SOURCE));
            await().atMost(PATIENCE).until(() -> new Tables(source)
                    .jdbc()
                    .sql("""
                                    select exists (select from pg_stat_activity where wait_event_type = 'Lock'
                                      and query like '%sealed_at%from event_batch%')
                                    """)
                    .query(Boolean.class)
                    .single());
            killed.kill();
            other.rollback();
        }
        assertThat(file).doesNotExist();
        JarCommand.here("export", file.toString(), at(SOURCE)).expect(0);
        assertThat(FILES.resolve("killed.gz.part")).doesNotExist();
        JarCommand.Result again =
                JarCommand.here("export", file.toString(), at(SOURCE)).expect(1);
        assertThat(again.err()).contains("already exists").doesNotContain("Exception");
    }

    @Test
    void what_cannot_be_run_says_why_and_ends_with_2() {
        JarCommand.Result unknown = JarCommand.run("exprot").expect(2);
        assertThat(unknown.err()).startsWith("There is no command 'exprot'.").contains("export FILE", "import FILE");
        assertThat(unknown.out()).isEmpty();
        Path nowhere = FILES.resolve("nowhere");
        JarCommand.Result none = JarCommand.here(
                        "export", FILES.resolve("none.gz").toString(), at(nowhere))
                .expect(2);
        assertThat(none.err()).startsWith("There is no ledger in " + nowhere);
        assertThat(nowhere).doesNotExist();
        assertThat(JarCommand.here("--help").expect(0).out()).contains("export FILE", "import FILE");
    }
}
