package dev.devledger.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.devledger.bootstrap.SourceModules;
import dev.devledger.bootstrap.settings.Setting.SettingsCatalog;
import dev.devledger.bootstrap.settings.SettingsCheck.UnknownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

class SettingsCheckTest {
    private static final String POLL = "devledger.ticktick.poll-interval";

    private static ConfigurableEnvironment environment(PropertySource<?>... sources) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(each -> environment.getPropertySources().remove(each.getName()));
        Stream.of(sources).forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static PropertySource<?> commandLine(String... arguments) {
        return new SimpleCommandLinePropertySource(arguments);
    }

    private static PropertySource<?> variables(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource("systemEnvironment", variables);
    }

    private static PropertySource<?> file(String text) {
        ByteArrayResource resource =
                new ByteArrayResource(text.getBytes(UTF_8), "application.properties beside the jar");
        try {
            return new PropertiesPropertySourceLoader().load("file", resource).getFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InvalidSetting refusal(PropertySource<?>... sources) {
        InvalidSetting refused =
                catchThrowableOfType(InvalidSetting.class, () -> SettingsCheck.check(environment(sources)));
        assertThat(refused).as("it is refused").isNotNull();
        return refused;
    }

    private static String refused(PropertySource<?>... sources) {
        return refusal(sources).problems();
    }

    private static void taken(PropertySource<?>... sources) {
        assertThatCode(() -> SettingsCheck.check(environment(sources))).doesNotThrowAnyException();
    }

    @Test
    void what_is_misspelt_is_told_with_the_nearest_and_with_where_it_was_set() {
        String meant = " is not a setting of Devledger. Did you mean ";
        assertThat(refused(commandLine("--devledger.tiktick.poll-intervall=60s")))
                .isEqualTo("--devledger.tiktick.poll-intervall" + meant + "--" + POLL
                        + "? It was set on the command line.");
        assertThat(refused(variables(Map.of("DEVLEDGER_TIKTICK_POLL_INTERVAL", "60s"))))
                .isEqualTo("DEVLEDGER_TIKTICK_POLL_INTERVAL" + meant
                        + "DEVLEDGER_TICKTICK_POLL_INTERVAL? It was set as an environment variable.");
        assertThat(refused(new MapPropertySource("systemProperties", Map.of("devledger.datadir2", "/a"))))
                .isEqualTo(
                        "devledger.datadir2" + meant + "devledger.data-dir? It was set as a system property, with -D.");
        assertThat(refused(new MapPropertySource("spring.application.json", Map.of("devledger.mcp.readonyl", "true"))))
                .isEqualTo("devledger.mcp.readonyl" + meant
                        + "devledger.mcp.read-only? It was set in SPRING_APPLICATION_JSON.");
        assertThat(refused(file("# mine\ndevledger.poll-interval=60s\n")))
                .startsWith("devledger.poll-interval" + meant + POLL
                        + " or devledger.clickup.poll-interval or devledger.trackingtime.poll-interval? It was set in ")
                .endsWith("application.properties beside the jar], line 2.");
        assertThat(refused(file("devledger.colour=red")))
                .startsWith("devledger.colour is not a setting of Devledger. It");
    }

    @ParameterizedTest
    @CsvSource({
        "--data-dir=/a, Did you mean --devledger.data-dir?",
        "--data-dir, Did you mean --devledger.data-dir?",
        "--ticktick.access-token=x, Did you mean --devledger.ticktick.access-token?",
        "--port=8081, Did you mean --server.port?",
        "--server.prot=8081, Did you mean --server.port?",
        "--server.adress=0.0.0.0, Did you mean --server.address?",
        "--verbose, --verbose is not a setting of Devledger. It was set on the command line.",
        "-p, Devledger does not understand -p. Options begin with two dashes",
        "-Dserver.port=8081, Devledger does not understand -Dserver.port=…. Options begin with two dashes"
    })
    void an_option_that_there_is_not(String option, String told) {
        assertThat(refused(commandLine(option))).contains(told);
    }

    @Test
    void a_file_is_told_by_its_path(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), "devledger.mcp.read_onyl=true\n");
        PropertySource<?> source = new PropertiesPropertySourceLoader()
                .load("file", new FileSystemResource(file))
                .getFirst();
        assertThat(refused(source)).endsWith("? It was set in " + file + ", line 1.");
    }

