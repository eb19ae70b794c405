package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(file -> !Files.isSymbolicLink(file)))
                    .as("in a folder that is closed to others")
                    .hasSizeGreaterThan(100)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .matches("rw[x-]------"));
        }
    }

    @Test
    void one_that_is_stuck_is_named_and_not_waited_for_without_end() throws Exception {
        Archive archive = Archive.ofThisMachine();
        Path lock = cache.resolve(archive.fingerprint() + ".lock");
        Process stuck = process(StuckProcess.class, lock);
        try {
            assertThat(stuck.inputReader(UTF_8).readLine()).isEqualTo("locked");
            assertThatThrownBy(
                            () -> Binaries.unpacked(archive, cache, OperatingSystemAccount.OWN, Duration.ofMillis(200)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Process " + stuck.pid() + " has been unpacking PostgreSQL into " + cache);
        } finally {
            stuck.destroyForcibly().waitFor();
        }
    }

    private Process unpacking() throws IOException {
        return process(UnpackingProcess.class, cache);
    }

    private static Process process(Class<?> main, Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
