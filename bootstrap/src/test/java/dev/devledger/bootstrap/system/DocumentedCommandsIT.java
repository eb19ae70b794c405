package dev.devledger.bootstrap.system;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.devledger.bootstrap.system.DocumentedPage.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The commands of the README and of {@code docs}, run as they are written by somebody whose home folder was empty, in the
 * order in which the README leads through the pages. Those of one page share a shell.
 */
@Tag("long")
class DocumentedCommandsIT {
    private static final int MINUTES = 3;
    private static final Path HOME = SharedDevledger.newFolder();
    private static final Path CLONE = SharedDevledger.newFolder();

    /** The README first, as the others go on from what it makes. */
    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/tour.md",
            "docs/connect-ticktick.md",
            "docs/sync.md",
            "docs/import-and-backup.md",
            "docs/agents.md",
            "docs/two-agents.md",
            "docs/time.md",
            "docs/api.md",
            "docs/access.md",
            "docs/operating.md",
            "docs/proof.md",
            "docs/troubleshooting.md",
            "docs/ticktick.md");

    /** What is written and not run here. Each begins as it is said, and there is one for each. */
    private enum NotRun {
        FIRST_START("README.md", "git clone <", "trials/first-hour runs these"),
        FIRST_AGENT("README.md", "claude mcp add", "needs Claude Code"),
        ALL_TESTS("README.md", "mvn verify", "this is a part of it"),
        AGENT("docs/agents.md", "claude mcp add", "needs Claude Code"),
        PLUGIN("docs/agents.md", "claude plugin marketplace add", "needs Claude Code"),
        STREAM("docs/tour.md", "api -N", "does not end; WatchingIT and LedgerIT listen to the stream"),
        TOKEN("docs/connect-ticktick.md", "DEVLEDGER_TICKTICK_ACCESS_TOKEN=", "needs an account"),
        CLIENT("docs/connect-ticktick.md", "DEVLEDGER_TICKTICK_CLIENT_ID=", "needs an account"),
        DIDA("docs/connect-ticktick.md", "export DEVLEDGER_TICKTICK_API_URL=", "needs an account"),
        SOPS("docs/connect-ticktick.md", "SPRING_CONFIG_IMPORT=", "needs SOPS"),
        JAR("docs/operating.md", "mvn -DskipTests package", "a build in a build; trials/first-hour runs these"),
        LAUNCHER("docs/operating.md", "bootstrap/target/devledger-*/bin/devledger serve", "LauncherIT starts it"),
        OLDER("docs/operating.md", "java -jar old/devledger.jar", "OlderLedgerIT imports such a file"),
        SERVICE("docs/operating.md", "sudo useradd", "needs root and systemd"),
        OF_THE_SERVICE("docs/operating.md", "sudo cat", "needs root and systemd"),
        PROXY("docs/operating.md", "java -jar bootstrap/target/devledger.jar \\", "starts a server behind nginx"),
        TLS(
                "docs/operating.md",
                "java -jar bootstrap/target/devledger.jar --server.address=0.0.0.0",
                "starts a server, and needs a certificate"),
        UNINSTALL("docs/operating.md", "rm -r ~/.devledger", "the end of it"),
        HEADS(
                "docs/proof.md",
                "java -jar bootstrap/target/devledger.jar verify --head=",
                "VerifyIT does, with real heads"),
        PORT("docs/troubleshooting.md", "SERVER_PORT=8081", "starts a server");

        private final String page;
        private final String begins;

        NotRun(String page, String begins, String why) {
            this.page = page;
            this.begins = begins;
            assertThat(why).isNotBlank();
        }

        private boolean is(String name, Commands commands) {
            return page.equals(name) && commands.text().startsWith(begins);
        }

        private static boolean anyIs(String name, Commands commands) {
            return Stream.of(values()).anyMatch(each -> each.is(name, commands));
        }
    }

    private static RunningDevledger server;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Stream.of("bash", "curl").allMatch(DocumentedCommandsIT::isInstalled), "needs bash and curl");
        Files.createDirectories(CLONE.resolve("bootstrap/target"));
        Files.createSymbolicLink(CLONE.resolve("bootstrap/target/devledger.jar"), JarProcess.WHOLE.toAbsolutePath());
        Path folder = Files.createDirectory(HOME.resolve(".devledger"), asFileAttribute(fromString("rwx------")));
        MadeCluster.putInto(folder);
        server = SharedDevledger.start(folder);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void every_page_with_commands_is_among_them_and_what_is_not_run_is_written_there() {
        assertThat(DocumentedPage.names().stream()
                        .map(DocumentedPage::read)
                        .filter(Predicate.not(page -> page.commands().isEmpty()))
                        .map(DocumentedPage::name))
                .containsExactlyInAnyOrderElementsOf(PAGES);
        assertThat(NotRun.values())
                .allSatisfy(each -> assertThat(DocumentedPage.read(each.page).commands())
                        .filteredOn(commands -> each.is(each.page, commands))
                        .hasSize(1));
    }

    @TestFactory
    Stream<DynamicTest> commands_do_what_is_written() {
        return PAGES.stream().map(name -> DynamicTest.dynamicTest(name, () -> run(DocumentedPage.read(name))));
    }

    private static void run(DocumentedPage page) throws IOException, InterruptedException {
        List<Commands> all = page.commands().stream()
                .filter(commands -> !NotRun.anyIs(page.name(), commands))
                .toList();
        Path folder = Files.createTempDirectory(HOME, "outputs-");
        List<String> script = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            script.add("exec >" + folder.resolve("out-" + i) + " 2>" + folder.resolve("err-" + i));
            script.add(all.get(i)
                    .text()
                    .replace("localhost:8080", server.api().base().getAuthority()));
            script.add("echo $? >" + folder.resolve("exit-" + i));
        }
        Process shell = shell(Files.write(folder.resolve("script"), script));
        assertThat(shell.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        for (int i = 0; i < all.size(); i++) {
            check(page.name(), all.get(i), folder, i);
        }
    }

    private static Process shell(Path script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", script.toString()).directory(CLONE.toFile());
        shell.environment().put("HOME", HOME.toString());
        shell.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        shell.environment().put("JDK_JAVA_OPTIONS", String.join(" ", JarProcess.QUICK));
        shell.environment()
                .put("DEVLEDGER_EMBEDDED_BINARIES", TestDatabase.binaries().toString());
        return shell.start();
    }

    private static void check(String page, Commands commands, Path folder, int number) throws IOException {
        String what = page + ":\n" + commands.text();
        String printed = Files.readString(folder.resolve("out-" + number)).strip();
        String complained = Files.readString(folder.resolve("err-" + number)).strip();
        assertThat(Files.readString(folder.resolve("exit-" + number)).strip())
                .as(what + printed + complained)
                .isEqualTo("0");
        commands.expected()
                .ifPresentOrElse(
                        expected -> assertThat(printed).as(what).matches(expected),
                        () -> assertThat(printed).as(what).doesNotContain("urn:devledger:problem"));
    }
}