    @Test
    void an_issuer_is_looked_at_as_a_whole() {
        String issuer = "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://login.example/realms/team";
        String keys = "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://login.example/keys";
        String audience = "--devledger.auth.audience=https://ledger.example/mcp";
        taken(commandLine(issuer, audience));
        taken(commandLine(keys, "--spring.security.oauth2.resourceserver.jwt.audiences=devledger"));
        taken(commandLine("--devledger.auth.embedded=true"));
        assertThat(refused(commandLine(issuer)))
                .startsWith("devledger.auth.audience is missing.")
                .contains("such as https://ledger.example/mcp");
        assertThat(refused(commandLine(issuer, audience, "--devledger.auth.embedded=true")))
                .isEqualTo("devledger.auth.embedded and spring.security.oauth2.resourceserver.jwt.issuer-uri are both"
                        + " set. There is one issuer: leave out one of them.");
        for (String algorithm : List.of("HS256", "none", "RS256,HS512", "EdDSA")) {
            assertThat(refused(commandLine(
                            issuer,
                            audience,
                            "--spring.security.oauth2.resourceserver.jwt.jws-algorithms=" + algorithm)))
                    .contains("jws-algorithms cannot be \"" + algorithm + "\". Allowed are RS256, ");
        }
        for (String address :
                List.of("login.example", "file:///etc/passwd", "https://", "https://me:secret@login.example")) {
            assertThat(refused(
                            commandLine("--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + address, audience)))
                    .contains("issuer-uri cannot be what was given.")
                    .doesNotContain("secret");
        }
        assertThat(refused(commandLine("--spring.security.oauth2.resourceserver.jwt.public-key-location=file:key.pem")))
                .startsWith(
                        "spring.security.oauth2.resourceserver.jwt.public-key-location has no effect in Devledger.");
    }

    @Test
    void all_are_told_at_once() {
        InvalidSetting refusal = refusal(
                commandLine("--devledger.data-dri=/a", "--server.port=abc"),
                variables(Map.of("DEVLEDGER_TICKTICK_MODE", "lve")));
        assertThat(refusal.problems().lines()).hasSize(3);
        assertThat(refusal.problems())
                .contains("--devledger.data-dri", "server.port cannot be \"abc\"")
                .contains("devledger.ticktick.mode (environment variable DEVLEDGER_TICKTICK_MODE) cannot be \"lve\"."
                        + " Allowed is auto, live, sandbox, off.");
        assertThat(refusal.remedy()).contains("names", "values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.datasource.username", "spring.datasource.password"})
    void a_login_without_an_address(String login) {
        InvalidSetting refusal = refusal(commandLine("--" + login + "=sesame"));
        assertThat(refusal.problems())
                .startsWith(login + " is set, but spring.datasource.url is not.")
                .doesNotContain("sesame");
        assertThat(refusal.remedy()).contains("Set spring.datasource.url", "or leave " + login + " out.");
        taken(commandLine("--" + login + "="));
        taken(commandLine("--" + login + "=sesame", "--spring.datasource.url=postgres://db/ledger"));
    }

    @Test
    void what_is_for_others_is_let_alone() {
        taken(
                commandLine("--spring.main.lazy-initialization=true", "--logging.level.root=debug", "--debug"),
                variables(Map.of(
                        "DEVLEDGER_TOKEN", "x",
                        "DEVLEDGER_AUTHORIZATION", "x",
                        "DEVLEDGER_URL", "x",
                        "DEVLEDGER_SERVICE_HOST", "10.0.0.1",
                        "DEVLEDGER_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                        "OTHER", "x")),
                new MapPropertySource(
                        "systemProperties",
                        Map.of("devledger.jar", "x", "devledger.test.database", "x", "data-dir", "x")));
    }

    static Stream<Setting> known() {
        return SettingsCatalog.all().stream();
    }

    /** As Spring goes, which is asked here. */
    @ParameterizedTest
    @MethodSource("known")
    void each_is_known_in_all_forms_that_spring_takes(Setting setting) {
        String name = setting.name();
        List<PropertySource<?>> forms = new ArrayList<>();
        for (String variable : setting.variables()) {
            forms.add(variables(Map.of(variable, "x")));
        }
        forms.add(commandLine("--" + name + "=x"));
        forms.add(file(name.replaceAll("-", "") + "=x"));
        forms.add(file(name.replaceAll("-", "_") + "=x"));
        forms.add(file(name + "[0]=x"));
        for (PropertySource<?> form : forms) {
            ConfigurableEnvironment environment = environment(form);
            assertThat(UnknownSettings.among(GivenSetting.in(environment))).isEmpty();
            assertThat(Binder.get(environment).bind(name, String[].class).get()).containsExactly("x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "devledger.ticktick.conflict-policy.title",
                "devledger.ticktick.conflictPolicy.startDate",
            })
    void a_policy_for_a_field(String name) {
        taken(commandLine("--" + name + "=hold"));
        taken(variables(Map.of("DEVLEDGER_TICKTICK_CONFLICTPOLICY_TITLE", "hold")));
    }

    @Test
    void a_policy_for_a_field_that_there_is_not() {
        assertThat(refused(commandLine("--devledger.ticktick.conflict-policy.colour=hold")))
                .contains("conflict-policy.colour", "The fields are name, title, description");
        assertThat(refused(variables(Map.of("DEVLEDGER_TICKTICK_CONFLICTPOLICY_COLOUR", "hold"))))
                .contains("colour", "The fields are name, title, description");
        assertThat(refused(commandLine("--devledger.ticktick.conflict-policy.title=mine")))
                .contains("conflict-policy.title cannot be \"mine\". Allowed is remote, ledger or hold.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "devledger.ticktick.poll-interval=soon | cannot be \"soon\". Allowed is 0s (only on demand), or a length of"
                        + " time from 1s to 1d, such as 60s.",
                "devledger.ticktick.poll-interval=-5s | \"-5s\"",
                "devledger.ticktick.poll-interval=10ms | from 1s",
                "devledger.ticktick.poll-interval=60 | \"60\"",
                "devledger.ticktick.poll-interval=1000d | to 1d",
                "devledger.ticktick.settle=0 | from 1ms",
                "devledger.ticktick.settle=60 | such as 60s",
                "devledger.ticktick.time-limit=21s | from 1ms to 20s, such as 15s",
                "devledger.ticktick.time-limit=0s | \"0s\"",
                "devledger.database.lock-timeout=-1s | such as 20s",
                "devledger.database.statement-timeout=0 | such as 20s",
                "devledger.ledger.patience=x | a length of time",
                "devledger.sops.time-limit=0s | a length of time",
                "devledger.import.max-size=1 gigabyte | such as 1GB",
                "devledger.import.max-size=-1GB | such as 1GB",
                "devledger.ticktick.mode=lve | \"lve\". Allowed is auto, live, sandbox, off.",
                "devledger.ticktick.card-tasks=cards | Allowed is subtasks, none.",
                "devledger.ticktick.budget=95 | such as 95/60s,285/300s",
                "devledger.ticktick.budget=0/60s | such as 95/60s,285/300s",
                "devledger.ticktick.list-name=' ' | not blank",
                "devledger.ticktick.account=' ' | not blank",
                "devledger.mcp.toolsets=default,tiktok | \"default,tiktok\". Allowed is one or more of default, ticktick, clickup and trackingtime",
                "devledger.mcp.allowed-hosts=http://localhost | ledger.example:8443",
                "devledger.mcp.allowed-origins=localhost | https://ledger.example",
                "devledger.mcp.read-only=ja | \"ja\". Allowed is true or false.",
                "devledger.mcp.read-only= | Allowed is true or false.",
                "devledger.sandbox.faults=maybe | Allowed is true or false.",
                "devledger.sandbox.rate-limit=none | ticktick or off",
                "devledger.time-zone=Berlin | \"Berlin\". Allowed is a time zone such as Europe/Berlin.",
                "devledger.ticktick.api-url=ticktick.com | begins with https://",
                "devledger.ticktick.api-url=https://not a url | begins with https://",
                "devledger.ticktick.token-url=ftp://ticktick.com/x | begins with https://",
                "devledger.ticktick.token-url=https://ticktick.com:99999/x | begins with https://",
                "devledger.ticktick.authorize-url=/oauth | begins with https://",
                "devledger.ticktick.redirect-url=/callback | such as http://localhost:8080/oauth/ticktick/callback",
                "devledger.ledger.head-url=http://ledger.example | begins with https://",
                "devledger.clickup.mode=lve | \"lve\". Allowed is auto, live, sandbox, off.",
                "devledger.clickup.scope=Dev Projects | folder:<name or id>, space:<name or id>, or list:<id>,list:<id>",
                "devledger.clickup.scope=list:12,list:x | or list:<id>,list:<id>",
                "devledger.clickup.scope=folder: | folder:<name or id>",
                "devledger.clickup.workspace=Mine | the id of a workspace, such as 9012345678",
                "devledger.clickup.placement=card | Allowed is list, none.",
                "devledger.clickup.deletions=never | Allowed is follow, ask.",
                "devledger.trackingtime.account-id=Mine | the id of an account, such as 438100",
                "devledger.trackingtime.budget=100 | such as 100/60s",
                "devledger.trackingtime.tools=some | Allowed is standard, all.",
                "devledger.trackingtime.placement=list | Allowed is project, none.",
                "devledger.trackingtime.absence=0 | such as 20s",
                "devledger.trackingtime.poll-interval=500ms | from 1s to 1d",
                "devledger.trackingtime.conflict-policy=mine | Allowed is remote, ledger or hold.",
                "devledger.clickup.budget=80 | such as 80/60s",
                "devledger.clickup.settle=0 | from 1ms",
                "devledger.clickup.time-limit=21s | from 1ms to 20s, such as 15s",
                "devledger.clickup.api-v3-url=clickup.com | begins with https://",
                "devledger.clickup.webhook-url=/hooks/clickup | begins with https://",
                "devledger.clickup.redirect-url=/callback | such as http://localhost:8080/oauth/clickup/callback",
                "devledger.clickup.conflict-policy=mine | Allowed is remote, ledger or hold.",
                "devledger.clickup.conflict-policy.colour=hold | The fields are name, title",
                "devledger.data-dir= | such as /srv/devledger",
                "server.port=abc | \"abc\". Allowed is a number from 1 to 65535",
                "server.port=70000 | \"70000\"",
                "server.port=-1 | \"-1\"",
                "server.address=300.1.2.3.4 | such as 127.0.0.1",
            })
    void a_value_that_it_cannot_have(String given, String told) {
        String name = given.substring(0, given.indexOf('='));
        String value = given.substring(given.indexOf('=') + 1).replace("'", "");
        assertThat(refused(commandLine("--" + name + "=" + value)))
                .startsWith(name + " ")
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "devledger.ticktick.poll-interval=0s",
                "devledger.ticktick.poll-interval=0",
                "devledger.ticktick.poll-interval=5m",
                "devledger.ticktick.poll-interval=PT1M",
                "devledger.ticktick.budget=off",
                "devledger.ticktick.mode=LIVE",
                "devledger.ticktick.mode=",
                "devledger.clickup.mode=sandbox",
                "devledger.clickup.scope=list:901,list:902",
                "devledger.clickup.scope=space:Development",
                "devledger.clickup.workspace=9012345678",
                "devledger.clickup.conflict-policy.title=hold",
                "devledger.ticktick.access-token=",
                "devledger.mcp.toolsets=default,ticktick",
                "devledger.mcp.allowed-origins=",
                "devledger.mcp.read-only=true",
                "devledger.import.max-size=500MB",
                "devledger.ledger.head-url=http://localhost:9000/heads",
                "devledger.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "server.port=0",
            })
    void a_value_that_it_can_have(String given) {
        taken(commandLine("--" + given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "c2hvcnQ="})
    void nothing_of_a_secret_is_told(String secret) {
        assertThat(refused(commandLine("--devledger.encryption-key=" + secret)))
                .isEqualTo(
                        "devledger.encryption-key does not take the value that was given. Allowed is 32 bytes in base64,"
                                + " such as `openssl rand -base64 32` makes.");
        assertThat(refused(commandLine("--devledger.ticktick.acces-token=" + secret)))
                .doesNotContain(secret);
        assertThat(refused(commandLine("--devledger.ledger.head-url=http://me:" + secret + "@ledger.example")))
                .doesNotContain(secret);
    }

    @Test
    void rules_are_about_settings_that_there_are() {
        assertThat(SettingRules.names())
                .isSubsetOf(Stream.concat(known().map(Setting::name), Stream.of("server.port", "server.address"))
                        .toList());
    }

    /** The adapters read some by their names. */
    @Test
    void what_the_code_reads_is_known() throws IOException {
        Pattern reading = Pattern.compile("(?:@Value\\(\"\\$\\{|@ConditionalOnProperty\\(\")(devledger\\.[a-z.-]+)");
        List<String> read = new ArrayList<>();
        for (String module : SourceModules.all()) {
            try (Stream<Path> files =
                    Files.walk(SourceModules.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    reading.matcher(Files.readString(file))
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .forEach(read::add);
                }
            }
        }
        assertThat(read).isNotEmpty().isSubsetOf(known().map(Setting::name).toList());
    }
}
