package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar is what somebody has looked at: nothing comes along unseen with a new version of something else. */
class LibrariesIT {
    private static final Path SBOM = Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json");
    private static final Path LIST = Path.of("..", "docs", "dependencies.txt");
    private static final Path NOTICE = Path.of("..", "NOTICE");
    private static final boolean RECORD = Boolean.getBoolean("devledger.test.record-dependencies");
    private static final String COMMAND = "mvn -pl bootstrap -am verify -Dtest=none -Dit.test=LibrariesIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -Ddevledger.test.record-dependencies=true";

    /** What unpacks the jar, which packing it adds. */
    private static final String UNPACKS = "spring-boot-jarmode-tools-";

    private static Libraries libraries;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(SBOM), "only the build makes " + SBOM);
        libraries = Libraries.of(SBOM);
    }

    /** Recording always fails, so that nobody leaves the option on. */
    @Test
    void the_list_and_the_notice_are_those_of_the_jar() throws IOException {
        if (RECORD) {
            Files.writeString(LIST, libraries.list());
            Files.writeString(NOTICE, libraries.notice());
            fail("Written: look at what has changed in " + LIST + " and " + NOTICE + ", and commit them.");
        }
        assertThat(libraries.list())
                .as("the libraries have changed. If that was meant: " + COMMAND)
                .isEqualTo(Files.readString(LIST));
        assertThat(libraries.notice())
                .as("the licences have changed. If that was meant: " + COMMAND)
                .isEqualTo(Files.readString(NOTICE));
    }

    @Test
    void each_licence_is_one_that_goes_with_ours() {
        assertThat(libraries.licences())
                .isSubsetOf(
                        "0BSD",
                        "Apache-2.0",
                        "BSD-2-Clause",
                        "BSD-2-Clause or CC0-1.0",
                        "BSD-3-Clause",
                        "EPL-2.0 or GPL-2.0-with-classpath-exception",
                        "EPL-2.0 or LGPL-2.1-only",
                        "Go License",
                        "MIT",
                        "MIT-0");
    }

    @Test
    void the_jar_has_them_and_says_where() throws IOException {
        try (JarFile jar = new JarFile(JarProcess.WHOLE.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Sbom-Location"))
                    .endsWith("META-INF/sbom/application.cdx.json");
            assertThat(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.matches("BOOT-INF/lib/.*\\.jar"))
                            .map(name -> name.substring(name.lastIndexOf('/') + 1))
                            .filter(name -> !name.startsWith("devledger-") && !name.startsWith(UNPACKS))
                            .map(Libraries::withoutMachine))
                    .as("starters are no files")
                    .hasSizeGreaterThan(100)
                    .isSubsetOf(libraries.files());
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
            assertThat(jar.getEntry("META-INF/sbom/application.cdx.json")).isNotNull();
        }
    }
}
