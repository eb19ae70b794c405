package dev.devledger.bootstrap;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code cites sections of pages, and pages name tests. Both go wrong silently when the other side changes. */
class CitedPagesTest {
    private static final Path ROOT = Path.of("..");

    /** Where a comment continues on the next line, so may a citation. */
    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*(?:\\*(?!/)|//)?\\s*");

    private static final Pattern CITATION =
            Pattern.compile("\\b(docs/[\\w/-]+\\.md)(?:, sections? (\\d+(?:(?:, | and | to )\\d+)*))?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (\\d+)\\b");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT|Trial|Contract))(?:#(\\w+))?`");

    /** A type in backticks, or any word with a capital inside; and a package or a file by its path. */
    private static final Pattern NAMED_TYPE =
            Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`|(?<![\\w=-])([A-Z][a-z]+[A-Z]\\w*)\\b(?!`)");

    private static final Pattern NAMED_PACKAGE =
            Pattern.compile("(?<![\\w.])(?:domain|application|adapters|bootstrap)(?:\\.[a-z]+)+(?![\\w/])");
    private static final Pattern NAMED_FILE =
            Pattern.compile("`((?:\\.ci|adapters|bench|conformance|docs|trials)/[\\w./-]+)");
    /** Products, what a sealed type permits, and a name of an invariant. */
    private static final Set<String> NO_FILES =
            Set.of("ClickUp", "NullAway", "PostgreSQL", "TickTick", "TrackingTime", "TypeScript", "NotSent", "I7h");

    /** How the code must not refer to a page: who reads the code has the pages of the repository and no others. */
    private static final List<Pattern> ELSEWHERE = Stream.of(
                    "fact\\s+sheet", "sync\\s+design", "contract(?:'s(?: \\w+)?)?,? \\(?sections? \\d")
            .map(words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE))
            .toList();

    /** Each by its path from the root. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    /** The names of all types, also of those in others. */
    private static final Set<String> DECLARED = new HashSet<>();

    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

    private static final Map<String, String> PAGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String module : SourceModules.all()) {
            read(ROOT.resolve(module).resolve("src"), ".java", SOURCES);
        }
        read(ROOT.resolve("docs"), ".md", PAGES);
        for (String page : List.of("README.md", "CONTRIBUTING.md")) {
            PAGES.put(page, Files.readString(ROOT.resolve(page)));
        }
        SOURCES.values()
                .forEach(source -> DECLARATION.matcher(source).results().forEach(each -> DECLARED.add(each.group(1))));
    }

    private static void read(Path folder, String ending, Map<String, String> into) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                into.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    /** As one line, without the decisions of the past. */
    private static Map<String, List<String>> sentences() {
        Map<String, List<String>> sentences = new TreeMap<>();
        PAGES.forEach((page, text) -> {
            if (!page.startsWith("docs/adr/")) {
                sentences.put(
                        page, List.of(LINE_END.matcher(text).replaceAll(" ").split("(?<=[.:;]) ")));
            }
        });
        return sentences;
    }

    @Test
    void all_pages_say_the_same_of_what_is_kept_in_step_with_trackingtime() {
        Set<String> telling = new TreeSet<>();
        sentences().forEach((page, all) -> all.stream()
                .filter(each -> page.contains("trackingtime") || each.contains("TrackingTime"))
                .filter(each -> each.matches(".*[Pp]rojects.* in step.*"))
                .forEach(each -> {
                    telling.add(page);
                    assertThat(each).as(page).containsPattern("[Pp]rojects(,| and) tasks(,| and) time entries");
                }));
        assertThat(telling).contains("docs/limits.md", "docs/connect-trackingtime.md", "docs/trackingtime.md");
    }

    private static Stream<MatchResult> citations(String source) {
        return CITATION.matcher(LINE_END.matcher(source).replaceAll(" ")).results();
    }

    /** What of it is not there. */
    private static Stream<String> missing(MatchResult citation) {
        String page = PAGES.get(citation.group(1));
        if (page == null) {
            return Stream.of(citation.group(1));
        }
        if (citation.group(2) == null) {
            return Stream.of();
        }
        Set<String> sections =
                HEADING.matcher(page).results().map(each -> each.group(1)).collect(toSet());
        return NUMBER.matcher(citation.group(2))
                .results()
                .map(MatchResult::group)
                .filter(section -> !sections.contains(section))
                .map(section -> citation.group(1) + ", section " + section);
    }

    @Test
    void every_page_and_section_that_the_code_cites_is_there() {
        assertThat(SOURCES.values().stream().flatMap(CitedPagesTest::citations)).hasSizeGreaterThan(100);
        assertNone(SOURCES, source -> citations(source).flatMap(CitedPagesTest::missing));
    }

    /** Told by its file alone: to show all that is right would take thousands of lines. */
    private static void assertNone(Map<String, String> texts, Function<String, Stream<String>> wrong) {
        assertThat(texts.entrySet().stream()
                        .flatMap(each -> wrong.apply(each.getValue()).map(what -> each.getKey() + ": " + what)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(docs/%s.md, section 1)|sync-design|",
                "docs/%s.md, sections 3, 7 and 8|ticktick|",
                "of it; docs/%s.md.|ticktick|",
                "docs/%s.md|nothing|''",
                "docs/%s.md, section 14|ticktick|, section 14",
                "docs/%s.md, sections 5 and 70|ticktick|, section 70",
                "docs/%s.md, sections 5 to 71|ticktick|, section 71",
                "'(docs/%s.md,%n     * section 72)'|ticktick|, section 72",
                "'// docs/%s.md, section%n        // 73'|ticktick|, section 73"
            })
    void one_that_is_not_there_is_found(String comment, String page, String missing) {
        assertThat(citations(comment.formatted(page)).flatMap(CitedPagesTest::missing))
                .containsExactlyElementsOf(missing == null ? List.of() : List.of("docs/" + page + ".md" + missing));
    }

    @Test
    void the_code_refers_to_no_page_that_is_not_in_the_repository() {
        assertNone(SOURCES, source -> ELSEWHERE.stream()
                .flatMap(words ->
                        words.matcher(LINE_END.matcher(source).replaceAll(" ")).results())
                .map(MatchResult::group));
    }

    @Test
    void every_test_that_a_page_names_is_there() {
        Map<String, String> tests = new TreeMap<>();
        SOURCES.forEach((file, source) -> {
            if (file.contains("/src/test/")) {
                tests.put(file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()), source);
            }
        });
        assertThat(PAGES.values().stream()
                        .flatMap(page -> NAMED_TEST.matcher(page).results()))
                .hasSizeGreaterThan(300);
        assertNone(PAGES, page -> NAMED_TEST
                .matcher(page)
                .results()
                .filter(named -> !isThere(named, tests))
                .map(MatchResult::group));
    }

    private static boolean isThere(MatchResult named, Map<String, String> tests) {
        String test = tests.get(named.group(1));
        return test != null && (named.group(2) == null || test.contains("void " + named.group(2) + "("));
    }

    /** On the pages that lead through the code; what other pages tell of it is of their time. */
    @ParameterizedTest
    @CsvSource({"README.md, 8", "CONTRIBUTING.md, 6", "docs/glossary.md, 8", "docs/sync-design.md, 2"})
    void every_type_package_and_file_that_a_page_about_the_code_names_is_there(String page, int packages) {
        assertThat(NAMED_PACKAGE.matcher(PAGES.get(page)).results()).hasSizeGreaterThan(packages);
        assertThat(absent(PAGES.get(page))).isEmpty();
    }

    @Test
    void what_a_page_names_and_is_not_there_is_found() {
        assertThat(absent(
                        "`Ledger` and `Ledgers` in application.ledger, not application.ledgers; ProjectResourceOf, `trials/size`,"
                                + " `trials/none --seeds`, TickTick."))
                .containsExactlyInAnyOrder("Ledgers", "ProjectResourceOf", "application.ledgers", "trials/none");
    }

    private static Stream<String> absent(String page) {
        Stream<String> types = NAMED_TYPE
                .matcher(page)
                .results()
                .map(named -> named.group(1) == null ? named.group(2) : named.group(1))
                .filter(type -> !NO_FILES.contains(type) && !DECLARED.contains(type));
        Stream<String> packages = NAMED_PACKAGE
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(name -> noSourceContains("/src/main/java/dev/devledger/" + name.replace('.', '/') + "/"));
        Stream<String> files = NAMED_FILE
                .matcher(page)
                .results()
                .map(named -> named.group(1))
                .filter(file -> !Files.exists(ROOT.resolve(file)));
        return Stream.of(types, packages, files).flatMap(each -> each);
    }

    private static boolean noSourceContains(String part) {
        return SOURCES.keySet().stream().noneMatch(file -> file.contains(part));
    }
}
