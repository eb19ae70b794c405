package dev.devledger.adapters.sops;

import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes files as SOPS 3.13 does, after its sources: values are strings, numbers, truth values, null, lists and maps.
 * What a test wants otherwise it changes in the text.
 */
public final class SopsWriter {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A private key and its recipient, as age-keygen makes them. */
    public record Identity(String secret, String recipient) {
        public static Identity random() {
            KeyPair pair = pair();
            return new Identity(pair.getPrivate().toString(), pair.getPublic().toString());
        }
    }

    private static KeyPair pair() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final byte[] dataKey = random(32);
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private Predicate<String> leaves = key -> key.endsWith("_unencrypted");
    private boolean all = true;
    private boolean onlyEncrypted;
    private MessageDigest digest = sha512();

    public SopsWriter(Identity... recipients) {
        List<Object> age = new ArrayList<>();
        for (Identity each : recipients) {
            age.add(ordered("recipient", each.recipient(), "enc", armored(dataKey, each.recipient())));
        }
        metadata.put("age", age);
    }

    /** Such as {@code encrypted_regex} with those keys that it matches. */
    SopsWriter rule(String name, String value, Predicate<String> named) {
        metadata.put(name, value);
        all = !name.startsWith("encrypted");
        leaves = named;
        return this;
    }

    SopsWriter macOnlyEncrypted() {
        onlyEncrypted = true;
        metadata.put("mac_only_encrypted", true);
        return this;
    }

    public String yaml(Map<String, ?> values) {
        StringBuilder text = new StringBuilder();
        inYaml(text, withMetadata(values), "");
        return text.toString();
    }

    public String json(Map<String, ?> values) {
        return inJson(withMetadata(values)) + "\n";
    }

    public String env(Map<String, ?> values) {
        Map<String, Object> flat = new LinkedHashMap<>(encrypted(values));
        flatten(sealed(), "sops_", flat);
        return lines(flat, "=");
    }

