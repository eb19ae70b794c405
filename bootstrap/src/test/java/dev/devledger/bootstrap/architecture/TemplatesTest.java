package dev.devledger.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.SourceModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no template does: the engine escapes by place, and addresses are not its strength. */
class TemplatesTest {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\$unsafe|<style|\\sstyle\\s*=|\\son[a-z]+\\s*=\\s*[\"'$]|<script(?![^>]*\\ssrc=)|\\shx-on|js:",
            Pattern.CASE_INSENSITIVE);

    /** The engine takes {@code @elseincomplete} for words: what should stand behind it is not shown, and in another case it is. */
    private static final Pattern NO_ELSE = Pattern.compile("@else(?!if\\()[a-z]\\w*");

    /** What a template writes as it is: content that makes itself, and what is made of it. */
    private static final Pattern UNESCAPED = Pattern.compile("import gg\\.jte\\.(Content;|TemplateOutput;|\\*)");

    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:href|src|action|formaction|xlink:href)\\s*=\\s*[\"']?\\$\\{([^}]*)}");

    /**
     * Views make these of a path of ours and of what is asked for, encoded. Whatever else a template wants to lead to has
     * to be added here, and is looked at then.
     */
    private static final Set<String> OWN = Set.of(
            "address",
            "connect",
            "path",
            "href",
            "with",
            "next",
            "olderNotes",
            "more",
            "before",
            "after",
            "since",
            "now",
            "all",
            "file",
            "asOf",
            "search",
            "history",
            "day",
            "week",
            "totals",
            "span",
            "of",
            "csv",
            "staysFile",
            "sums",
            "then",
            "sandbox",
            "list",
            "action",
            "server",
            "cursor",
            "vsCode");

    /** Somebody else wrote these: the view named has them from Href.of. */
    private static final Map<String, String> OF_OTHERS = Map.of(
            "candidate.there", "adapters/web/src/main/java/dev/devledger/adapters/dashboard/ConflictCard.java",
            "link.there", "adapters/web/src/main/java/dev/devledger/adapters/dashboard/LinkStatusView.java",
            "page.repository", "adapters/web/src/main/java/dev/devledger/adapters/dashboard/ProjectPage.java");

    private static final Map<String, String> TEMPLATES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String module : SourceModules.all()) {
            Path folder = SourceModules.ROOT.resolve(module).resolve("src/main/jte");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : (Iterable<Path>)
                            files.filter(each -> each.toString().endsWith(".jte"))::iterator) {
                        TEMPLATES.put(SourceModules.ROOT.relativize(file).toString(), Files.readString(file));
                    }
                }
            }
        }
    }

    private static List<String> addresses(String template) {
        return ADDRESS.matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(each -> !isOurs(each))
                .toList();
    }

    private static boolean isOurs(String expression) {
        String names = expression;
        for (String before = ""; !before.equals(names); ) {
            before = names;
            names = names.replaceAll("\\([^()]*\\)", ""); // what a call is given
        }
        return OF_OTHERS.containsKey(names)
                || (names.matches("[A-Za-z.]+") && OWN.contains(names.substring(names.lastIndexOf('.') + 1)));
    }

    private static List<String> forbidden(String template) {
        return FORBIDDEN.matcher(template).results().map(MatchResult::group).toList();
    }

    @Test
    void the_templates_of_each_module_are_seen() {
        assertThat(TEMPLATES.keySet())
                .anyMatch(each -> each.contains("adapters/web/"))
                .anyMatch(each -> each.contains("adapters/format/"))
                .anyMatch(each -> each.contains("adapters/sandbox/"))
                .hasSizeGreaterThan(60);
    }

    @Test
    void nothing_is_written_unescaped_and_no_script_or_style_stands_in_a_page() {
        TEMPLATES.forEach((name, text) -> assertThat(forbidden(text)).as(name).isEmpty());
    }

    /** Whoever looks for what is not escaped has one class to read. */
    @Test
    void html_that_no_template_has_is_written_by_one_class() throws IOException {
        for (String module : SourceModules.all()) {
            try (Stream<Path> files =
                    Files.walk(SourceModules.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        (Iterable<Path>) files.filter(each -> each.toString().endsWith(".java"))::iterator) {
                    assertThat(UNESCAPED.matcher(Files.readString(file)).find())
                            .as(file.toString())
                            .isEqualTo(file.endsWith("Markdown.java"));
                }
            }
        }
    }

    @Test
    void what_stands_behind_an_else_is_told_apart_from_it() {
        TEMPLATES.forEach(
                (name, text) -> assertThat(NO_ELSE.matcher(text).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty());
        assertThat(NO_ELSE.matcher("@if(a)whole@elseincomplete@endif").find()).isTrue();
        assertThat(NO_ELSE.matcher("@if(a)whole@elseif(b)half@else<b>none</b>@endif")
                        .find())
                .isFalse();
    }

    @Test
    void a_page_leads_only_to_what_was_made_by_us_or_looked_at() throws IOException {
        TEMPLATES.forEach((name, text) -> assertThat(addresses(text)).as(name).isEmpty());
        for (String view : OF_OTHERS.values()) {
            assertThat(Files.readString(SourceModules.ROOT.resolve(view))).contains("Href.of(");
        }
    }

    @Test
    void what_is_forbidden_is_found() {
        for (String bad : List.of(
                "$unsafe{x}",
                "<p style=\"color: red\">",
                "<p onclick=\"x()\">",
                "<style>",
                "<script>x()</script>",
                "<script defer>x()</script>",
                "<p hx-on:click=\"x()\">")) {
            assertThat(forbidden(bad)).as(bad).isNotEmpty();
        }
        for (String bad : List.of(
                "<a href=\"${page.project().repositoryUrl()}\">",
                "<img src=\"${picture}\">",
                "<form action=\"${card.title()}\">",
                "<a href=\"${asked.with(x).toUrl(href())}\">")) {
            assertThat(addresses(bad)).as(bad).isNotEmpty();
        }
    }
}
