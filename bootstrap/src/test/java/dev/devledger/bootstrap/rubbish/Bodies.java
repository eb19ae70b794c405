package dev.devledger.bootstrap.rubbish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** JSON that is nearly what a schema asks for, and bytes that are nearly JSON. */
final class Bodies {
    private static final int DEEP = 6;

    private final Words words;
    private final JsonNode document;

    /** @param document in which the references of schemas are looked up */
    Bodies(Words words, JsonNode document) {
        this.words = words;
        this.document = document;
    }

    /** As bytes, now and then broken on the way. */
    byte[] body(JsonNode schema) {
        byte[] utf8 = value(schema, 0).getBytes(StandardCharsets.UTF_8);
        return switch (words.upTo(24)) {
            case 0 -> new byte[0];
            case 1 -> "   ".getBytes(StandardCharsets.UTF_8);
            case 2 -> words.bytes(words.upTo(300));
            case 3 -> broken(utf8, 0xC0, 0xAF);
            case 4 -> broken(utf8, 0xED, 0xA0, 0x80);
            case 5 -> broken(utf8, 0xFF);
            case 6 -> broken(utf8, 0x00);
            case 7 ->
                new String(utf8, StandardCharsets.UTF_8)
                        .getBytes(words.of(List.of(
                                StandardCharsets.UTF_16,
                                StandardCharsets.UTF_16LE,
                                Charset.forName("UTF-32"),
                                StandardCharsets.ISO_8859_1)));
            case 8 -> ("\ufeff" + new String(utf8, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            case 9 -> nested(words.of(List.of(63, 65, 600, 1_001, 20_000)));
            case 10 -> java.util.Arrays.copyOf(utf8, utf8.length / 2);
            case 11 -> (new String(utf8, StandardCharsets.UTF_8) + words.text()).getBytes(StandardCharsets.UTF_8);
            case 12 -> gzip(utf8);
            default -> utf8;
        };
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] broken(byte[] whole, int... wrong) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = words.upTo(whole.length);
        bytes.write(whole, 0, at);
        for (int each : wrong) {
            bytes.write(each);
        }
        bytes.write(whole, at, whole.length - at);
        return bytes.toByteArray();
    }

    private byte[] nested(int depth) {
        String open = words.oneIn(2) ? "[" : "{\"name\":";
        String close = open.equals("[") ? "]" : "}";
        String middle = open.repeat(depth) + "1" + close.repeat(depth);
        String whole = words.oneIn(2) ? middle : "{\"name\": " + middle + "}";
        return whole.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the schema asks for two times in three, at each place of it. */
    String value(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (depth > DEEP || words.oneIn(6)) {
            return anything(depth);
        }
        for (String several : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.path(several).isArray() && !schema.path(several).isEmpty()) {
                JsonNode all = schema.path(several);
                return value(all.get(words.upTo(all.size() - 1)), depth + 1);
            }
        }
        if (schema.path("enum").isArray() && !words.oneIn(4)) {
            return schema.path("enum")
                    .get(words.upTo(schema.path("enum").size() - 1))
                    .toString();
        }
        return ofType(type(schema), schema, depth);
    }

    private String ofType(String type, JsonNode schema, int depth) {
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> words.number();
            case "boolean" -> words.oneIn(2) ? "true" : "false";
            case "string" -> quoted(words.text());
            default -> anything(depth);
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(words.upTo(type.size() - 1)).asString();
        }
        return type.isString() ? type.asString() : schema.has("properties") ? "object" : "";
    }

    private String object(JsonNode schema, int depth) {
        List<String> members = new ArrayList<>();
        schema.path("properties").properties().forEach(each -> {
            if (words.oneIn(2)) {
                members.add(quoted(each.getKey()) + ": " + value(each.getValue(), depth + 1));
            }
        });
        schema.path("required").forEach(name -> {
            if (!words.oneIn(8)) {
                JsonNode part = schema.path("properties").path(name.asString());
                members.removeIf(member -> member.startsWith(quoted(name.asString()) + ":"));
                members.add(quoted(name.asString()) + ": " + value(part, depth + 1));
            }
        });
        if (words.oneIn(20) && !members.isEmpty()) {
            members.add(members.getFirst());
        }
        if (words.oneIn(20)) {
            members.add(quoted(words.text()) + ": " + anything(depth));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String array(JsonNode schema, int depth) {
        int many = words.oneIn(40) ? 3_000 : words.upTo(3);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            items.add(many > 3 ? "\"" + i + "\"" : value(schema.path("items"), depth + 1));
        }
        return "[" + String.join(", ", items) + "]";
    }

    String anything(int depth) {
        return switch (words.upTo(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> words.number();
            case 3 -> depth > DEEP ? "[]" : "[" + anything(depth + 1) + ", " + anything(depth + 1) + "]";
            case 4 -> depth > DEEP ? "{}" : "{" + quoted(words.text()) + ": " + anything(depth + 1) + "}";
            case 5 -> "NaN";
            case 6 -> "'" + words.number() + "'";
            case 7 -> "/* */ 1";
            default -> quoted(words.text());
        };
    }

    /** As an escape where it is no whole character, which UTF-8 has no bytes for. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean plain = each >= 32 && each < 127 && each != '"' && each != '\\';
            quoted.append(plain ? String.valueOf(each) : "\\u%04x".formatted((int) each));
        }
        return quoted.append('"').toString();
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int i = 0; i < 10 && found.has("$ref"); i++) {
            found = document.at(found.path("$ref").asString().substring(1));
        }
        return found;
    }
}
