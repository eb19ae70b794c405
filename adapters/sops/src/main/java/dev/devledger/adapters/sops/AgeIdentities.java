package dev.devledger.adapters.sops;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The age private keys on this machine.
 *
 * @param places the places in which keys were found, for error messages
 * @param foreign true if some keys are of a kind that only the {@code sops} program can use
 */
record AgeIdentities(List<RecipientStanzaReader> readers, List<String> places, boolean foreign) {
    private static final int LONGEST_DATA_KEY = 1024;

    AgeIdentities {
        readers = List.copyOf(readers);
        places = List.copyOf(places);
    }

    static AgeIdentities of(List<AgeKeyPlace> places) throws UnreadableSops {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        List<String> found = new ArrayList<>();
        boolean foreign = false;
        for (AgeKeyPlace each : places) {
            found.add(each.name());
            for (String word : each.words()) {
                if (word.startsWith("AGE-SECRET-KEY-1")) {
                    readers.add(reader(word, each.name()));
                } else {
                    foreign = true;
                }
            }
        }
        return new AgeIdentities(readers, found, foreign);
    }

    private static RecipientStanzaReader reader(String identity, String place) throws UnreadableSops {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException | RuntimeException e) { // the cause may quote the key
            throw new UnreadableSops(
                    "cannot be decrypted: " + place + " has an age identity that is not whole.",
                    "It must be one line that begins with AGE-SECRET-KEY-1, as age-keygen writes it.");
        }
    }

    /** Decrypts the data key; empty if none of the identities can. */
    Optional<byte[]> open(String armored) throws UnreadableSops {
        for (RecipientStanzaReader each : readers) {
            try {
                return Optional.of(open(armored, each));
            } catch (GeneralSecurityException notMine) {
                // another identity may fit
            } catch (IOException | RuntimeException e) {
                throw UnreadableSops.damaged("its data key is not in age's form");
            }
        }
        return Optional.empty();
    }

    private static byte[] open(String armored, RecipientStanzaReader reader)
            throws GeneralSecurityException, IOException {
        byte[] text = (armored.strip() + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var channel = new ArmoredDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(text)), List.of(reader))) {
            return Channels.newInputStream(channel).readNBytes(LONGEST_DATA_KEY);
        }
    }

    /**
     * A place where SOPS looks for age identities.
     *
     * @param name the place's name in error messages
     * @param words the keys, each as one text
     */
    record AgeKeyPlace(String name, List<String> words) {
        AgeKeyPlace {
            words = List.copyOf(words);
        }

        /** Finds all places that have a value or a file. */
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

        /** Returns the path {@code sops/age/keys.txt} in the user's configuration folder. */
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
}
