package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.adapters.sops.SopsMetadata.EncryptionRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Decrypts the values of a file in their order, and checks by the file's MAC that nothing was changed. */
final class Decryption {
    /**
     * The SHA-256 of the word sops. It begins a MAC over the encrypted values only, so that such a MAC cannot be taken
     * for a MAC over all values.
     */
    private static final byte[] ONLY_ENCRYPTED =
            HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69");

    private final EncryptionRule rule;
    private final SopsMetadata metadata;
    private final SopsCipher cipher;
    private final MessageDigest digest;

    private Decryption(EncryptionRule rule, SopsMetadata metadata, SopsCipher cipher) {
        this.rule = rule;
        this.metadata = metadata;
        this.cipher = cipher;
        this.digest = sha512();
        if (metadata.macOnlyEncrypted()) {
            digest.update(ONLY_ENCRYPTED);
        }
    }

    /** Decrypts all branches except the metadata. No value may be used before the MAC over all of them is checked. */
    static List<Branch> of(List<Branch> encrypted, SopsMetadata metadata, EncryptionRule rule, SopsCipher cipher)
            throws UnreadableSops {
        Decryption decryption = new Decryption(rule, metadata, cipher);
        List<Branch> opened = new ArrayList<>();
        for (Branch each : encrypted) {
            opened.add(decryption.branch(each, List.of()));
        }
        decryption.requireMac();
        return opened;
    }

    private SopsNode node(SopsNode node, List<String> path) throws UnreadableSops {
        return switch (node) {
            case Branch branch -> branch(branch, path);
            case Sequence sequence -> sequence(sequence, path);
            case Value value -> value(value, path);
            case NullValue nothing -> nothing;
        };
    }

    private Branch branch(Branch branch, List<String> path) throws UnreadableSops {
        List<Entry> entries = new ArrayList<>();
        for (Entry each : branch.entries()) {
            List<String> below = new ArrayList<>(path);
            below.add(each.key());
            entries.add(new Entry(each.key(), node(each.node(), below)));
        }
        return new Branch(entries);
    }

    private Sequence sequence(Sequence sequence, List<String> path) throws UnreadableSops {
        List<SopsNode> nodes = new ArrayList<>();
        for (SopsNode each : sequence.nodes()) {
            nodes.add(node(each, path));
        }
        return new Sequence(nodes);
    }

    private Value value(Value value, List<String> path) throws UnreadableSops {
        boolean encrypted = rule.encrypted(path);
        Value opened = encrypted ? open(value, path) : value;
        if (encrypted || !metadata.macOnlyEncrypted()) {
            digest.update(opened.text().getBytes(StandardCharsets.UTF_8));
        }
        return opened;
    }

    private Value open(Value value, List<String> path) throws UnreadableSops {
        String what = "the value of " + String.join(".", path);
        if (!value.isText()) {
            throw UnreadableSops.damaged(what + " is not encrypted, but should be");
        }
        return cipher.open(value.text(), String.join(":", path) + ":", what);
    }

    private void requireMac() throws UnreadableSops {
        String counted = HexFormat.of().withUpperCase().formatHex(digest.digest());
        String written =
                cipher.open(metadata.mac(), metadata.lastModified(), "its MAC").text();
        if (!MessageDigest.isEqual(
                counted.getBytes(StandardCharsets.UTF_8), written.getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableSops(
                    "was changed after SOPS wrote it: its MAC is "
                            + (written.isEmpty() ? "missing." : "that of other values."),
                    "Take the file from where it is kept, or check its values with your eyes and encrypt it again.");
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-512.", impossible);
        }
    }
}
