package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The name of an entity that has a key, as people and agents give it: its column, and its value. */
public record IdOrKey(String column, Object value) {

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    public static Optional<IdOrKey> ofProject(String text) {
        return parse(text, "P-");
    }

    public static Optional<IdOrKey> ofTask(String text) {
        return parse(text, "T-");
    }

    public static Optional<IdOrKey> ofPerson(String text) {
        return parse(text, "U-");
    }

    public static Optional<IdOrKey> of(BillingKind kind, String text) {
        return parse(text, kind.letter() + "-");
    }

    public static Optional<IdOrKey> ofView(String text) {
        return parse(text, "V-");
    }

    public static Optional<IdOrKey> ofTimeEntry(String text) {
        return parse(text, "E-");
    }

    /** Returns the numbers of the names that are keys of tasks. */
    public static Long[] numbers(Collection<String> keys) {
        return values(keys).filter(Long.class::isInstance).toArray(Long[]::new);
    }

    /** Returns the names that are ids of tasks. */
    public static UUID[] ids(Collection<String> keys) {
        return values(keys).filter(UUID.class::isInstance).toArray(UUID[]::new);
    }

    private static Stream<Object> values(Collection<String> keys) {
        return keys.stream().flatMap(key -> ofTask(key).stream()).map(IdOrKey::value);
    }

    /** The names of several entities, each with the value of its column. */
    public record Names(Map<String, Object> values) {
        public static Names of(Collection<String> names, Function<String, Optional<IdOrKey>> kind) {
            Map<String, Object> values = new HashMap<>();
            names.forEach(name -> kind.apply(name).ifPresent(ref -> values.put(name, ref.value())));
            return new Names(values);
        }

        public UUID[] ids() {
            return values.values().stream().filter(UUID.class::isInstance).toArray(UUID[]::new);
        }

        public Long[] numbers() {
            return values.values().stream().filter(Long.class::isInstance).toArray(Long[]::new);
        }

        /** Returns the found entities by name. */
        public <T> Map<String, T> in(Map<Object, T> found) {
            Map<String, T> named = new HashMap<>();
            values.forEach((name, value) -> {
                T one = found.get(value);
                if (one != null) {
                    named.put(name, one);
                }
            });
            return named;
        }
    }

    /** Parses a name; empty if it is neither an id nor a key. */
    private static Optional<IdOrKey> parse(String text, String prefix) {
        if (ID.matcher(text).matches()) {
            return Optional.of(new IdOrKey("id", UUID.fromString(text)));
        }
        String number = text.substring(Math.min(prefix.length(), text.length()));
        return text.toUpperCase(Locale.ROOT).startsWith(prefix)
                        && NUMBER.matcher(number).matches()
                ? Optional.of(new IdOrKey("key_number", Long.valueOf(number)))
                : Optional.empty();
    }

    /** The tables of customers or of services, which have the same columns. */
    public record BillingTables(String table, String versions, String keys) {
        public static BillingTables of(BillingKind kind) {
            return new BillingTables(kind.word() + "s", kind.word() + "_versions", kind.word() + "_key");
        }
    }
}
