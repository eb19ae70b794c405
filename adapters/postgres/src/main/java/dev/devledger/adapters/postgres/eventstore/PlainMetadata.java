package dev.devledger.adapters.postgres.eventstore;

import static dev.devledger.application.ledger.Provenance.EventMetadata.ACTOR;
import static dev.devledger.application.ledger.Provenance.EventMetadata.CAUSATION_ID;
import static dev.devledger.application.ledger.Provenance.EventMetadata.CHANGE_SET;
import static dev.devledger.application.ledger.Provenance.EventMetadata.CHANNEL;
import static dev.devledger.application.ledger.Provenance.EventMetadata.CLIENT;
import static dev.devledger.application.ledger.Provenance.EventMetadata.CORRELATION_ID;
import static dev.devledger.application.ledger.Provenance.EventMetadata.REASON;
import static dev.devledger.application.ledger.Provenance.EventMetadata.REQUEST_ID;
import static dev.devledger.application.ledger.Provenance.EventMetadata.TOOL;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Metadata with known keys only, in the order in which they have always been written, and without characters that JSON
 * escapes. The migration that split old metadata into columns uses the same rules.
 */
final class PlainMetadata {

    /**
     * The iteration order of a HashMap with few keys; with more keys the order differs. It is part of the stored
     * hashes.
     */
    private static final List<String> FEW =
            List.of(ACTOR, CHANNEL, CAUSATION_ID, CORRELATION_ID, REQUEST_ID, CHANGE_SET);

    private static final List<String> MANY =
            List.of(ACTOR, REASON, REQUEST_ID, CHANNEL, CLIENT, CAUSATION_ID, CORRELATION_ID, TOOL, CHANGE_SET);

    private static final Set<String> SELDOM = Set.of(REASON, CLIENT, TOOL);
    private static final Set<String> IDS = Set.of(CAUSATION_ID, CHANGE_SET);

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern PLAIN_ID = Pattern.compile(ID);
    private static final Pattern FEW_WORDS = pattern(FEW);
    private static final Pattern MANY_WORDS = pattern(MANY);
    private static final Pattern SOME_CHANGE_SET = Pattern.compile("\"" + CHANGE_SET + "\" *: *\"(" + ID + ")\"");

    private PlainMetadata() {}

    private static Pattern pattern(List<String> order) {
        return Pattern.compile(order.stream()
                .map(name -> ",\"%s\":\"(?<%s>%s)\""
                        .formatted(name, name, IDS.contains(name) ? ID : "[^\"\\\\\\x00-\\x1f]*"))
                .map(word -> word.contains(CAUSATION_ID) || SELDOM.stream().anyMatch(word::contains)
                        ? "(?:" + word + ")?"
                        : word)
                .collect(Collectors.joining("", "\\{", "\\}"))
                .replaceFirst(",", ""));
    }

    /** Reads the values; empty if the metadata is not plain. */
    static Map<String, String> read(String text) {
        Map<String, String> few = read(FEW_WORDS.matcher(text), FEW);
        if (!few.isEmpty()) {
            return few;
        }
        Map<String, String> many = read(MANY_WORDS.matcher(text), MANY);
        return SELDOM.stream().anyMatch(many::containsKey) ? many : Map.of();
    }

    private static Map<String, String> read(Matcher text, List<String> order) {
        Map<String, String> words = new LinkedHashMap<>();
        if (text.matches()) {
            for (String name : order) {
                @Nullable String value = text.group(name);
                if (value != null) {
                    words.put(name, value);
                }
            }
        }
        return words;
    }

    /** Rebuilds the text from values. */
    static String text(Map<String, String> words) {
        StringBuilder text = new StringBuilder(256);
        for (String name : order(words)) {
            @Nullable String value = words.get(name);
            if (value != null) {
                text.append(text.isEmpty() ? "{\"" : ",\"")
                        .append(name)
                        .append("\":\"")
                        .append(value)
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private static List<String> order(Map<String, ?> metadata) {
        return SELDOM.stream().anyMatch(metadata::containsKey) ? MANY : FEW;
    }

    /** Sorts any metadata in the stored order, independent of HashMap. */
    static Map<String, Object> ordered(Map<String, ?> metadata) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String name : order(metadata)) {
            @Nullable Object value = metadata.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        metadata.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Finds the change set in metadata of any form; null if it cannot be found. */
    static @Nullable UUID changeSet(String text) {
        Matcher named = SOME_CHANGE_SET.matcher(text);
        return named.find() ? UUID.fromString(named.group(1)) : null;
    }

    /** Parses a UUID; null for other text, or another spelling. */
    static @Nullable UUID id(@Nullable String text) {
        return text != null && PLAIN_ID.matcher(text).matches() ? UUID.fromString(text) : null;
    }
}
