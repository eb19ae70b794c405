package dev.devledger.adapters.sops;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The private keys that are here.
 *
 * @param places where they were looked for, for people
 * @param foreign whether there are some of a kind that only the program can use
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
        } catch (GeneralSecurityException | RuntimeException e) { // which may quote the key
            throw new UnreadableSops(
                    "cannot be decrypted: " + place + " has an age identity that is not whole.",
                    "It must be one line that begins with AGE-SECRET-KEY-1, as age-keygen writes it.");
        }
    }

    /** Nothing where none of them is meant. */
    Optional<byte[]> open(String armored) throws UnreadableSops {
        for (RecipientStanzaReader each : readers) {
            try {
                return Optional.of(open(armored, each));
            } catch (GeneralSecurityException notMine) {
                // the next one may be
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
}
