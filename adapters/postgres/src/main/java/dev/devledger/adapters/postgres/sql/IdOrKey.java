package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people and agents call something by that has a key: the column that has it, and its value. */
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

    public static Optional<IdOrKey> ofTimeEntry(String text) {
        return parse(text, "E-");
    }

    /** Those of these that can be keys of tasks. */
    public static Long[] numbers(Collection<String> keys) {
        return values(keys).filter(Long.class::isInstance).toArray(Long[]::new);
    }

    /** Those of these that can be ids of tasks. */
    public static UUID[] ids(Collection<String> keys) {
        return values(keys).filter(UUID.class::isInstance).toArray(UUID[]::new);
    }

    private static Stream<Object> values(Collection<String> keys) {
        return keys.stream().flatMap(key -> ofTask(key).stream()).map(IdOrKey::value);
    }

    /** Empty for what cannot be anyone's id or key. */
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
}
