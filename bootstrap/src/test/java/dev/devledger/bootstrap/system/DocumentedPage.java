package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page of the documentation, as far as it has commands: what stands in {@code ```sh} fences. */
record DocumentedPage(String name, List<Commands> commands) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
    private static final String ANYTHING = "…";

    /**
     * @param text as it is written, a line or several
     * @param printed what they print, as the {@code ```json} fence that follows at once says; {@code …} is anything
     */
    record Commands(String text, @Nullable String printed) {
        String firstLine() {
            return text.lines().findFirst().orElse("");
        }

        Optional<Pattern> expected() {
            return Optional.ofNullable(printed)
                    .map(text -> Stream.of(text.strip().split(ANYTHING, -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*?")))
                    .map(regex -> Pattern.compile(regex, Pattern.DOTALL));
        }
    }

    static DocumentedPage read(String name) {
        try {
            return new DocumentedPage(name, commands(Files.readString(ROOT.resolve(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The README and what is directly in {@code docs}. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md"),
                            files.map(file -> "docs/" + file.getFileName())
                                    .filter(file -> file.endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Commands> commands(String page) {
        record Fence(String language, String text, int from, int to) {}
        List<Fence> fences = FENCED.matcher(page)
                .results()
                .map(found -> new Fence(found.group(1), found.group(2), found.start(), found.end()))
                .toList();
        List<Commands> commands = new ArrayList<>();
        for (int i = 0; i < fences.size(); i++) {
            Fence fence = fences.get(i);
            if (fence.language().equals("sh")) {
                boolean told = i + 1 < fences.size()
                        && fences.get(i + 1).language().equals("json")
                        && fences.get(i + 1).from() == fence.to() + 1;
                commands.add(new Commands(fence.text(), told ? fences.get(i + 1).text() : null));
            }
        }
        return List.copyOf(commands);
    }
}
