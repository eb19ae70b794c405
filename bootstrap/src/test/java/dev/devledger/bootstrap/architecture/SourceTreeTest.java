package dev.devledger.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.SourceModules;
import dev.devledger.bootstrap.architecture.SourceTree.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each rule about the sources holds for Devledger, and finds what breaks it in a small tree that is made up here. */
class SourceTreeTest {
    /** That contract, or one of those that add to it. */
    private static final Pattern HELD = Pattern.compile(" extends (RemoteTasks|KeptItems|Feed)Contract\\b");

    private static final Pattern STARTS =
            Pattern.compile("\\b(RunningDevledger|SharedDevledger|JarProcess|MadeCluster)\\.(start|anotherNode)");

    /** Lines of code by module, as {@link Source#codeLines} counts them. */
    private static final Map<String, Long> BUDGET = Map.ofEntries(
            Map.entry("adapters/format", 200L),
            Map.entry("adapters/machine", 2_600L),
            Map.entry("adapters/mcp", 9_050L),
            Map.entry("adapters/postgres", 13_450L),
            Map.entry("adapters/sandbox", 9_500L),
            Map.entry("adapters/services", 8_950L),
            Map.entry("adapters/sign-in", 1_150L),
            Map.entry("adapters/sops", 850L),
            Map.entry("adapters/web", 15_400L),
            Map.entry("application", 26_750L),
            Map.entry("bench", 2_100L),
            Map.entry("bench/load", 150L),
            Map.entry("bootstrap", 3_550L),
            Map.entry("domain", 8_350L));

    /** Files that were longer before the rule: those of the sync are divided when it is made lighter. None may come in. */
    private static final List<String> LONG = List.of(
            "dev.devledger.application.sync.cycle.CycleCalls",
            "dev.devledger.application.sync.time.EntryPush",
            "dev.devledger.application.sync.time.TimePull",
            "dev.devledger.bootstrap.InboundPorts",
            "dev.devledger.domain.sync.link.SyncLink");

    private static final List<String> INNER_MODULES = List.of("domain", "application");

    private static SourceTree devledger = new SourceTree(List.of());

    @BeforeAll
    static void read() throws IOException {
        devledger = SourceTree.of(SourceModules.ROOT, SourceModules.all());
    }

    @Test
    void all_modules_are_looked_at() {
        assertThat(devledger.sources()).hasSizeGreaterThan(800);
        assertThat(devledger.sources())
                .extracting(Source::module)
                .contains(
                        "domain",
                        "application",
                        "adapters/postgres",
                        "adapters/sandbox",
                        "bootstrap",
                        "bench",
                        "bench/load");
    }

    /** What others have to know of a package is one story. */
    @Test
    void no_package_has_more_than_fifteen_public_types() {
        assertThat(devledger.crowdedPackages()).isEmpty();
        Source inside = new Source("domain", "full", "Inside", "record Inside() {\n    public record Nested() {}\n}");
        assertThat(planted(Stream.concat(
                                Stream.of(inside),
                                IntStream.rangeClosed(1, 15).mapToObj(number -> visible("full", "Type" + number))))
                        .crowdedPackages())
                .isEmpty();
        assertThat(planted(IntStream.rangeClosed(1, 16).mapToObj(number -> visible("large", "Type" + number)))
                        .crowdedPackages())
                .containsExactly("large");
    }

    private static Source visible(String inPackage, String name) {
        return new Source("domain", inPackage, name, "public final class " + name + " {}");
    }

    @Test
    void no_file_is_longer_than_four_hundred_lines() {
        assertThat(devledger.longFiles()).isSubsetOf(LONG);
        assertThat(planted(Stream.of(
                                new Source("domain", "some", "Long", "//\n".repeat(401)),
                                new Source("domain", "some", "Short", "//\n".repeat(400))))
                        .longFiles())
                .containsExactly("some.Long");
    }

    /** More weight is a decision: whoever needs more lines raises the budget, and says why in the commit. */
    @Test
    void no_module_has_more_code_than_its_budget() {
        assertThat(devledger.codeLines())
                .containsOnlyKeys(BUDGET.keySet())
                .allSatisfy((module, lines) -> assertThat(lines).as(module).isLessThanOrEqualTo(BUDGET.get(module)));
        String code =
                "package some;\n\nimport java.util.List;\n\n/**\n * Words.\n */\nclass Some {\n    // why\n    int one;\n}\n";
        assertThat(planted(Stream.of(new Source("domain", "some", "Some", code)))
                        .codeLines())
                .containsExactly(Map.entry("domain", 2L));
    }

