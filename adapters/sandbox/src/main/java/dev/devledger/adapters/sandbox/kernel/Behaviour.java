package dev.devledger.adapters.sandbox.kernel;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The habits that a service has. Only tests change them. Safe to use from any thread. */
public class Behaviour<H extends Enum<H> & Behaviour.Habit> {
    private final Class<H> all;
    private volatile Set<H> habits = Set.of();

    protected Behaviour(Class<H> all) {
        this.all = all;
    }

    /** True if the habit has its second reading. */
    public boolean has(H habit) {
        return habits.contains(habit);
    }

    /**
     * Sets each named habit to the reading of its word.
     *
     * @throws IllegalArgumentException if there is no such habit or word
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

    /** Returns each habit with its current word. */
    public ObjectNode words() {
        ObjectNode words = Json.object();
        for (H habit : all.getEnumConstants()) words.put(habit.field(), habit.word(has(habit)));
        return words;
    }

    public void clear() {
        habits = Set.of();
    }

    /**
     * An open question about a service, which may do one thing or the other; a client has to bear both. An enum has the
     * habits of one service, each named after the second reading; the first is the default of its sandbox.
     */
    public interface Habit {
        /** @param field the habit's name over HTTP, where a word says which reading it is */
        record Readings(String field, String first, String second) {}

        Readings readings();

        default String field() {
            return readings().field();
        }

        default String word(boolean isSecond) {
            return isSecond ? readings().second() : readings().first();
        }
    }
}