    public String ini(Map<String, ?> sections) {
        Map<String, Object> all = new LinkedHashMap<>(encrypted(sections));
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten(sealed(), "", flat);
        all.put("sops", flat);
        StringBuilder text = new StringBuilder();
        all.forEach((name, keys) -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> section = (Map<String, Object>) keys;
            text.append(name.equals("DEFAULT") ? "" : "[" + name + "]\n")
                    .append(lines(section, " = "))
                    .append('\n');
        });
        return text.toString();
    }

    private Map<String, Object> withMetadata(Map<String, ?> values) {
        Map<String, Object> file = new LinkedHashMap<>(encrypted(values));
        file.put("sops", sealed());
        return file;
    }

    private Map<String, Object> encrypted(Map<String, ?> values) {
        digest = sha512();
        if (onlyEncrypted) {
            digest.update(HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69"));
        }
        return map(values, List.of());
    }

    /** Once the values are encrypted, and so counted. */
    private Map<String, Object> sealed() {
        String now = "2026-03-31T12:30:00Z";
        metadata.put("lastmodified", now);
        metadata.put("mac", seal(HexFormat.of().withUpperCase().formatHex(digest.digest()), "str", now));
        metadata.put("version", "3.13.2");
        return metadata;
    }

    private Map<String, Object> map(Map<String, ?> values, List<String> path) {
        Map<String, Object> encrypted = new LinkedHashMap<>();
        for (Map.Entry<String, ?> each : values.entrySet()) {
            List<String> below = new ArrayList<>(path);
            below.add(each.getKey());
            encrypted.put(each.getKey(), node(each.getValue(), below));
        }
        return encrypted;
    }

    @SuppressWarnings("unchecked")
    private Object node(Object value, List<String> path) {
        if (value instanceof Map<?, ?> map) {
            return map((Map<String, ?>) map, path);
        }
        if (value instanceof List<?> list) {
            List<Object> nodes = new ArrayList<>();
            for (Object each : list) {
                nodes.add(node(each, path));
            }
            return nodes;
        }
        return value == null ? null : value(value, path);
    }

    private Object value(Object value, List<String> path) {
        boolean encrypted = path.stream().anyMatch(leaves) != all;
        String counted = counted(value);
        if (encrypted || !onlyEncrypted) {
            digest.update(counted.getBytes(StandardCharsets.UTF_8));
        }
        return encrypted ? seal(counted, type(value), String.join(":", path) + ":") : value;
    }

    private static String counted(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "True" : "False";
            case Double number ->
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    private static String type(Object value) {
        return switch (value) {
            case Boolean truth -> "bool";
            case Double number -> "float";
            case Long number -> "int";
            case Integer number -> "int";
            default -> "str";
        };
    }

    /** With another data key than the file's own where a test asks for that. */
    String seal(String plain, String type, String bound) {
        if (plain.isEmpty()) {
            return "";
        }
        byte[] nonce = random(32);
        ByteBuffer both = ByteBuffer.wrap(sealed(plain.getBytes(StandardCharsets.UTF_8), nonce, bound));
        byte[] data = new byte[both.remaining() - 16];
        byte[] tag = new byte[16];
        both.get(data).get(tag);
        Base64.Encoder base64 = Base64.getEncoder();
        return "ENC[AES256_GCM,data:%s,iv:%s,tag:%s,type:%s]"
                .formatted(base64.encodeToString(data), base64.encodeToString(nonce), base64.encodeToString(tag), type);
    }

    private byte[] sealed(byte[] plain, byte[] nonce, String bound) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String armored(byte[] dataKey, String recipient) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (var channel = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(text),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
            channel.write(ByteBuffer.wrap(dataKey));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString(StandardCharsets.US_ASCII).strip() + "\n";
    }

    @SuppressWarnings("unchecked")
    private static void flatten(Object value, String name, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map) {
            boolean top = name.isEmpty() || name.equals("sops_");
            ((Map<String, Object>) map)
                    .forEach((key, each) -> flatten(each, top ? name + key : name + "__map_" + key, flat));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(list.get(i), name + "__list_" + i, flat);
            }
        } else {
            flat.put(name, value);
        }
    }

    private static String lines(Map<String, Object> flat, String equals) {
        return flat.entrySet().stream()
                .map(each -> each.getKey() + equals + each.getValue().toString().replace("\n", "\\n") + "\n")
                .collect(Collectors.joining());
    }

    private static void inYaml(StringBuilder text, Map<String, Object> map, String indent) {
        map.forEach((key, value) -> inYaml(text, key + ":", value, indent));
    }

    @SuppressWarnings("unchecked")
    private static void inYaml(StringBuilder text, String lead, Object value, String indent) {
        text.append(indent).append(lead);
        if (value instanceof Map<?, ?> map) {
            text.append('\n');
            inYaml(text, (Map<String, Object>) map, indent + "    ");
        } else if (value instanceof List<?> list) {
            text.append(list.isEmpty() ? " []\n" : "\n");
            list.forEach(each -> inYaml(text, "-", each, indent + "    "));
        } else if (value instanceof String word && word.contains("\n")) {
            text.append(" |\n");
            word.lines()
                    .forEach(line ->
                            text.append(indent).append("    ").append(line).append('\n'));
        } else if (value instanceof String word && !word.startsWith("ENC[")) {
            text.append(" \"").append(word).append("\"\n");
        } else {
            text.append(' ').append(value).append('\n');
        }
    }

    private static String inJson(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(each -> inJson(each.getKey()) + ": " + inJson(each.getValue()))
                        .collect(Collectors.joining(",\n", "{", "}"));
            case List<?> list -> list.stream().map(SopsWriter::inJson).collect(Collectors.joining(", ", "[", "]"));
            case String word ->
                '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
            default -> value.toString();
        };
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
