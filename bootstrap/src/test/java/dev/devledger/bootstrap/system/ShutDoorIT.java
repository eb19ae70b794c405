package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The conformance suite sends no token; what lets it in must not be in what is shipped. */
@Tag("long")
class ShutDoorIT {
    private static final String INITIALIZE = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
              "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "nobody", "version": "1"}}}
            """;

    private static final Path FOLDER = SharedDevledger.newFolder();

    @Test
    void the_jar_takes_nobody_without_a_token_whatever_it_is_told() {
        try (JarProcess jar = JarProcess.start(FOLDER, "--spring.profiles.active=conformance")) {
            Api api = jar.awaitUp().api();
            assertThat(api.as("").post("/mcp", INITIALIZE).status()).isEqualTo(401);
            assertThat(api.post("/mcp", INITIALIZE).status()).isEqualTo(200);
        }
    }

    @Test
    void the_jar_has_nothing_of_the_suite() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("devledger.jar"))) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .anyMatch(name -> name.endsWith("DevledgerApplication.class"))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("conformance"));
        }
    }
}
