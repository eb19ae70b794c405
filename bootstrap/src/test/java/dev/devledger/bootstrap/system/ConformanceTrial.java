package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP's own conformance suite, on the door with the fixtures that the suite asks for. {@code conformance/run} runs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConformanceTrial {
    private static final Pattern SCENARIO =
            Pattern.compile("^([✓✗]) ([a-z0-9-]+): (\\d+) passed, \\d+ failed", Pattern.MULTILINE);

    /** With such a file of exceptions the suite takes a warning for a failure as well. */
    private static final String EXCEPTIONS = "expected-failures.yaml";

    private static final Pattern EXCEPTION = Pattern.compile("^ +[~✗] ([a-z0-9-]+)$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("^ +- ([a-z0-9-]+)$", Pattern.MULTILINE);
    private static final NodeProject SUITES = new NodeProject(Path.of("..", "conformance"));
    private static final TrialTable TABLE = new TrialTable("conformance.md");

    private static RunningDevledger running;

    @BeforeAll
    static void start() {
        TrialProcess.tell();
        running = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "spring.profiles.active=conformance",
                "spring.main.sources=dev.devledger.bootstrap.conformance.ConformanceProfile",
                "server.address=127.0.0.1",
                "devledger.ticktick.mode=off",
                "devledger.clickup.mode=sandbox",
                "devledger.mcp.toolsets=default,clickup");
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Order(1)
    void the_suite_passes() {
        run("@modelcontextprotocol/conformance", "all revisions that it knows", "--suite", "all");
    }

    /** It is not out yet, and says what each revision requires. */
    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void the_next_suite_passes_at_each_revision(String revision) {
        assumeTrue(!SUITES.version("conformance-next").isEmpty(), "the next suite could not be fetched");
        run("conformance-next", revision, "--requirements", revision);
    }

    private static void run(String suite, String what, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "node_modules/" + suite + "/dist/index.js",
                "server",
                "--url",
                "http://localhost:" + running.api().base().getPort() + "/mcp",
                "--expected-failures",
                EXCEPTIONS));
        command.addAll(List.of(options));
        NodeProject.Ended ended = SUITES.node(Map.of(), command.toArray(String[]::new));
        List<MatchResult> scenarios = SCENARIO.matcher(ended.output()).results().toList();
        assertThat(scenarios).as(ended.output()).isNotEmpty();
        long passed = passed(scenarios).count();
        long checks = passed(scenarios)
                .mapToLong(each -> Long.parseLong(each.group(3)))
                .sum();
        Set<String> unwell = Stream.concat(
                        EXCEPTION.matcher(ended.output()).results().map(each -> each.group(1)), failed(scenarios))
                .collect(Collectors.toCollection(TreeSet::new));
        String title = "Conformance suite " + SUITES.version(suite) + ", " + what;
        if (!unwell.isEmpty()) {
            TABLE.note(title + ": not all is well in " + String.join(", ", unwell));
        }
        TABLE.row(
                title,
                "%d of %d scenarios pass, with %d checks".formatted(passed, scenarios.size(), checks),
                "all is well but in those of conformance/" + EXCEPTIONS,
                ended.code() == 0 && named().containsAll(failed(scenarios).toList()));
    }

    /** The suite does not hold scenarios that it does not score against the file, so they are held against it here. */
    private static Set<String> named() {
        try {
            return NAMED.matcher(Files.readString(Path.of("..", "conformance", EXCEPTIONS)))
                    .results()
                    .map(each -> each.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> failed(List<MatchResult> scenarios) {
        return scenarios.stream().filter(each -> each.group(1).equals("✗")).map(each -> each.group(2));
    }

    private static Stream<MatchResult> passed(List<MatchResult> scenarios) {
        return scenarios.stream().filter(each -> each.group(1).equals("✓"));
    }
}