    @Test
    void each_package_says_what_is_in_it() {
        assertThat(devledger.packagesWithoutASentence()).isEmpty();
        assertThat(planted(Stream.of(
                                source("domain", "none", "Type"),
                                new Source("domain", "silent", "package-info", "@NullMarked\npackage silent;"),
                                new Source(
                                        "domain", "no.sentence", "package-info", "/** words */\npackage no.sentence;"),
                                new Source("domain", "good", "package-info", "/**\n * Says it.\n */\npackage good;")))
                        .packagesWithoutASentence())
                .containsExactly("no.sentence", "none", "silent");
    }

    /** Else what is package-private in one module is seen from another. */
    @Test
    void each_package_is_in_one_module() {
        assertThat(devledger.packagesOfTwoModules()).isEmpty();
        assertThat(planted(Stream.of(source("domain", "split", "One"), source("application", "split", "Two")))
                        .packagesOfTwoModules())
                .containsExactly("split");
    }

    /** Whoever looks for a name in a module finds one type. A service and its sandbox are parts of their own. */
    @Test
    void no_two_types_of_a_module_have_the_same_name() {
        assertThat(devledger.namesOfTwoTypes()).isEmpty();
        assertThat(planted(Stream.of(
                                source("domain", "one", "Twice"),
                                source("domain", "two", "Twice"),
                                source("domain", "one", "package-info"),
                                source("domain", "two", "package-info"),
                                source("application", "one", "Once"),
                                source("domain", "one", "Once"),
                                source("adapters/sandbox", "dev.adapters.sandbox.ticktick.tasks", "Task"),
                                source("adapters/sandbox", "dev.adapters.sandbox.clickup", "Task"),
                                source("adapters/services", "dev.adapters.services.ticktick", "Task"),
                                source("adapters/mcp", "dev.adapters.mcp", "Other"),
                                source("adapters/web", "dev.adapters.rest", "Other")))
                        .namesOfTwoTypes())
                .containsExactly("domain Twice");
    }

    @Test
    void the_inner_modules_name_no_service() {
        assertThat(devledger.linesWithAVendor(INNER_MODULES)).isEmpty();
        assertThat(planted(Stream.of(
                                new Source("domain", "rules", "Rule", "// as TickTick does\nint clickUpWidth;\n"),
                                new Source("adapters", "ticktick", "TickTickClient", "class TickTickClient {}")))
                        .linesWithAVendor(INNER_MODULES))
                .containsExactly("rules.Rule: // as TickTick does", "rules.Rule: int clickUpWidth;");
    }

    /** What the sync relies on is tried out on each service, or on what stands for it. */
    @Test
    void each_connector_is_held_to_the_contract_of_its_port() throws IOException {
        List<String> held = new ArrayList<>();
        for (String module : SourceModules.all()) {
            Path tests = SourceModules.ROOT.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                held.addAll(heldToTheContract(tests));
            }
        }
        assertThat(devledger.connectors()).isNotEmpty().allSatisfy(connector -> assertThat(held)
                .anyMatch(test -> test.contains("new " + connector + "(")));
        assertThat(planted(Stream.of(
                                new Source("adapters", "one", "OneConnector", "class One implements Connector {}"),
                                new Source("adapters", "one", "States", "class States implements ConnectorStates {}")))
                        .connectors())
                .containsExactly("OneConnector");
    }

    /** A start takes as long as twenty tests of an application that is shared. */
    @Test
    void what_starts_an_application_of_its_own_is_long() throws IOException {
        try (Stream<Path> files = Files.walk(SourceModules.ROOT.resolve("bootstrap/src/test/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("IT.java")).toList()) {
                assertThat(isLongWhereItStarts(Files.readString(file)))
                        .as(file.toString())
                        .isTrue();
            }
        }
        assertThat(isLongWhereItStarts("class ShortIT { Api api = SharedDevledger.get().api(); }"))
                .isTrue();
        assertThat(isLongWhereItStarts("class ShortIT { Api api = SharedDevledger.anotherNode().api(); }"))
                .isFalse();
        assertThat(isLongWhereItStarts(
                        "@Tag(\"long\") class LongIT { Api api = RunningDevledger.start(folder).api(); }"))
                .isTrue();
    }

    private static boolean isLongWhereItStarts(String test) {
        return test.contains("@Tag(\"long\")") || !STARTS.matcher(test).find();
    }

    private static List<String> heldToTheContract(Path tests) throws IOException {
        List<String> held = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                String text = Files.readString(file);
                if (HELD.matcher(text).find()) {
                    held.add(text);
                }
            }
        }
        return held;
    }

    private static SourceTree planted(Stream<Source> sources) {
        return new SourceTree(sources.toList());
    }

    private static Source source(String module, String inPackage, String name) {
        return new Source(module, inPackage, name, "");
    }
}
