package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsNode.Nothing;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plain word of YAML means to the library that SOPS reads it with; the MAC counts what it means. */
final class YamlWord {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
    private static final Set<String> INFINITE = Set.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
    private static final Set<String> MINUS_INFINITE = Set.of("-.inf", "-.Inf", "-.INF");

    private static final Pattern WHOLE = Pattern.compile("([-+]?)(0[xX]|0[bB]|0[oO]|0(?=[0-9]))?([0-9a-fA-F]+)");
    private static final Pattern FRACTION = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private static final Pattern MOMENT = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9}))?(Z|[-+]\\d{2}:\\d{2})?)?");

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);

    private YamlWord() {}

    /** Whether it is a string. */
    static boolean isText(String word, String tag) {
        return tag.equals("!!str") || (tag.isEmpty() && meaning(word) instanceof Value value && value.isText());
    }

    /** With the tag that it has in the file, if any; what is quoted has that of strings. */
    static SopsNode value(String word, String tag) throws UnreadableSops {
        return switch (tag) {
            case "" -> meaning(word);
            case "!!str" -> Value.text(word);
            default -> throw UnreadableSops.damaged("it has a value with the tag " + tag);
        };
    }

    private static SopsNode meaning(String word) {
        if (NULL.contains(word)) {
            return new Nothing();
        }
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return Value.other(GoNumbers.of(TRUE.contains(word)));
        }
        if (NAN.contains(word)) {
            return Value.other(GoNumbers.of(Double.NaN));
        }
        if (INFINITE.contains(word) || MINUS_INFINITE.contains(word)) {
            return Value.other(
                    GoNumbers.of(INFINITE.contains(word) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY));
        }
        return moment(word)
                .or(() -> whole(word.replace("_", "")))
                .or(() -> fraction(word))
                .map(Value::other)
                .orElseGet(() -> Value.text(word));
    }

    private static Optional<String> whole(String word) {
        Matcher form = WHOLE.matcher(word);
        if (!form.matches()) {
            return Optional.empty();
        }
        String base = form.group(2) == null ? "" : form.group(2).toLowerCase(Locale.ROOT);
        int radix =
                switch (base) {
                    case "0x" -> 16;
                    case "0b" -> 2;
                    case "0", "0o" -> 8;
                    default -> 10;
                };
        try {
            BigInteger number = new BigInteger(form.group(1).replace("+", "") + form.group(3), radix);
            return number.bitLength() < Long.SIZE ? Optional.of(number.toString()) : Optional.empty();
        } catch (NumberFormatException digits) {
            return Optional.empty();
        }
    }

    private static Optional<String> fraction(String word) {
        String plain = word.startsWith(".") ? word : word.replace("_", "");
        return FRACTION.matcher(plain).matches()
                ? Optional.of(GoNumbers.of(Double.parseDouble(plain)))
                : Optional.empty();
    }

    private static Optional<String> moment(String word) {
        Matcher form = MOMENT.matcher(word);
        boolean spaced = word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0;
        if (!form.matches() || (form.group(4) != null && spaced != (form.group(8) == null))) {
            return Optional.empty();
        }
        try {
            return Optional.of(RFC_3339.format(OffsetDateTime.of(
                    LocalDateTime.of(
                            number(form, 1),
                            number(form, 2),
                            number(form, 3),
                            number(form, 4),
                            number(form, 5),
                            number(form, 6),
                            nanos(form.group(7))),
                    form.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(form.group(8)))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "000000000").substring(0, 9));
    }
}
