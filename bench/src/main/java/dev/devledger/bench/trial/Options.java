package dev.devledger.bench.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * @param quick for whoever changes the benchmark: its figures are no good
 * @param against the jar of another build that commands are compared with, and nothing else is measured; or null
 */
public record Options(
        Set<Options.Part> parts,
        boolean quick,
        List<Integer> connections,
        boolean publish,
        @Nullable Path against) {
    private static final String USAGE =
            "Allowed are --quick, --publish, --connections=1,8,32, --against=JAR and --only= with some of "
                    + Arrays.stream(Part.values())
                            .map(part -> part.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(","))
                    + "; what Maven is to be told goes before them, such as -o.";

    public static Options of(String... arguments) {
        Options options = new Options(EnumSet.allOf(Part.class), false, List.of(1, 8, 32), false, null);
        for (String argument : arguments) {
            options = options.with(argument);
        }
        return options;
    }

    private Options with(String argument) {
        String value = argument.substring(argument.indexOf('=') + 1);
        try {
            return switch (argument.replaceFirst("=.*", "")) {
                case "--quick" -> new Options(parts, true, connections, publish, against);
                case "--publish" -> new Options(parts, quick, connections, true, against);
                case "--only" -> new Options(parts(value), quick, connections, publish, against);
                case "--connections" -> new Options(parts, quick, numbers(value), publish, against);
                case "--against" -> new Options(EnumSet.noneOf(Part.class), quick, connections, publish, jar(value));
                default -> throw new IllegalArgumentException("There is no option of that name");
            };
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(argument + " is not understood. " + USAGE, wrong);
        }
    }

    private static Set<Part> parts(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Path jar(String file) {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        return Path.of(file);
    }

    private static List<Integer> numbers(String numbers) {
        return Arrays.stream(numbers.split(",", -1)).map(Integer::valueOf).toList();
    }

    public boolean has(Part part) {
        return parts.contains(part);
    }

    Duration window() {
        return quick ? Duration.ofMillis(1_500) : Duration.ofSeconds(4);
    }

    /** So long the JVM takes to compile what is called often. */
    Duration warmUp() {
        return quick ? Duration.ofSeconds(12) : Duration.ofMinutes(2);
    }

    /** Of the benchmark; each can be left out. */
    public enum Part {
        START,
        FLOOR,
        COMMANDS,
        LAG,
        IMPORT,
        REPLAY,
        READS,
        STORE
    }
}
