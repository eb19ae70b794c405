package dev.devledger.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every module that has sources, so that a new one is looked at as well. */
public final class SourceModules {
    public static final Path ROOT = Path.of("..");

    private SourceModules() {}

    /** Each by its path from the root. */
    public static List<String> all() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 2)) {
            return folders.filter(each -> Files.isDirectory(each.resolve("src").resolve("main")))
                    .map(each -> ROOT.relativize(each).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
