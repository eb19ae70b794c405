package dev.devledger.bootstrap.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.sops.SopsWriter;
import dev.devledger.adapters.sops.SopsWriter.Identity;
import dev.devledger.bootstrap.sops.SopsProgram.SopsFailureAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Each file is one that only the program can read, and a shell script stands in its place, unless a test says otherwise. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SopsTest {
    private static final String ALL = """
        {"client_id": "the-id", "client_secret": "the-secret-4711", "oauth_redirect_url": "http://localhost:8000/cb",
         "sops": {"version": "3.9.0"}}\
        """;

    private static final String FOR_PGP = """
        client_id: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]
        sops:
            pgp: [{fp: ABCD, enc: x}]
            lastmodified: "2026-03-31T12:30:00Z"
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void encrypted() throws IOException {
        file = Files.writeString(folder.resolve("ticktick.sops.yaml"), FOR_PGP);
    }

    private Path program(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("sops"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private Path printing(String json) throws IOException {
        Path answer = Files.writeString(folder.resolve("answer"), json);
        return program("cat " + answer);
    }

    private static ConfigurableApplicationContext start(String location, Path program, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "--spring.config.import=" + location;
        arguments[1] = "--devledger.sops.program=" + program;
        arguments[2] = "--spring.config.name=none";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return new SpringApplicationBuilder(SopsTest.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    private FailureAnalysis failure(Path program, String... more) {
        try {
            start("optional:sops:" + file, program, more).close();
        } catch (RuntimeException e) {
            return new SopsFailureAnalyzer().analyze(e);
        }
        throw new AssertionError("it started");
    }

    @Test
    void its_keys_are_our_properties_and_what_is_given_otherwise_wins(CapturedOutput output) throws IOException {
        Path program = program("test \"$*\" = '-d --output-type json " + file + "' && cat " + folder.resolve("answer"));
        Files.writeString(folder.resolve("answer"), ALL);
        try (ConfigurableApplicationContext context =
                start("sops:" + file, program, "--devledger.ticktick.client-id=another", "--debug")) {
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.client-id"))
                    .isEqualTo("another");
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.client-secret"))
                    .isEqualTo("the-secret-4711");
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.redirect-url"))
                    .isEqualTo("http://localhost:8000/cb");
            assertThat(context.getEnvironment().getProperty("sops.version")).isNull();
        }
        assertThat(output.getAll()).isNotEmpty().doesNotContain("the-secret-4711");
    }

    @Test
    void a_missing_file_is_no_matter_where_it_is_optional() throws IOException {
        Path program = program("exit 7");
        Path nowhere = folder.resolve("nowhere.yaml");
        try (ConfigurableApplicationContext context = start("optional:sops:" + nowhere, program)) {
            assertThat(context.getEnvironment().containsProperty("devledger.ticktick.client-id"))
                    .isFalse();
        }
        assertThatThrownBy(() -> start("sops:" + nowhere, program).close())
                .isInstanceOf(ConfigDataResourceNotFoundException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void a_program_that_is_not_installed_is_told() {
        FailureAnalysis failure = failure(folder.resolve("not-there"));
        assertThat(failure.getDescription())
                .contains(file.toString(), "no age recipient (pgp)", "not-there cannot be started");
        assertThat(failure.getAction()).contains("Install SOPS", "devledger.sops.program");
    }

    @Test
    void a_file_that_cannot_be_decrypted_is_told_with_what_sops_says() throws IOException {
        FailureAnalysis failure = failure(program("echo half-a-secret; echo 'no key could decrypt it' >&2; exit 128"));
        assertThat(failure.getDescription())
                .contains(file.toString(), "exit code 128", "no key could decrypt it")
                .doesNotContain("half-a-secret");
        assertThat(failure.getAction()).contains("SOPS_AGE_KEY_FILE");
    }

    @Test
    void a_program_that_does_not_end_is_ended() throws IOException {
        FailureAnalysis failure = failure(program("exec sleep 300"), "--devledger.sops.time-limit=300ms");
        assertThat(failure.getDescription()).contains("within 300 ms");
        assertThat(failure.getAction()).contains("passphrase");
    }

    @Test
    void a_program_that_asks_gets_no_answer() throws IOException {
        FailureAnalysis failure = failure(program("read word || { echo 'no passphrase' >&2; exit 1; }"));
        assertThat(failure.getDescription()).contains("no passphrase");
    }

    @Test
    void what_is_no_json_or_has_other_keys_is_told_without_showing_it() throws IOException {
        FailureAnalysis noJson = failure(printing("client_secret: the-secret-4711"));
        assertThat(noJson.getDescription()).contains("did not answer JSON").doesNotContain("the-secret");
        assertThat(noJson.getCause()).hasNoCause();
        FailureAnalysis others = failure(printing("{\"data\": {\"client_secret\": \"the-secret-4711\"}}"));
        assertThat(others.getDescription())
                .contains("client_id, client_secret and oauth_redirect_url")
                .doesNotContain("the-secret");
    }

    /** Written by the program's rules; that the values are its own, SopsFileTest of adapters.sops shows. */
    private Path opened(String name, Function<SopsWriter, String> text) throws Exception {
        Identity identity = Identity.random();
        Files.writeString(folder.resolve("keys.txt"), identity.secret() + "\n");
        return Files.writeString(folder.resolve(name), text.apply(new SopsWriter(identity)));
    }

    private ConfigurableApplicationContext startWithKey(Path encrypted) {
        return start(
                "sops:" + encrypted,
                folder.resolve("not-there"),
                "--devledger.sops.age-key-file=" + folder.resolve("keys.txt"),
                "--debug");
    }

    @Test
    void a_file_for_an_age_recipient_needs_no_program(CapturedOutput output) throws Exception {
        Path yaml = opened(
                "a.sops.yaml",
                writer -> writer.yaml(Map.of(
                        "client_secret",
                        "the-secret-4711",
                        "devledger",
                        Map.of("clickup", Map.of("access-token", "pk_4711")))));
        try (ConfigurableApplicationContext context = startWithKey(yaml)) {
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.client-secret"))
                    .isEqualTo("the-secret-4711");
            assertThat(context.getEnvironment().getProperty("devledger.clickup.access-token"))
                    .isEqualTo("pk_4711");
        }
        Path env = opened(
                "a.env",
                writer -> writer.env(Map.of("CLIENT_ID", "the-id", "DEVLEDGER_CLICKUP_CLIENTSECRET", "shh-4711")));
        try (ConfigurableApplicationContext context = startWithKey(env)) {
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.client-id"))
                    .isEqualTo("the-id");
            assertThat(Binder.get(context.getEnvironment())
                            .bind("devledger.clickup.client-secret", String.class)
                            .get())
                    .isEqualTo("shh-4711");
        }
        Path ini = opened(
                "a.ini",
                writer -> writer.ini(Map.of(
                        "ticktick",
                        Map.of("client_id", "the-id"),
                        "devledger.clickup",
                        Map.of("client-id", "its-id"))));
        try (ConfigurableApplicationContext context = startWithKey(ini)) {
            assertThat(context.getEnvironment().getProperty("devledger.ticktick.client-id"))
                    .isEqualTo("the-id");
            assertThat(context.getEnvironment().getProperty("devledger.clickup.client-id"))
                    .isEqualTo("its-id");
        }
        assertThat(output.getAll()).isNotEmpty().doesNotContain("4711").doesNotContain("AGE-SECRET-KEY");
    }

    @Test
    void a_changed_file_stops_the_start_without_being_shown() throws Exception {
        Path yaml = opened("ticktick.sops.yaml", writer -> writer.yaml(Map.of("client_secret", "the-secret-4711")));
        Files.writeString(yaml, Files.readString(yaml).replaceFirst("ENC.*", "other-4711"));
        FailureAnalysis failure =
                failure(folder.resolve("not-there"), "--devledger.sops.age-key-file=" + folder.resolve("keys.txt"));
        assertThat(failure.getDescription())
                .contains(file.toString(), "the value of client_secret is not encrypted")
                .doesNotContain("4711");
        assertThat(failure.getCause()).hasNoCause();
    }
}
