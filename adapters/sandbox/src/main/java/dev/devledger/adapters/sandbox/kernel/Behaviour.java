package dev.devledger.adapters.sandbox.kernel;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The habits of a service, which only tests change. Safe to use from any thread. */
public class Behaviour<H extends Enum<H> & Behaviour.Habit> {
    private final Class<H> all;
    private volatile Set<H> habits = Set.of();

    protected Behaviour(Class<H> all) {
        this.all = all;
    }

    /** True if the habit is set to its second reading. */
    public boolean has(H habit) {
        return habits.contains(habit);
    }

    /**
     * Sets each named habit to the reading that the word names.
     *
     * @throws IllegalArgumentException if a habit or a word is unknown
     */
    public void choose(JsonNode words) {
        Set<H> chosen = EnumSet.noneOf(all);
        chosen.addAll(habits);
        for (String field : words.propertyNames()) {
            H habit = named(field);
            String word = words.path(field).asString("");
            if (!word.equals(habit.word(false)) && !word.equals(habit.word(true)))
                throw new IllegalArgumentException(field + " is " + habit.word(false) + " or " + habit.word(true));
            if (word.equals(habit.word(true))) chosen.add(habit);
            else chosen.remove(habit);
        }
        habits = Set.copyOf(chosen);
    }

    private H named(String field) {
        return Stream.of(all.getEnumConstants())
                .filter(habit -> habit.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown habit " + field));
    }

    /** Returns each habit with the word of its present reading. */
    public ObjectNode words() {
        ObjectNode words = Json.object();
        for (H habit : all.getEnumConstants()) words.put(habit.field(), habit.word(has(habit)));
        return words;
    }

    public void clear() {
        habits = Set.of();
    }

    /**
     * An open question about a service, with two possible readings; a client must cope with both. An enum has the
     * habits of one service. A habit is named after its second reading; the first is the default of the sandbox.
     */
    public interface Habit {
        /** @param field the habit's name over HTTP; its value is the word of a reading */
        record Readings(String field, String first, String second) {}

        Readings readings();

        default String field() {
            return readings().field();
        }

        default String word(boolean isSecond) {
            return isSecond ? readings().second() : readings().first();
        }
    }

    /**
     * The settings of a sandbox.
     *
     * @param limitsRate true if too many calls are refused, as by the service
     * @param owner accepts tokens and passwords of the owner, in addition to those that the sandbox makes; called from any
     *     thread
     */
    public record SandboxSettings(boolean limitsRate, Predicate<String> owner) {
        private static final SecureRandom RANDOM = new SecureRandom();

        /** Makes a random token or code, as hexadecimal digits. */
        public static String secret() {
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
