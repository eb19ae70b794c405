package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.devledger.adapters.sops.SopsWriter;
import dev.devledger.adapters.sops.SopsWriter.Identity;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * Marked secrets go in wherever a secret can, and nothing that comes out has one: no log of the whole process at its most
 * talkative, no answer, no page of the actuator, no row, no file and no name of a thread.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class SecretHuntIT {
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final ClickUpFront CLICKUP = new ClickUpFront();

    /** What has them because it is their place. */
    private static final Set<String> THEIR_PLACES =
            Set.of("owner.token", "encryption.key", "database.url", "administrator.password");

    private final Planted planted = new Planted();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeAll
    static void begin() {
        MadeCluster.putInto(FOLDER);
    }

    @AfterAll
    static void end() {
        CLICKUP.close();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
    }

    private String[] settings() throws IOException {
        Identity identity = Identity.random();
        Path keys = SharedDevledger.newFolder().resolve("keys.txt");
        Files.writeString(keys, planted.in("the age identity", identity.secret()) + "\n");
        Path sops = Files.writeString(
                keys.resolveSibling("a.sops.yaml"),
                new SopsWriter(identity)
                        .yaml(Map.of(
                                "client_id", "the-id",
                                "client_secret", planted.in("a SOPS file"),
                                "other", planted.in("another value of a SOPS file"))));
        planted.in("the client secret", ClickUpFront.SECRET);
        return Stream.concat(
                        CLICKUP.properties().stream(),
                        Stream.of(
                                "logging.level.root=trace",
                                "devledger.ticktick.mode=sandbox",
                                "devledger.auth.embedded=true",
                                "devledger.trackingtime.app-password=" + planted.in("an app password"),
                                "devledger.trackingtime.api-url=http://127.0.0.1:9/api",
                                "devledger.trackingtime.budget=off",
                                "devledger.sops.age-key-file=" + keys,
                                "spring.config.import=sops:" + sops))
                .toArray(String[]::new);
    }

    @Test
    void nothing_that_comes_out_has_a_secret(CapturedOutput log) throws Exception {
        try (RunningDevledger devledger = SharedDevledger.start(FOLDER, settings())) {
            Api api = devledger.api();
            plantOwn(api);
            connect(api);
            inRequests(api);
            inMcp(api);
            inPages(api);
            inConsent(api);
            new BrokenForms(api, planted).send();
            readAll(api);
            for (String secret : CLICKUP.secrets) {
                planted.in("what ClickUp was told or gave: " + planted.size(), secret);
            }
            assertThat(planted.size()).isGreaterThan(25);
            planted.cameOut("the names of threads", threads());
            planted.cameOut("the log", log.getAll());
            assertThat(log.getAll()).contains("TRACE", "clickup is connected", "The owner token is in");
            Tables tables = new Tables(devledger);
            planted.secrets().forEach((place, secret) -> assertThat(tables.with(secret))
                    .as("rows with " + place)
                    .isEmpty());
            assertThat(planted.found()).isEmpty();
            assertThat(filesWithOne()).isEmpty();
            rotate(api);
        }
    }

    /** Of this start. */
    private void plantOwn(Api api) throws IOException {
        planted.in("the owner token", api.token());
        planted.in(
                "the encryption key",
                Files.readString(FOLDER.resolve("encryption.key")).strip());
        String url = Files.readString(FOLDER.resolve("database.url")).strip();
        planted.in("the database's password", url.substring(url.indexOf("password=") + "password=".length()));
        planted.in(
                "the administrator's password",
                Files.readString(FOLDER.resolve("postgres").resolve("administrator.password"))
                        .strip());
    }

    private void connect(Api api) throws Exception {
        URI page = URI.create(api.get(302, "/oauth/clickup/connect").header("Location"));
        cameOut(api.as("")
                .get(api.base()
                        .relativize(URI.create("/oauth/clickup/callback?code=" + planted.in("a code of nobody")
                                + "&state=" + planted.in("a state of nobody")))
                        .toString()));
        URI back = CLICKUP.agree(page);
        cameOut(
                "the callback",
                browser.send(HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.ofString()));
        cameOut(api.post("/api/sync/run?connector=clickup", null));
    }

    private void inRequests(Api api) {
        String wrong = planted.in("a wrong token");
        for (String path : List.of("/api/projects", "/mcp", "/", "/actuator/info", "/v3/api-docs", "/nowhere")) {
            cameOut(api.as(wrong).get(path));
        }
        cameOut(api.get(
                "/api/projects?access_token=" + planted.in("a query") + "&token=" + planted.in("another query")));
        cameOut(api.as("").get("/api/projects?access_token=" + planted.in("a stranger's query")));
        cameOut(api.post("/api/projects", "{\"name\":\"A\",\"password\":\"" + planted.in("a body") + "\"}"));
        cameOut(api.post("/api/projects", "{\"name\":{\"token\":\"" + planted.in("a twisted body") + "\"}}"));
        cameOut(api.post("/api/projects", "{\"name\": \"" + planted.in("a broken body")));
        cameOut(api.post("/api/import", planted.in("an import"), "Content-Type", "application/x-ndjson"));
        cameOut(api.send("GET", "/api/projects", null, "Cookie", "SESSION=" + planted.in("a cookie")));
        cameOut(api.send("GET", "/api/projects", null, "X-Api-Key", planted.in("a header")));
        cameOut(api.send("GET", "/api/projects", null, "Authorization", "Basic " + planted.in("a password of Basic")));
        cameOut(api.send(
                "GET",
                "/sandbox/trackingtime/api/v4/teams",
                null,
                "Authorization",
                "Basic " + basic(planted.in("a wrong app password"))));
        cameOut(api.send(
                "GET",
                "/sandbox/ticktick/open/v1/project",
                null,
                "Authorization",
                "Bearer " + planted.in("a wrong TickTick token")));
        cameOut(api.post(
                "/sandbox/ticktick/oauth/token",
                "client_id=a&client_secret=" + planted.in("a form") + "&code=" + planted.in("a code of a form"),
                "Content-Type",
                "application/x-www-form-urlencoded"));
        cameOut(api.post("/hooks/clickup", "{}", "X-Signature", planted.in("a signature")));
        RawHttp raw = RawHttp.send(
                api.base(), "GET", "/api/pro\u0000jects", "", "Authorization: Bearer " + planted.in("no HTTP at all"));
        planted.cameOut("GET what is no HTTP", raw.headers() + raw.body());
    }

    private static String basic(String password) {
        return Base64.getEncoder().encodeToString(("API_TOKEN:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void inMcp(Api api) {
        Mcp agent = Mcp.connect(api);
        planted.cameOut("MCP", agent.told().toString());
        planted.cameOut("MCP", agent.ask("tools/list", "{}") + agent.ask("resources/list", "{}"));
        planted.cameOut(
                "MCP",
                agent.ask(
                        "tools/call",
                        "{\"name\":\"get_overview\",\"arguments\":{\"token\":\"" + planted.in("an argument") + "\"}}"));
        cameOut(agent.post("{\"jsonrpc\":\"2.0\",\"id\":\"" + planted.in("a broken message")));
        cameOut(api.send(
                "POST",
                "/mcp",
                Mcp.INITIALIZE,
                "Accept",
                Mcp.BOTH,
                "Authorization",
                "Bearer " + planted.in("an agent's wrong token")));
        cameOut(api.send(
                "POST", "/mcp", "{}", "Accept", Mcp.BOTH, "Mcp-Session-Id", planted.in("a session of nobody")));
    }

    /** As a person logs in, wrongly and rightly. */
    private void inPages(Api api) throws Exception {
        String page = text(api.base().resolve("/login"));
        String csrf = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        for (String token : List.of(planted.in("a wrong login"), api.token())) {
            HttpRequest enter = HttpRequest.newBuilder(api.base().resolve("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("token=" + token + "&to=/&_csrf=" + csrf))
                    .build();
            HttpResponse<String> entered = browser.send(enter, HttpResponse.BodyHandlers.ofString());
            String answer = entered.headers().map() + "\n" + entered.body();
            planted.cameOut(
                    "the login",
                    session().map(given -> answer.replace(given, "")).orElse(answer));
        }
        planted.in("the session of a browser", session().orElseThrow());
        planted.cameOut("the login", text(api.base().resolve("/login?link=" + planted.in("a login link"))));
        planted.cameOut("the start page", text(api.base().resolve("/")));
        planted.cameOut("the sandbox's page", text(api.base().resolve("/sandbox/ticktick")));
    }

    /** As an app is let in by a person who shows the owner token once more, and goes on by itself. */
    private void inConsent(Api api) {
        OwnersBrowser owner = new OwnersBrowser(api).login(api.token());
        OAuthAgent agent = OAuthAgent.arrive(api, "Hunted");
        planted.in("a verifier", agent.verifier);
        String address = agent.authorize();
        String wrong = OwnersBrowser.fields(owner.asked(address), "read") + "&token=" + planted.in("a wrong consent");
        cameOut(owner.post("/oauth2/authorize", wrong).expect(422));
        String form = OwnersBrowser.fields(owner.asked(address), "read") + "&token=" + api.token();
        String back = owner.post("/oauth2/authorize", form).expect(302).header("Location");
        JsonNode tokens = agent.redeem(planted.in("a code", OAuthAgent.query(back, "code")))
                .expect(200)
                .json();
        String refresh =
                planted.in("a token to renew with", tokens.path("refresh_token").asString());
        tokens = agent.renew(refresh).expect(200).json();
        String access =
                planted.in("a token of an app", tokens.path("access_token").asString());
        cameOut(api.as(access).get(200, "/api/projects"));
        cameOut(agent.revoke(planted.in(
                        "the next to renew with", tokens.path("refresh_token").asString()))
                .expect(200));
        cameOut(api.as(access).get(401, "/api/projects"));
    }

    /** The answer of the login gives it, and nothing else does. */
    private Optional<String> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals("devledger-session"))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private void readAll(Api api) {
        for (String path : List.of(
                "/actuator",
                "/actuator/health",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/configprops",
                "/actuator/loggers",
                "/actuator/heapdump",
                "/actuator/threaddump",
                "/actuator/sbom",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-initializer.js",
                "/api/sync/status",
                "/api/sync/cycles",
                "/api/history",
                "/api/clickup/connection",
                "/api/trackingtime/connection",
                "/api/clickup/teams",
                "/api/trackingtime/projects")) {
            cameOut(api.get(path));
            cameOut(api.as("").get(path));
        }
        for (String closed : List.of("env", "configprops", "loggers", "heapdump", "threaddump")) {
            assertThat(api.get("/actuator/" + closed).status()).as(closed).isEqualTo(404);
        }
    }

    private String text(URI uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void cameOut(Api.Answer answer) {
        cameOut(
                answer.response().request().method() + " "
                        + answer.response().uri().getPath(),
                answer.response());
    }

    private void cameOut(String place, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(place).isNotEqualTo(500);
        planted.cameOut(place, response.headers().map() + "\n" + response.body());
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.joining("\n"));
    }

    /** Also PostgreSQL's own, and its log. */
    private List<String> filesWithOne() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !THEIR_PLACES.contains(file.getFileName().toString()))
                    .flatMap(file -> in(file).map(place -> place + " is in " + FOLDER.relativize(file)))
                    .toList();
        }
    }

    private Stream<String> in(Path file) {
        try {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return planted.secrets().entrySet().stream()
                    .filter(secret -> content.contains(secret.getValue()))
                    .map(Map.Entry::getKey);
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    /** Beside the running server, which goes on with what it has stored. */
    private static void rotate(Api api) throws IOException {
        String before = Files.readString(FOLDER.resolve("encryption.key"));
        JarCommand.Result result = JarCommand.here("key", "rotate", "--devledger.data-dir=" + FOLDER)
                .expect(0);
        String after = Files.readString(FOLDER.resolve("encryption.key"));
        assertThat(result.out())
                .contains("There is a new key.", "2 stored secrets are encrypted with it")
                .doesNotContain(before.strip(), after.strip());
        assertThat(after).isNotEqualTo(before).hasLineCount(1);
        CLICKUP.valid.clear(); // so that it has to be asked with the token that is stored
        api.post(200, "/api/sync/run?connector=clickup", null);
        assertThat(api.get("/api/sync/status").body())
                .contains("ClickUp does not accept the token (OAUTH_019)")
                .doesNotContain("cannot be decrypted");
        assertThat(JarCommand.here("key", "turn", "--devledger.data-dir=" + FOLDER)
                        .expect(2)
                        .err())
                .contains("key rotate");
        assertThat(JarCommand.here(
                                "key",
                                "rotate",
                                "--devledger.data-dir=" + FOLDER,
                                "--devledger.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                        .expect(1)
                        .err())
                .contains("devledger.encryption-key");
    }

    @Test
    void a_start_that_fails_shows_none_either(CapturedOutput log) {
        String password = planted.in("the password in a database's address");
        String key = planted.in("an encryption key that is none");
        String token = planted.in("a misspelt setting");
        List<String[]> starts = List.of(
                new String[] {"spring.datasource.url=jdbc:postgresql://127.0.0.1:9/none?user=u&password=" + password},
                new String[] {"spring.datasource.url=jdbc:postgresql://u:" + password + "@127.0.0.1:9/none"},
                new String[] {"spring.datasource.url=jdbc:mysql://u:" + password + "@127.0.0.1:9/none"},
                new String[] {"devledger.encryption-key=" + key},
                new String[] {"devledger.tiktick.access-token=" + token});
        for (String[] properties : starts) {
            String[] all = Stream.concat(Stream.of(properties), Stream.of("logging.level.root=trace"))
                    .toArray(String[]::new);
            assertThatThrownBy(() -> SharedDevledger.start(SharedDevledger.newFolder(), all)
                            .close())
                    .as(properties[0])
                    .isInstanceOf(IllegalStateException.class);
        }
        planted.cameOut("the log of a start that failed", log.getAll());
        assertThat(planted.found()).isEmpty();
    }
}
