package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that the build makes beside the jar, by its {@code bin/devledger}. */
@Tag("long")
class LauncherIT {
    private static final String LAUNCHER = System.getProperty("launcher");

    @TempDir
    private Path temporary;

    private List<String> serve(String javaHome, String options) {
        return launcher(javaHome, options, "serve");
    }

    private List<String> launcher(String javaHome, String options, String command) {
        return List.of(
                "env",
                "JAVA_HOME=" + javaHome,
                "XDG_CACHE_HOME=" + temporary,
                "JAVA_OPTS=-Xmx512m " + options,
                LAUNCHER,
                command);
    }

    @Test
    void a_start_takes_its_classes_from_the_one_before_that_became_ready() throws Exception {
        Path folder = SharedDevledger.newFolder();
        MadeCluster.putInto(folder);
        try (JarProcess failing =
                JarProcess.start(serve(System.getProperty("java.home"), ""), folder, "--devledger.no-such-setting=1")) {
            assertThat(failing.exitCode()).as(failing.console()).isEqualTo(2);
        }
        assertThat(archivedClasses(folder)).as("of one that failed").isZero();
        assertThat(archivedClasses(folder)).isGreaterThan(10_000);
    }

    private long archivedClasses(Path folder) throws IOException {
        Path log = temporary.resolve("classes.log");
        try (JarProcess server =
                JarProcess.start(serve(System.getProperty("java.home"), "-Xlog:class+load:file=" + log), folder)) {
            server.awaitUp().terminate();
            assertThat(server.exitCode()).as(server.console()).isZero();
            assertThat(server.console()).as("words of the JVM").doesNotContain("[cds]", "[aot]", "WARNING");
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("shared objects file (top)"))
                    .count();
        }
    }

    @Test
    void another_collector_takes_the_place_of_the_serial_one() throws Exception {
        List<String> help = launcher(System.getProperty("java.home"), "-XX:+UseParallelGC", "--help");
        try (JarProcess other = JarProcess.start(help, temporary)) {
            assertThat(other.exitCode()).as(other.console()).isZero();
        }
    }

    @Test
    void an_older_java_is_told_in_a_line() throws Exception {
        Path java = Files.createDirectories(temporary.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(temporary.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        try (JarProcess refused = JarProcess.start(serve(temporary.toString(), ""), temporary)) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.console())
                    .isEqualToIgnoringNewLines("devledger: the Java at " + java
                            + " is 17. Install a JDK or JRE, 21 or newer, or set JAVA_HOME to one.");
        }
    }
}
