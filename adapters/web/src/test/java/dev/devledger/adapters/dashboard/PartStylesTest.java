package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules with which a conversation shows parts of the pages. */
class PartStylesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path SHEETS = Path.of("src/main/resources/static");
    private static final Pattern CALL = Pattern.compile("@template\\.(dashboard[.\\w]*)\\(");
    private static final Pattern CLASSES = Pattern.compile("class=\"([^\"]*(?:\\$\\{[^}]*}[^\"]*)*)\"");

    /** A board is no tree, and has no handles. */
    private static final Set<String> LEFT_OUT = Set.of("handle", "row-pick");

    private static Set<String> classes() throws IOException {
        Set<String> read = new TreeSet<>();
        Set<String> classes = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(
                "dashboard.boardview", "dashboard.undoview", "dashboard.conflictsview", "dashboard.time.dayview"));
        while (!left.isEmpty()) {
            String name = left.pop();
            if (read.add(name)) {
                String template = Files.readString(TEMPLATES.resolve(name.replace('.', '/') + ".jte"));
                CALL.matcher(template).results().forEach(each -> left.add(each.group(1)));
                CLASSES.matcher(template)
                        .results()
                        .flatMap(each -> Stream.of(
                                each.group(1).replaceAll("\\$\\{[^}]*}", " ").split("\\s+")))
                        .filter(each -> !each.isEmpty())
                        .forEach(classes::add);
            }
        }
        assertThat(read).contains("dashboard.taskrow", "dashboard.conflict", "dashboard.history.changes");
        return classes;
    }

    private static String pages() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SHEETS)) {
            for (Path each : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".css"))::iterator) {
                all.append(Files.readString(each));
            }
        }
        return all.toString();
    }

    private static boolean styles(String sheet, String name) {
        return Pattern.compile("\\." + Pattern.quote(name) + "(?![\\w-])")
                .matcher(sheet)
                .find();
    }

    @Test
    void each_class_of_the_parts_that_the_pages_style_is_styled() throws IOException {
        String pages = pages();
        String parts = PartStyles.all();
        assertThat(classes())
                .contains("task", "tag", "sides", "entries")
                .filteredOn(each -> !LEFT_OUT.contains(each) && styles(pages, each))
                .as("a class that a template of a view begins to use is named in PartStyles")
                .allMatch(each -> styles(parts, each));
    }

    @Test
    void rules_of_whole_pages_are_left_out() {
        assertThat(PartStyles.of("""
                /* {a comment} */
                header.frame, .task > .title:not(.hidden) { color: red; }
                .board { display: grid }
                @media (max-width: 40rem) { .filters { margin: 0 } :is(h1, .tag) { margin: 0; } }
                @media print { .task { display: none } }
                @keyframes waiting { to { right: 10% } }"""))
                .isEqualTo(".task > .title:not(.hidden){color: red;}"
                        + "@media (max-width: 40rem){:is(h1,.tag){margin: 0;}}");
    }
}
