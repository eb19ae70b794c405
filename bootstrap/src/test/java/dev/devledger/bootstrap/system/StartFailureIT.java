package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real jar: what it says when it starts, when it cannot, and when it is told to stop. Why it cannot is the same in this
 * process, which takes a part of the time; that the jar says it and ends with 2 is shown for some.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class StartFailureIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static JarProcess running;
    private static List<String> startLines;

    @BeforeAll
    static void start() {
        running = JarProcess.startWhole(FOLDER, "--logging.structured.format.console=ecs")
                .awaitUp();
        startLines = lines(running);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void its_last_lines_say_where_everything_is() {
        List<String> messages = startLines.stream()
                .map(line -> JSON.readTree(line).path("message").asString())
                .toList();
        String address = "http://localhost:" + running.api().base().getPort();
        List<String> last = messages.subList(messages.size() - 5, messages.size());
        assertThat(last.get(1))
                .matches(
                        "Log in with " + address
                                + "/login/[A-Za-z0-9_-]{43} \\(works once, within ten minutes, in a browser on this machine\\)");
        assertThat(last)
                .containsExactly(
                        "Devledger is at " + address + "/",
                        last.get(1),
                        "The owner token is in " + FOLDER.resolve("owner.token"),
                        "TickTick: sandbox, at " + address + "/sandbox/ticktick",
                        "Agents connect to " + address
                                + "/mcp (MCP, Streamable HTTP), with the owner token or an access token as bearer token");
    }

    @Test
    void its_link_logs_in_once_and_is_told_once() {
        Matcher link = Pattern.compile("Log in with (\\S+)").matcher(running.console());
        assertThat(link.find()).isTrue();
        String path = URI.create(link.group(1)).getPath();
        Api stranger = running.api().as("");
        Api.Answer in = stranger.get(303, path);
        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("devledger-session="));
        assertThat(stranger.get(410, path).body()).contains("already used");
        assertThat(running.console().split(path, -1)).as("told once").hasSize(2);
    }

    @Test
    void it_says_how_it_is_and_what_it_is() {
        Api api = running.api();
        Api stranger = api.as("");
        assertThat(stranger.get(200, "/actuator/health/liveness").text("status"))
                .isEqualTo("UP");
        assertThat(stranger.get(200, "/actuator/health/readiness").text("status"))
                .isEqualTo("UP");
        stranger.get(401, "/actuator/info");
        JsonNode info = api.read("/actuator/info");
        assertThat(info.at("/build/version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.at("/git/commit/id").asString()).matches("[0-9a-f]{7,40}");
    }

    @Test
    void logs_are_json_line_by_line_and_tell_no_secret() throws IOException {
        Api api = running.api();
        api.post(201, "/api/projects", "{\"name\":\"Logged\"}", "X-Request-Id", "asked-by-a-test");
        api.as("wrong").get(401, "/api/projects");
        new Ledger(api).idle();
        String password = Files.readString(FOLDER.resolve("database.url")).strip();
        password = password.substring(password.indexOf("password=") + "password=".length());
        List<String> lines = lines(running);
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.path("@timestamp").asString()).isNotEmpty();
            assertThat(entry.path("message").asString()).isNotEmpty();
        });
        assertThat(running.console()).doesNotContain(running.token()).doesNotContain(password);
    }

    @Test
    void a_folder_that_another_one_has() {
        assertFails(
                JarProcess.start(FOLDER),
                "Another Devledger (process " + running.pid() + ") is using the data folder " + FOLDER + ".\n",
                "--devledger.data-dir=");
        running.api().get(200, "/api/projects");
    }

    /** Said once, by us: nothing else is red. */
    @Test
    void a_folder_that_is_a_file() throws IOException {
        Path file = Files.writeString(SharedDevledger.newFolder().resolve("file"), "");
        JarProcess process = JarProcess.startWhole(file); // which puts no database there before
        assertFails(process, "The data folder " + file + " cannot be made", "--devledger.data-dir=");
        isToldInThreeLines(process.console());
    }

    @Test
    void a_port_that_is_taken(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = SharedDevledger.newFolder();
            assertThat(failed(output, folder, "server.port=" + taken.getLocalPort()))
                    .contains("Port " + taken.getLocalPort() + " was already in use", "--server.port=8081");
            assertThat(folder.resolve("owner.token")).as("something begun").doesNotExist();
        }
    }

    @Test
    void a_database_that_swallows_what_it_is_sent_is_told_within_seconds(CapturedOutput output) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = SharedDevledger.newFolder();
            String url = "spring.datasource.url=postgres://owner:sesame@127.0.0.1:" + silent.getLocalPort() + "/ledger";
            Wait.untilWithin(Duration.ofSeconds(10), "told", () -> assertThat(failed(output, folder, url))
                    .contains("does not answer", "Start PostgreSQL there")
                    .doesNotContain("sesame"));
        }
    }

    @Test
    void a_database_that_does_not_answer_or_does_not_let_us_in(CapturedOutput output) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + free + "/ledger";
        Path folder = SharedDevledger.newFolder();
        String known = Files.readString(FOLDER.resolve("database.url")).strip();
        String theirs = known.substring(0, known.indexOf('?'));
        assertThat(failed(output, folder, "spring.datasource.url=" + url))
                .contains("The database at " + url + " does not answer", "Start PostgreSQL there");
        assertThat(failed(output, folder, "spring.datasource.url=jdbc:postgresql://no-such-host.invalid/ledger"))
                .contains("does not answer: there is no host 'no-such-host.invalid'", "Start PostgreSQL there");
        assertThat(failed(
                        output,
                        folder,
                        "spring.datasource.url=" + theirs,
                        "spring.datasource.username=devledger",
                        "spring.datasource.password=not-the-pass-word"))
                .contains("The database at " + theirs + " does not let Devledger in", "spring.datasource.password")
                .doesNotContain("not-the-pass-word");
    }

    /** Each in a schema of the running one's database. */
    @Test
    void a_database_that_is_not_fit_is_told_in_three_lines(CapturedOutput output) {
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource(databaseUrl()));
        run(database, "create schema foreign_ledger; create table foreign_ledger.customers (id int)");
        for (String schema : List.of("newer_ledger", "other_ledger", "older_ledger")) {
            run(
                    database,
                    "create schema " + schema + "; create table " + schema
                            + ".flyway_schema_history as select * from flyway_schema_history");
        }
        run(
                database,
                "insert into newer_ledger.flyway_schema_history select 9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 1,"
                        + " 'someone', now(), 1, true");
        run(database, "update other_ledger.flyway_schema_history set checksum = 1 where version = '201'");
        run(
                database,
                "update older_ledger.flyway_schema_history set version = (installed_rank + 100)::text where version is not null");
        Path folder = SharedDevledger.newFolder();
        String foreign = failed(output, folder, in("foreign_ledger"));
        String newer = failed(output, folder, in("newer_ledger"));
        String other = failed(output, folder, in("other_ledger"));
        String older = failed(output, folder, in("older_ledger"));
        assertThat(foreign).contains("The database contains other data", "customers", "spring.datasource.url");
        assertThat(newer)
                .contains("have version 9999, which is newer than this devledger.jar", "Start the devledger.jar");
        assertThat(other).contains("not made by a released Devledger", "V201", "Start the devledger.jar");
        assertThat(older)
                .contains(
                        "are of a Devledger before 0.1", "export ledger.gz", "import ledger.gz", "devledger.data-dir");
        assertThat(List.of(foreign, newer, other, older)).allSatisfy(StartFailureIT::isToldInThreeLines);
    }

    private static void run(JdbcClient database, String sql) {
        database.sql(sql).update();
    }

    private static String in(String schema) {
        return "spring.datasource.url=" + databaseUrl() + "&currentSchema=" + schema;
    }

    private static String databaseUrl() {
        try {
            return Files.readString(FOLDER.resolve("database.url")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_token_file_that_was_changed_or_is_none(CapturedOutput output) throws IOException {
        Path changed = SharedDevledger.newFolder();
        Files.writeString(changed.resolve("owner.token"), "my own word\n");
        Files.setPosixFilePermissions(changed.resolve("owner.token"), PosixFilePermissions.fromString("rw-------"));
        Path folder = SharedDevledger.newFolder();
        Files.createDirectory(folder.resolve("owner.token"));
        assertThat(failed(output, changed))
                .contains(changed.resolve("owner.token").toString(), "delete it")
                .doesNotContain("my own word");
        assertThat(failed(output, folder))
                .contains(folder.resolve("owner.token").toString());
        assertThat(JarProcess.postgres(changed)).isEmpty();
        assertThat(JarProcess.postgres(folder)).isEmpty();
    }

    @Test
    void a_key_that_is_none_and_a_file_that_nobody_can_decrypt(CapturedOutput output) throws IOException {
        assertThat(failed(output, SharedDevledger.newFolder(), "devledger.encryption-key=my-own-word"))
                .contains("devledger.encryption-key", "32 bytes in base64")
                .doesNotContain("my-own-word");
        Path folder = SharedDevledger.newFolder();
        Path file = Files.writeString(folder.resolve("ticktick.sops.yaml"), """
                client_id: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]
                sops:
                    pgp: [{fp: ABCD, enc: x}]
                    lastmodified: "2026-03-31T12:30:00Z"
                """);
        assertThat(failed(
                        output,
                        SharedDevledger.newFolder(),
                        "spring.config.import=optional:sops:" + file,
                        "devledger.sops.program=" + folder.resolve("no-sops")))
                .contains(file.toString(), "Install SOPS", "devledger.sops.program");
        Files.writeString(file, "client_secret: my-own-word\n");
        assertThat(failed(output, SharedDevledger.newFolder(), "spring.config.import=optional:sops:" + file))
                .contains(file.toString(), "has no sops metadata")
                .doesNotContain("my-own-word");
    }

    /** And nothing was made for it. */
    @Test
    void an_address_for_others_without_tls(CapturedOutput output) {
        Path folder = SharedDevledger.newFolder();
        String open = failed(output, folder, "server.address=0.0.0.0");
        assertThat(open)
                .contains(
                        "server.address is 0.0.0.0, which other machines can reach, and there is no TLS",
                        "server.ssl.certificate=FILE",
                        "devledger.behind-proxy=true")
                .doesNotContain("PostgreSQL");
        isToldInThreeLines(open);
        assertThat(folder.resolve("owner.token")).doesNotExist();
    }

    @Test
    void a_setting_that_is_misspelt(CapturedOutput output) {
        String misspelt = failed(output, SharedDevledger.newFolder(), "devledger.tiktick.poll-intervall=60s");
        assertThat(misspelt)
                .contains("--devledger.tiktick.poll-intervall is not a setting of Devledger."
                        + " Did you mean --devledger.ticktick.poll-interval? It was set on the command line.")
                .doesNotContain("PostgreSQL");
        isToldInThreeLines(misspelt);
    }

    /** A command tells it as the server does. */
    @Test
    void a_setting_that_is_misspelt_for_a_command() {
        JarCommand.Result misspelt =
                JarCommand.here("verify", "--data-dir=" + FOLDER).expect(2);
        assertThat(misspelt.err())
                .startsWith("--data-dir is not a setting of Devledger. Did you mean --devledger.data-dir?");
        JarCommand.Result word =
                JarCommand.here("--data-dir", FOLDER.toString()).expect(2);
        assertThat(word.err()).startsWith("--data-dir has no value. Options are written --name=value");
        JarCommand.Result address = JarCommand.here(
                        "verify",
                        "--devledger.data-dir=" + FOLDER,
                        "--spring.datasource.url=mysql://me:secret@db/ledger")
                .expect(2);
        assertThat(address.err())
                .contains("Allowed is postgres://user:password@host")
                .doesNotContain("secret");
    }

    /** Before the log of the command is silenced. */
    @Test
    void what_is_broken_is_told_once_by_a_command() {
        JarCommand.Result broken =
                JarCommand.run("verify", "--spring.application.json=sesame").expect(2);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err())
                .startsWith("SPRING_APPLICATION_JSON is not a valid JSON object")
                .doesNotContain("sesame");
    }

    /** The server, and a command. */
    @Test
    void a_database_by_the_address_that_a_provider_gives() {
        String url = databaseUrl();
        String password = url.replaceFirst(".*password=([^&]*).*", "$1");
        String address = url.replaceFirst("^jdbc:postgresql://([^?]*).*", "postgres://devledger:" + password + "@$1");
        JarCommand.here("verify", "--devledger.data-dir=" + FOLDER, "--spring.datasource.url=" + address)
                .expect(0);
        String wrong = address.replace(password + "@", "not-the-pass%2Dword@");
        JarProcess locked = JarProcess.start(SharedDevledger.newFolder(), "--spring.datasource.url=" + wrong);
        assertFails(locked, "does not let Devledger in", "spring.datasource.password");
        assertThat(locked.console()).doesNotContain("not-the-pass");
    }

    /** Its PostgreSQL ends with it, and what it was answering is answered. */
    @Test
    void a_stop_finishes_what_runs_and_can_be_started_again() {
        Path folder = SharedDevledger.newFolder();
        try (JarProcess first = JarProcess.start(folder).awaitUp()) {
            Api api = first.api();
            Ledger ledger = new Ledger(api);
            ledger.card(ledger.project("Before the stop", ""));
            Sandbox ticktick = new Sandbox(api);
            ticktick.fault("delay", 1, "GET /project$", 2_000);
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(
                    () -> api.get("/api/ticktick/projects").status());
            Ledger.eventually(() -> assertThat(ticktick.faultsMet()).isTrue());
            first.terminate();
            assertThat(slow.join()).as("the request that was running").isEqualTo(200);
            assertThat(first.exitCode()).isZero();
            assertThat(first.console()).doesNotContain("\tat ").endsWith("Devledger has stopped.\n");
        }
        assertThat(JarProcess.postgres(folder)).isEmpty();
        assertThat(folder.resolve("database.url")).doesNotExist();

        try (JarProcess second = JarProcess.start(interruptible(), folder).awaitUp()) {
            assertThat(second.api().read("/api/projects").path("items")).hasSize(1);
            second.interrupt();
            assertThat(second.exitCode()).isZero();
            assertThat(second.console()).endsWith("Devledger has stopped.\n");
        }
    }

    @Test
    void a_stop_while_postgres_comes_up_leaves_none_behind() {
        Path folder = SharedDevledger.newFolder();
        JarProcess process = JarProcess.start(folder);
        Wait.until("PostgreSQL comes up", () -> Files.exists(folder.resolve("postgres/data/postmaster.pid")));
        process.terminate();
        assertThat(process.exitCode()).isEqualTo(143);
        assertThat(JarProcess.postgres(folder)).isEmpty();
        assertThat(folder.resolve("database.url")).doesNotExist();
        assertThat(process.console()).doesNotContain("\tat ");
    }

    /** A shell lets what it runs in the background ignore Ctrl-C, and that is inherited down to here. */
    private static List<String> interruptible() {
        return Stream.concat(Stream.of("env", "--default-signal=INT"), UnpackedJar.command().stream())
                .toList();
    }

    /** What a start in this process says, which fails. */
    private static String failed(CapturedOutput output, Path folder, String... properties) {
        MadeCluster.putInto(folder);
        int before = output.getAll().length();
        assertThatThrownBy(() -> SharedDevledger.start(folder, properties));
        String told = output.getAll().substring(before);
        assertThat(told)
                .contains("Devledger cannot start.")
                .as("a stack trace")
                .doesNotContain("\tat ", "cancelling refresh");
        return told;
    }

    private static void isToldInThreeLines(String console) {
        assertThat(console.lines().filter(line -> line.contains("ERROR")))
                .as(console)
                .hasSize(3);
    }

    private static void assertFails(JarProcess process, String... words) {
        try (process) {
            assertThat(process.exitCode()).as(process.console()).isEqualTo(2);
            assertThat(process.console()).contains(words);
            assertThat(process.console()).as("a stack trace").doesNotContain("\tat ", "cancelling refresh");
        }
    }

    private static List<String> lines(JarProcess process) {
        // The last line may not be written whole yet.
        String whole = process.console();
        return Stream.of(whole.substring(0, whole.lastIndexOf('\n')).split("\n", -1))
                .toList();
    }
}
