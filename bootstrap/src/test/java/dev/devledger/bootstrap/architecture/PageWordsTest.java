package dev.devledger.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.SourceModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The glossary of the pages. A button begins with one of its verbs, so that the same thing is called the same everywhere: Save, and not
 * Store. Sentences are those of a product: nouns, verbs of the trade, and the second person.
 */
class PageWordsTest {
    private static final Set<String> VERBS = Set.of(
            "Add",
            "Approve",
            "Cancel",
            "Check",
            "Claim",
            "Clear",
            "Close",
            "Compare",
            "Complete",
            "Confirm",
            "Continue",
            "Copy",
            "Create",
            "Delete",
            "Dismiss",
            "Do",
            "Download",
            "Edit",
            "End",
            "Go",
            "Import",
            "Keep",
            "Link",
            "Log",
            "Move",
            "New",
            "Open",
            "Preview",
            "Rebuild",
            "Refuse",
            "Release",
            "Reload",
            "Remove",
            "Rename",
            "Reopen",
            "Restore",
            "Revoke",
            "Save",
            "Select",
            "Show",
            "Split",
            "Start",
            "Stop",
            "Sync",
            "Take",
            "Try",
            "Undo",
            "Use");

    /** Of a menu or a dialog that opens: what is in it. */
    private static final Set<String> OPENED =
            Set.of("Status…", "+ Project", "+ Time entry", "Command palette", "Keyboard shortcuts", "Time zone…");

    /** What the pages said once, and what they say instead. */
    private static final Map<String, String> BETTER = Map.ofEntries(
            Map.entry("take it back", "Undo"),
            Map.entry("taken back", "undone"),
            Map.entry("all the same", "anyway"),
            Map.entry("anew", "again"),
            Map.entry("whoever", "you, or a noun"),
            Map.entry("is there.", "is created."),
            Map.entry("need you", "what is overdue, blocked or in conflict"),
            Map.entry("sides agree", "no open conflicts, or nothing to sync"),
            Map.entry("settled by rule", "kept automatically"),
            Map.entry("turn it round", "switch to the other value"),
            Map.entry("choose it with others", "Select"),
            Map.entry("than it needs", "only the permissions it needs"),
            Map.entry("is revoked opens", "Revoked tokens stop working at once"),
            Map.entry("opens nothing any more", "stops working now"),
            Map.entry("cannot be taken back", "You cannot undo this"),
            Map.entry("did not see it run", "Result of the last verification"),
            Map.entry("a narrow one takes", "Quick syncs send known changes"),
            Map.entry("from below:", "By source"),
            Map.entry("single letters do nothing", "Turn off shortcuts"),
            Map.entry("stand closer together", "Compact"),
            Map.entry("where no other zone is named", "Times: Europe/Berlin"),
            Map.entry("with none it stays", "None: keep the card, stop syncing it"),
            Map.entry("nobody's new dependency", "A task cannot depend on a deleted task"),
            Map.entry("these come near", "Did you mean"),
            Map.entry("what would ticktick do", "Preview the sync"),
            Map.entry("all that is not finished", "unfinished projects"),
            Map.entry("below it", "Subtasks"),
            Map.entry("those that are done", "completed"),
            Map.entry("board before it", "Board before this"),
            Map.entry("differs since", "Compare with now"),
            Map.entry("is of all of that name", "Leave out actor and channel"));

    private static final Pattern BUTTON =
            Pattern.compile("<button\\b((?:[^>\"]|\"[^\"]*\")*)>(.*?)</button>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("aria-label=\"([^\"]*)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern MADE = Pattern.compile(
            "(?:(?:make|createElement)\\(\"button\"[^;]*?textContent: |\\b(?:item|link|button)\\()[\"`]([^\"`]+)");
    private static final Pattern SAID = Pattern.compile("\"[^\"\\n]*\"|'[^'\\n]*'|`[^`]*`");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:/?\\*|//).*$|(?<=[;{}]) // .*$");

    private static final Map<String, String> TEMPLATES = new TreeMap<>();
    private static final Map<String, String> SCRIPTS = new TreeMap<>();
    private static final Map<String, String> CLASSES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String module : List.of("adapters/web", "adapters/mcp")) {
            Path main = SourceModules.ROOT.resolve(module).resolve("src/main");
            try (Stream<Path> files = Files.walk(main)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    String name = SourceModules.ROOT.relativize(file).toString();
                    if (name.endsWith(".jte")) {
                        TEMPLATES.put(name, Files.readString(file));
                    } else if (name.endsWith(".js") && !name.contains("swagger")) {
                        SCRIPTS.put(name, Files.readString(file));
                    } else if (name.matches(".*adapters/(dashboard|security|oauth|html)/.*[.]java")) {
                        CLASSES.put(name, Files.readString(file));
                    }
                }
            }
        }
    }

    private static boolean isOfTheGlossary(String label) {
        String words = label.strip();
        return OPENED.contains(words)
                || VERBS.contains(words.replaceFirst("^[^\\p{L}]+", "").split("[^\\p{L}]", 2)[0]);
    }

    /** Of what is written in a button, or else of its name; each of several that it may have. */
    private static List<String> labels(String attributes, String written) {
        String words = written.replaceAll("<[^>]*>", " ").strip();
        if (words.startsWith("${")) {
            return LITERAL.matcher(words).results().map(found -> found.group(1)).toList();
        }
        Matcher name = NAME.matcher(attributes);
        return List.of(words.codePoints().anyMatch(Character::isLetter) || !name.find() ? words : name.group(1));
    }

    @Test
    void a_button_begins_with_a_verb_of_the_glossary() {
        List<String> odd = new ArrayList<>();
        List<String> all = new ArrayList<>();
        TEMPLATES.forEach((file, text) -> BUTTON.matcher(text)
                .results()
                .forEach(button -> labels(button.group(1), button.group(2)).forEach(label -> {
                    all.add(label);
                    if (!isOfTheGlossary(label)) {
                        odd.add(file + ": " + label);
                    }
                })));
        SCRIPTS.forEach((file, text) -> MADE.matcher(text).results().forEach(made -> {
            all.add(made.group(1));
            if (!isOfTheGlossary(made.group(1)) && !made.group(1).equals("×")) {
                odd.add(file + ": " + made.group(1));
            }
        }));
        assertThat(odd).isEmpty();
        assertThat(all)
                .as("as many as there are")
                .hasSizeGreaterThan(120)
                .contains("Save", "Take over", "Add a reason");
    }

    private static void look(List<String> odd, String file, String words) {
        String said = words.toLowerCase(Locale.ROOT);
        BETTER.forEach((phrase, better) -> {
            if (Pattern.compile("\\b" + Pattern.quote(phrase) + "(?!\\p{L})")
                    .matcher(said)
                    .find()) {
                odd.add(file + ": \"" + phrase + "\" → " + better + " in " + words.strip());
            }
        });
    }

    @Test
    void no_page_says_what_was_odd() {
        List<String> odd = new ArrayList<>();
        TEMPLATES.forEach((file, text) -> text.lines().forEach(line -> look(odd, file, line)));
        Stream.of(SCRIPTS, CLASSES)
                .forEach(files -> files.forEach(
                        (file, text) -> SAID.matcher(COMMENT.matcher(text).replaceAll(""))
                                .results()
                                .forEach(said -> look(odd, file, said.group()))));
        assertThat(odd).isEmpty();
        assertThat(CLASSES.size()).as("as many as there are").isGreaterThan(50);
    }
}
