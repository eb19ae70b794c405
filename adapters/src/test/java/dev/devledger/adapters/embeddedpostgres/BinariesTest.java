package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir
    private Path cache;

    @Test
    void processes_that_share_a_cache_unpack_it_once_between_them() throws Exception {
        List<Process> all = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                all.add(unpacking());
            }
            for (Process process : all) {
                process.outputWriter(UTF_8).append('\n').close();
            }
            assertThat(all).allSatisfy(process -> assertThat(
                            process.inputReader(UTF_8).lines().toList())
                    .as("what it printed; its errors are above")
                    .singleElement()
                    .asString()
                    .startsWith("18."));
        } finally {
            all.forEach(Process::destroyForcibly);
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.filter(Files::isDirectory)).hasSize(1);
        }
    }

    private Process unpacking() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnpackingProcess.class.getName(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
