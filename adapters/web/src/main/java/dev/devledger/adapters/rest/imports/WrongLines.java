package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.application.imports.ImportError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands in the lines in which something is wrong. */
final class WrongLines {
    /** In bytes, as many as can be a character each. */
    private static final int SHOWN = 500;

    private WrongLines() {}

    /** By the numbers of the lines; of a long one, its beginning. */
    static Map<Long, String> of(Path file, List<ImportError> errors) {
        TreeSet<Long> wanted = new TreeSet<>();
        errors.forEach(error -> wanted.add(error.line()));
        Map<Long, String> found = new HashMap<>();
        try (ByteLines lines = new ByteLines(FileBytes.open(file), 1 << 20)) {
            while (!wanted.isEmpty() && lines.next()) {
                if (wanted.remove(lines.number())) {
                    found.put(lines.number(), lines.isTooLong() ? "" : text(lines.bytes()));
                }
            }
        }
        return found;
    }

    private static String text(byte[] line) {
        boolean cut = line.length > SHOWN;
        String text = new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8).stripTrailing();
        return cut ? text + "…" : text;
    }
}
