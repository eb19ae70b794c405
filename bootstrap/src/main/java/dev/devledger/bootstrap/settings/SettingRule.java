package dev.devledger.bootstrap.settings;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a value has to be beyond its type.
 *
 * @param allowed said to whoever gave another one
 */
record SettingRule(String allowed, Predicate<Object> fits) {

    static SettingRule time(Duration least, Duration most, String allowed) {
        return new SettingRule(allowed, value -> isBetween((Duration) value, least, most));
    }

    static boolean isBetween(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /** Fits where the code that will use it takes it. */
    static SettingRule read(String allowed, Consumer<Object> reader) {
        return new SettingRule(allowed, value -> isRead(reader, value));
    }

    static <T> boolean isRead(Consumer<T> reader, T value) {
        try {
            reader.accept(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
