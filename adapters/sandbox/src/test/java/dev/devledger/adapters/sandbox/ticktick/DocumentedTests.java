package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pages that say which test holds what, and such pages grow old. */
final class DocumentedTests {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:#(\\w+))?`");

    private DocumentedTests() {}

    static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    /** The sources of all tests by the names of their classes. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (Path folder : testFolders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }

    private static List<Path> testFolders() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 2)) {
            return folders.map(each -> each.resolve("src").resolve("test").resolve("java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    static List<MatchResult> in(String text) {
        return TEST.matcher(text).results().toList();
    }

    /** Each test that is named is there. */
    static void assertThere(String page) throws IOException {
        Map<String, String> tests = tests();
        assertThat(in(page)).hasSizeGreaterThan(80).allSatisfy(named -> {
            assertThat(tests).containsKey(named.group(1));
            Optional.ofNullable(named.group(2)).ifPresent(method -> assertThat(tests.get(named.group(1)))
                    .as(named.group())
                    .contains("void " + method + "("));
        });
    }
}
