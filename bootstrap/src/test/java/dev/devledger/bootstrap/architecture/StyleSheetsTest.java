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
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All pages have the colours of one file. */
class StyleSheetsTest {
    private static final String THEME = "theme.css";
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|light-dark\\(");
    private static final Pattern USED = Pattern.compile("var\\((--[a-z-]+)");
    private static final Pattern MADE = Pattern.compile("(--[a-z-]+):");
    private static final Pattern TWO = Pattern.compile("(--[a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");

    private static final Pattern SIZE = Pattern.compile("font(?:-size)?:[^;}]*?((?:[0-9.]+(?:r?em|px|pt|%))|inherit)");
    private static final Pattern WEIGHT = Pattern.compile("font-weight:\\s*([a-z0-9]+)");

    private static final int LINES = 600;

    private static final Map<String, String> SHEETS = new TreeMap<>();
    private static final Map<String, String> SCRIPTS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String module : SourceModules.all()) {
            Path resources = SourceModules.ROOT
                    .resolve(module)
                    .resolve("src")
                    .resolve("main")
                    .resolve("resources");
            if (Files.isDirectory(resources)) {
                try (Stream<Path> files = Files.walk(resources)) {
                    for (Path file : (Iterable<Path>) files.filter(each -> !isOfApp(each))::iterator) {
                        String name = file.getFileName().toString();
                        if (name.endsWith(".css")) {
                            SHEETS.put(name, Files.readString(file));
                        } else if (name.endsWith(".js")) {
                            SCRIPTS.put(name, Files.readString(file));
                        }
                    }
                }
            }
        }
    }

    /** The page of an app has the theme of whoever shows it, and no other sheet beside it. */
    private static boolean isOfApp(Path file) {
        return file.getFileName().toString().equals("show.css");
    }

    private static Set<String> names(String text, Pattern pattern) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        return names;
    }

    private static String theme() {
        return SHEETS.getOrDefault(THEME, "");
    }

    @Test
    void each_colour_stands_in_the_theme_alone() {
        assertThat(SHEETS)
                .containsKeys(
                        THEME, "devledger.css", "components.css", "sandbox.css", "clickup.css", "trackingtime.css");
        SHEETS.forEach((name, text) -> {
            if (!name.equals(THEME)) {
                assertThat(COLOUR.matcher(text).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    /** So that each has one subject, and a rule is found where it is looked for. */
    @Test
    void no_sheet_and_no_script_of_a_page_is_long() {
        assertThat(SCRIPTS).containsKeys("dashboard.js", "sandbox.js");
        for (Map<String, String> files : List.of(SHEETS, SCRIPTS)) {
            files.forEach(
                    (name, text) -> assertThat(text.lines().count()).as(name).isLessThanOrEqualTo(LINES));
        }
    }

    @Test
    void each_name_that_is_used_is_made_and_each_that_the_theme_makes_is_used() {
        Set<String> used = new TreeSet<>();
        SHEETS.forEach((name, text) -> {
            Set<String> here = names(text, USED);
            used.addAll(here);
            here.removeAll(names(theme(), MADE));
            here.removeAll(names(text, MADE));
            assertThat(here).as(name).isEmpty();
        });
        assertThat(used).containsAll(names(theme(), MADE));
    }

    /** WCAG 2.2, 1.4.3 and 1.4.11: what is text, and what only is the edge of something. */
    @Test
    void what_is_read_stands_out_from_what_is_below_it_in_both_themes() {
        Map<String, String[]> colours = new TreeMap<>();
        TWO.matcher(theme())
                .results()
                .forEach(found -> colours.put(found.group(1), new String[] {found.group(2), found.group(3)}));
        assertThat(colours).hasSize(names(theme(), MADE).size());
        for (int dark = 0; dark < 2; dark++) {
            for (String name : colours.keySet()) {
                for (String ground : grounds(name)) {
                    assertThat(contrast(colours.get(name)[dark], colours.get(ground)[dark]))
                            .as("%s on %s, %s", name, ground, dark == 0 ? "light" : "dark")
                            .isGreaterThanOrEqualTo(name.equals("--edge") ? 3 : 4.5);
                }
            }
        }
    }

    /** 12, 13, 14, 16 and 20 pixels, and three weights. */
    @Test
    void a_text_has_one_of_five_sizes_and_of_three_weights() {
        SHEETS.forEach((name, text) -> {
            assertThat(names(text, SIZE))
                    .as(name)
                    .isSubsetOf(
                            "0.75rem",
                            ".75rem",
                            "0.8125rem",
                            ".8125rem",
                            "0.875rem",
                            ".875rem",
                            "1rem",
                            "1.25rem",
                            "inherit");
            assertThat(names(text, WEIGHT)).as(name).isSubsetOf("400", "500", "650", "inherit");
        });
    }

    private static String[] grounds(String name) {
        return switch (name) {
            case "--paper", "--raised", "--sunk", "--line", "--past", "--added-ground", "--gone-ground" ->
                new String[0];
            case "--added" -> new String[] {"--paper", "--raised", "--sunk", "--added-ground"};
            case "--gone" -> new String[] {"--paper", "--raised", "--sunk", "--gone-ground"};
            case "--on-accent" -> new String[] {"--accent"};
            case "--past-ink" -> new String[] {"--past"};
            default -> new String[] {"--paper", "--raised", "--sunk"};
        };
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        double[] shares = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += shares[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** Else a browser asks for it at each visit; see ADR 0091. */
    @Test
    void a_page_names_its_files_with_what_is_in_them() throws IOException {
        Path pages = SourceModules.ROOT.resolve("adapters/web/src/main/jte");
        try (Stream<Path> files = Files.walk(pages)) {
            for (Path page :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".jte"))::iterator) {
                assertThat(Files.readString(page))
                        .as(page.toString())
                        .doesNotContainPattern("(src|href)=\"/[^\"]*[.](js|css|svg)\"");
            }
        }
    }
}
