package dev.devledger.adapters.dashboard.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final String REL = " rel=\"noreferrer noopener nofollow\"";
    private static final String BOX = "<input type=\"checkbox\" ";
    private static final long MOST_MILLIS = 200;
    private static final int TRIES = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static String text(String source) {
        return Markdown.text(source, UnaryOperator.identity()).toString();
    }

    private static String line(String source) {
        return Markdown.line(source, UnaryOperator.identity()).toString();
    }

    private static String paragraph(String html) {
        return "<p dir=\"auto\">" + html + "</p>\n";
    }

    static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("One\n\nTwo", paragraph("One") + paragraph("Two")),
                Arguments.of("One\nTwo  \nThree", paragraph("One<br />\nTwo<br />\nThree")),
                Arguments.of(
                        "**a** *b* `c < d` ~~e~~",
                        paragraph("<strong>a</strong> <em>b</em> <code>c &lt; d</code> <del>e</del>")),
                Arguments.of("~5 to ~7", paragraph("~5 to ~7")),
                Arguments.of(
                        "# a\n## b\n#### c\n# d\n#\n",
                        "<h3 dir=\"auto\">a</h3>\n<h4 dir=\"auto\">b</h4>\n"
                                + "<h5 dir=\"auto\">c</h5>\n<h3 dir=\"auto\">d</h3>\n"),
                Arguments.of("###### deep", "<h3 dir=\"auto\">deep</h3>\n"),
                Arguments.of(
                        "- a\n- b\n  1. c",
                        "<ul dir=\"auto\">\n<li>a</li>\n<li>b\n<ol dir=\"auto\">\n"
                                + "<li>c</li>\n</ol>\n</li>\n</ul>\n"),
                Arguments.of(
                        "3. a\n\n4. b",
                        "<ol start=\"3\" dir=\"auto\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n" + "</li>\n</ol>\n"),
                Arguments.of(
                        "- [x] a\n- [ ] b",
                        "<ul dir=\"auto\">\n<li>" + BOX + "checked disabled aria-label=\"done\"> a" + "</li>\n<li>"
                                + BOX + "disabled aria-label=\"not done\"> b</li>\n</ul>\n"),
                Arguments.of(
                        "```java\na < b\n  c", "<pre dir=\"ltr\" tabindex=\"0\"><code>a &lt; b\n  c\n</code></pre>\n"),
                Arguments.of("    code", "<pre dir=\"ltr\" tabindex=\"0\"><code>code\n</code></pre>\n"),
                Arguments.of("> a", "<blockquote>\n" + paragraph("a") + "</blockquote>\n"),
                Arguments.of("---", "<hr />\n"),
                Arguments.of(
                        "| a | |\n|---|--:|\n| b | T-1 |",
                        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n<thead>\n<tr>\n"
                                + "<th scope=\"col\" dir=\"auto\">a</th>\n<td class=\"right\" dir=\"auto\"></td>\n</tr>\n"
                                + "</thead>\n<tbody>\n<tr>\n<td dir=\"auto\">b</td>\n"
                                + "<td class=\"right\" dir=\"auto\"><a href=\"/tasks/T-1\">T-1</a></td>\n</tr>\n</tbody>\n"
                                + "</table></div>\n"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_text_has_the_blocks_of_its_markdown(String source, String html) {
        assertThat(text(source)).isEqualTo(html);
    }

    static Stream<Arguments> links() {
        return Stream.of(
                Arguments.of("T-12", "<a href=\"/tasks/T-12\">T-12</a>"),
                Arguments.of("(p-3), t-4.", "(<a href=\"/projects/P-3\">p-3</a>), <a href=\"/tasks/T-4\">t-4</a>."),
                Arguments.of("**T-1**", "<strong><a href=\"/tasks/T-1\">T-1</a></strong>"),
                Arguments.of("FOO-T-12x T-12x T-12-a xT-1 T-0 T-1_b T-1.md a/T-1 E-1", null),
                Arguments.of("`T-1`", "<code>T-1</code>"),
                Arguments.of("[T-1](/tasks/T-2)", "<a href=\"/tasks/T-2\">T-1</a>"),
                Arguments.of(
                        "#tag, #a-b/c_d. #ä1",
                        "<a href=\"/tasks?tag=tag\">#tag</a>,"
                                + " <a href=\"/tasks?tag=a-b%2Fc_d\">#a-b/c_d</a>. <a href=\"/tasks?tag=%C3%A41\">#ä1</a>"),
                Arguments.of("C# F#a #12 ##a a/#b " + "#" + "x".repeat(65), null),
                Arguments.of(
                        "@ada and @claude-code/2.1.",
                        "<a href=\"/agents?client=ada\">@ada</a> and"
                                + " <a href=\"/agents?client=claude-code%2F2.1\">@claude-code/2.1</a>."),
                Arguments.of("@Override @angular/core @a@b @", null),
                Arguments.of(
                        "https://a.example/T-1?b=1&c=#d.",
                        "<a href=\"https://a.example/T-1?b=1&amp;c=#d\"" + REL
                                + ">https://a.example/T-1?b=1&amp;c=#d</a>."),
                Arguments.of("ana@example.com", "<a href=\"mailto:ana@example.com\"" + REL + ">ana@example.com</a>"),
                Arguments.of(
                        "[a](https://a.example/ü \"b\")",
                        "<a href=\"https://a.example/%C3%BC\"" + REL + " title=\"b\">a</a>"),
                Arguments.of("[](https://a.example)", "<a href=\"https://a.example\"" + REL + ">https://a.example</a>"),
                Arguments.of(
                        "![a *b*](https://a.example/c.png)", "<a href=\"https://a.example/c.png\"" + REL + ">a b</a>"),
                Arguments.of(
                        "![](https://a.example/c.png)",
                        "<a href=\"https://a.example/c.png\"" + REL + ">https://a.example/c.png</a>"),
                Arguments.of(
                        "[![a](https://a.example/b.png)](https://c.example)",
                        "<a href=\"https://c.example\"" + REL + ">a</a>"),
                Arguments.of("![a](data:image/png;base64,AA)", null),
                Arguments.of("[a](/" + "b".repeat(2_000) + ")", null));
    }

    @ParameterizedTest
    @MethodSource("links")
    void what_a_text_names_is_a_link(String source, String html) {
        assertThat(text(source)).isEqualTo(paragraph(html == null ? source : html));
        assertThat(line(source)).isEqualTo(html == null ? source : html);
    }

    @Test
    void a_link_to_a_task_or_project_leads_to_the_moment_of_the_page() {
        String html = Markdown.text("T-1 [a](/projects/P-2) [b](/history) #c", address -> address + "?asOf=7")
                .toString();
        assertThat(html)
                .contains(
                        "\"/tasks/T-1?asOf=7\"", "\"/projects/P-2?asOf=7\"", "\"/history\"", "\"/tasks?tag=c?asOf=7\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# a | # a",
                "- [x] a | - [x] a",
                "> a | &gt; a",
                "[a]: https://a.example | [a]: https://a.example",
                "*a* <b>c</b> `d` | <em>a</em> &lt;b&gt;c&lt;/b&gt; <code>d</code>"
            })
    void a_line_has_no_blocks(String source, String html) {
        assertThat(line(source)).isEqualTo(html);
    }

    @Test
    void a_line_of_several_lines_is_one() {
        assertThat(line(" a\n\n\t b\r\nT-1 ")).isEqualTo("a b <a href=\"/tasks/T-1\">T-1</a>");
        assertThat(line(" \n ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waits for T-1, #db and @ada | waits for T-1, #db and @ada",
                "see [the **plan**](https://a.example/p) | see the <strong>plan</strong>",
                "see https://a.example/?a&b | see https://a.example/?a&amp;b",
                "![a *chart*](https://a.example/c.png) | a <em>chart</em>",
                "[![chart](/c.png)](/projects/P-1) | chart",
                "[](https://a.example) | https://a.example",
                "[a](javascript:b) | a"
            })
    void an_excerpt_has_the_words_of_links(String source, String html) {
        assertThat(Markdown.excerpt(source).toString()).isEqualTo(html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//a.example/x.js></SCRIPT>",
                "<img src=x onerror=alert(1)>",
                "<div onclick=\"alert(1)\">a</div>",
                "<div\nonclick=alert(1)\n>",
                "<!-- --><svg/onload=alert(1)>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php <script>alert(1)</script> ?>",
                "<style>*{display:none}</style>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "a <b onmouseover=alert(1)>b</b>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](  javascript:alert(1))",
                "[a](<javascript:alert(1)>)",
                "[a](<java\tscript:alert(1)>)",
                "[a](&#106;avascript:alert(1))",
                "[a](&#x6A;avascript:alert(1))",
                "[a](javascript&colon;alert(1))",
                "[a](java&Tab;script:alert(1))",
                "[a](java&NewLine;script:alert(1))",
                "[a](&#1;javascript:alert(1))",
                "[a](&#0;javascript:alert(1))",
                "[a](&nbsp;javascript:alert(1))",
                "[a](%6aavascript:alert(1))",
                "[a](\\javascript:alert(1))",
                "[a](javascript://a.example/%0Aalert(1))",
                "[a](vbscript:msgbox(1))",
                "[a](data:text/html,<script>alert(1)</script>)",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](file:///etc/passwd)",
                "[a](blob:https://a.example/1)",
                "[a](view-source:https://a.example)",
                "[a](//a.example)",
                "[a](/\\/a.example\\@b)",
                "[a](tasks/T-1)",
                "[a](https:alert)",
                "[a](https:///alert)",
                "[a][b]\n\n[b]: javascript:alert(1)",
                "[a]: javascript:alert(1)\n\n[a]",
                "![a](javascript:alert(1))",
                "![a](x\"onerror=\"alert(1))",
                "<javascript:alert(1)>",
                "<data:text/html,alert>",
                "<vbscript:alert>",
                "javascript://a.example/alert(1)",
                "data://a.example/b",
                "file:///etc/passwd",
                "[a](https://a.example \"\"onmouseover=\"alert(1)\")",
                "[a](https://a.example '\"><script>alert(1)</script>')",
                "[a](https://a.example/\"onmouseover=\"alert(1))",
                "[a](https://a.example/'><script>alert(1)</script>)",
                "[a](https://a.example/`onload=`alert(1))",
                "[](javascript:alert(1))",
                "](javascript:alert(1))",
                "[a]](javascript:alert(1)) [b](\"><img src=x>)",
                "[<img src=x onerror=alert(1)>](https://a.example)",
                "![<img src=x onerror=alert(1)>](https://a.example)",
                "[`\"><script>`](https://a.example)",
                "``` \"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>",
                "```\n</code></pre><script>alert(1)</script>",
                "~~~a\" onload=\"alert(1)\nb",
                "    </code></pre><script>alert(1)</script>",
                "`</code><script>alert(1)</script>",
                "|<script>|\n|---|\n|</td><script>alert(1)</script>|",
                "| a |\n|:-:\" onload=x|\n| b |",
                "# <script>alert(1)</script>",
                "- [x] <script>alert(1)</script>",
                "- [\"><script>] a",
                "#tag\"><script>alert(1)</script>",
                "@ada\"><script>alert(1)</script>",
                "T-1\"><script>alert(1)</script>",
                "https://a.example/\"><script>alert(1)</script>",
                "https://a.example/<script>alert(1)</script>",
                "http://a.example\" onmouseover=\"alert(1)",
                "ana@example.com\"><script>",
                "<https://a.example/\"onmouseover=\"alert(1)>",
                "[a](https://a.example\u0000\u0001)",
                "\u0000<script>\u0000",
                "[a](http://\u202Egro.elpmaxe)",
                "*a<b onload=x>*b*</b>"
            })
    void an_attack_stays_text(String source) {
        for (String html :
                List.of(text(source), line(source), Markdown.excerpt(source).toString())) {
            assertThat(harmful(html)).as(html).isEmpty();
        }
    }

    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final String ATTRIBUTE = "[^\"<>]*";

    private static final Pattern HARMLESS =
            Pattern.compile("</?(?:strong|em|code|del|blockquote|table|thead|tbody|tr|li)>"
                    + "|</(?:p|a|h[3-6]|ul|ol|pre|th|td|div)>|<(?:br|hr) />"
                    + "|<(?:p|h[3-6]|ul)( class=\"text\")? ?(?:dir=\"auto\")?>|<ol(?: start=\"[0-9]+\")? dir=\"auto\">"
                    + "|<pre dir=\"ltr\" tabindex=\"0\">|<input type=\"checkbox\" (?:checked )?disabled aria-label=\"(?:not )?done\">"
                    + "|<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">"
                    + "|<t[hd](?: scope=\"col\")?(?: class=\"(?:centered|right)\")? dir=\"auto\">"
                    + "|<a href=\"(?:https?://[^/\"?# ]" + ATTRIBUTE + "|mailto:" + ATTRIBUTE + ")\"" + REL
                    + "(?: title=\""
                    + ATTRIBUTE + "\")?>"
                    + "|<a href=\"/(?:(?!/)" + ATTRIBUTE + ")?\"(?: title=\"" + ATTRIBUTE + "\")?>");

    /** Each tag that is not one of those that the renderer writes. */
    private static List<String> harmful(String html) {
        return TAG.matcher(html)
                .results()
                .map(found -> found.group())
                .filter(tag -> !HARMLESS.matcher(tag).matches())
                .toList();
    }

    @Test
    void what_is_harmful_is_found() {
        for (String html : List.of(
                "<script>",
                "<img src=x>",
                "<a href=\"javascript:x\">",
                "<a href=\"//a.example\">",
                "<a href=\"https://a.example\">",
                "<p dir=\"auto\" onclick=\"x\">",
                "<p")) {
            assertThat(harmful(html)).as(html).hasSize(1);
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("letters", "x".repeat(100_000)),
                Arguments.of("words", "word ".repeat(20_000)),
                Arguments.of("lines", "a\n".repeat(50_000)),
                Arguments.of("spaces", " ".repeat(99_999) + "a"),
                Arguments.of("stars", "*".repeat(10_000)),
                Arguments.of("stars around", "*".repeat(10_000) + "x" + "*".repeat(10_000)),
                Arguments.of("open emphasis", "*a ".repeat(10_000)),
                Arguments.of("closed emphasis", "*a ".repeat(10_000) + " b*".repeat(10_000)),
                Arguments.of("mixed emphasis", "*a _b ".repeat(10_000)),
                Arguments.of("brackets", "[".repeat(10_000)),
                Arguments.of("brackets around", "[".repeat(10_000) + "a" + "]".repeat(10_000)),
                Arguments.of("links", "[a](".repeat(10_000)),
                Arguments.of("links around", "[".repeat(10_000) + "a" + "](/b)".repeat(10_000)),
                Arguments.of("images around", "![".repeat(10_000) + "a" + "](/b)".repeat(10_000)),
                Arguments.of("quotes", ">".repeat(10_000)),
                Arguments.of(
                        "quotes by line",
                        IntStream.rangeClosed(1, 400)
                                .mapToObj(depth -> ">".repeat(depth) + " a")
                                .collect(Collectors.joining("\n"))),
                Arguments.of("lists in a line", "- ".repeat(10_000)),
                Arguments.of("numbers in a line", "1. ".repeat(10_000)),
                Arguments.of(
                        "nested lists",
                        IntStream.range(0, 1_000)
                                .mapToObj(depth -> "  ".repeat(depth % 45) + "- a")
                                .collect(Collectors.joining("\n"))),
                Arguments.of(
                        "lists 1,000 deep",
                        IntStream.range(0, 1_000)
                                .mapToObj(depth -> " ".repeat(depth) + "- a")
                                .collect(Collectors.joining("\n"))),
                Arguments.of(
                        "ticks",
                        IntStream.rangeClosed(1, 440).mapToObj("`"::repeat).collect(Collectors.joining(" "))),
                Arguments.of("tildes", "~~a ".repeat(25_000)),
                Arguments.of("tags", "<a ".repeat(10_000)),
                Arguments.of("angles", "<".repeat(100_000)),
                Arguments.of("comments", "<!-- a ".repeat(10_000)),
                Arguments.of("entities", "&".repeat(50_000) + "&amp;".repeat(10_000)),
                Arguments.of("backslashes", "\\".repeat(100_000)),
                Arguments.of("keys", "T-1 ".repeat(25_000)),
                Arguments.of("long key", "T-" + "1".repeat(100_000)),
                Arguments.of("hashes", "#".repeat(100_000)),
                Arguments.of("open tags", "#1".repeat(50_000)),
                Arguments.of("many tags", "#a ".repeat(33_000)),
                Arguments.of("ats", "@a".repeat(50_000)),
                Arguments.of("dots and ats", "a.".repeat(25_000) + "@" + "a.".repeat(25_000)),
                Arguments.of("addresses", "http://a.b ".repeat(9_000)),
                Arguments.of("schemes", "http://".repeat(14_000)),
                Arguments.of("colons", "a:".repeat(50_000)),
                Arguments.of("definitions", "[a]: /b\n".repeat(12_500)),
                Arguments.of("open definitions", "[a]:\n".repeat(20_000)),
                Arguments.of("uses of a long address", "[a]: /" + "b".repeat(50_000) + "\n\n" + "[a]".repeat(16_000)),
                Arguments.of("uses of a long title", "[a]: /b '" + "b".repeat(50_000) + "'\n\n" + "[a]".repeat(16_000)),
                Arguments.of(
                        "wide and long table",
                        "|a".repeat(8_000) + "|\n" + "|-".repeat(8_000) + "|\n" + "||\n".repeat(20_000)),
                Arguments.of("many tables", "|a|b|c\n|-|-|-\n||\n||\n\n".repeat(4_000)),
                Arguments.of("bars", "|".repeat(100_000)),
                Arguments.of("bars and lines", "|-\n".repeat(33_000)),
                Arguments.of("headings", "# a\n".repeat(25_000)),
                Arguments.of("underlined", "a\n=\n".repeat(25_000)),
                Arguments.of("boxes", "- [ ] a\n".repeat(12_500)),
                Arguments.of("fences", "```\n".repeat(25_000)),
                Arguments.of("tabs", "\t".repeat(100_000)),
                Arguments.of("nothing", "\u0000".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void a_text_that_is_made_to_be_slow_is_not(String name, String source) {
        assertThat(millis(source, MarkdownTest::text)).as(name + ", ms").isLessThanOrEqualTo(MOST_MILLIS);
        assertThat(millis(source, MarkdownTest::line))
                .as(name + " as a line, ms")
                .isLessThanOrEqualTo(MOST_MILLIS);
    }

    /** The time of this thread alone, as the machine has other work; the best of a few, as the first ones are interpreted. */
    private static long millis(String source, UnaryOperator<String> rendering) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > MOST_MILLIS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            String html = rendering.apply(source);
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000);
            assertThat(html.length()).isLessThanOrEqualTo(20 * (source.length() + 100));
        }
        return best;
    }

    /** An eighth of what a thread has by default. */
    @Test
    void no_text_overflows_a_small_stack() throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> floods().map(each -> (String) each.get()[1]).forEach(each -> {
                    text(each);
                    line(each);
                    Markdown.excerpt(each);
                }),
                "small",
                128 * 1024);
        thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void a_text_that_is_too_much_is_shown_as_it_is_written() {
        String table = "|a|\n|-|\n" + "|b|\n".repeat(10_000);
        assertThat(text(table))
                .startsWith("<p class=\"text\" dir=\"auto\">|a|\n|-|\n|b|")
                .endsWith("|b|\n</p>\n");
        String address = "[a]: /" + "b".repeat(1_000) + "\n\n";
        assertThat(text(address + "[a] ".repeat(10_000))).startsWith("<p class=\"text\" dir=\"auto\">[a]: /bb");
        assertThat(text(address + "[a] ".repeat(10))).startsWith("<p dir=\"auto\"><a href=\"/bb");
    }

    @Test
    void what_is_nested_too_deep_stays_text() {
        assertThat(text("> ".repeat(20) + "a")).contains("<blockquote>\n<p dir=\"auto\">&gt; ");
        assertThat(text("- ".repeat(20) + "a")).contains("<li>- ");
    }
}
