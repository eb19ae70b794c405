package dev.devledger.adapters.sops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where SOPS looks for age identities.
 *
 * @param name for people
 * @param words what is there, a key in each
 */
record AgeKeyPlace(String name, List<String> words) {
    AgeKeyPlace {
        words = List.copyOf(words);
    }

    /** Each that has something. */
    static List<AgeKeyPlace> all(@Nullable Path given, UnaryOperator<@Nullable String> environment)
            throws UnreadableSops {
        List<AgeKeyPlace> places = new ArrayList<>();
        if (given != null) {
            places.add(required("devledger.sops.age-key-file", given));
        }
        String key = environment.apply("SOPS_AGE_KEY");
        if (key != null) {
            places.add(new AgeKeyPlace("SOPS_AGE_KEY", words(key.lines().toList(), true)));
        }
        String file = environment.apply("SOPS_AGE_KEY_FILE");
        if (file != null && given == null) {
            places.add(required("SOPS_AGE_KEY_FILE", Path.of(file)));
        }
        Optional<Path> usual = usual(environment);
        if (usual.isPresent() && Files.exists(usual.get())) {
            places.add(required("SOPS's usual place", usual.get()));
        }
        return places;
    }

    /** {@code sops/age/keys.txt} in the user's configuration folder. */
    static Optional<Path> usual(UnaryOperator<@Nullable String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String home = environment.apply("HOME");
        String folder =
                system.startsWith("windows") ? environment.apply("AppData") : environment.apply("XDG_CONFIG_HOME");
        if (folder == null || folder.isEmpty()) {
            folder = home == null || home.isEmpty()
                    ? null
                    : home + (system.startsWith("mac") ? "/Library/Application Support" : "/.config");
        }
        return Optional.ofNullable(folder).map(each -> Path.of(each, "sops", "age", "keys.txt"));
    }

    private static AgeKeyPlace required(String name, Path file) throws UnreadableSops {
        String place = name + " (" + file + ")";
        try {
            return new AgeKeyPlace(place, words(Files.readAllLines(file), false));
        } catch (IOException e) {
            throw new UnreadableSops(
                    "cannot be decrypted: the age identities of " + place + " cannot be read ("
                            + (e instanceof NoSuchFileException
                                    ? "there is no such file"
                                    : e.getClass().getSimpleName())
                            + ").",
                    "Put the key file there, or let " + name + " name another one.");
        }
    }

    private static List<String> words(List<String> lines, boolean several) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(line -> several ? Arrays.stream(line.split("\\s+")) : Stream.of(line))
                .toList();
    }
}
