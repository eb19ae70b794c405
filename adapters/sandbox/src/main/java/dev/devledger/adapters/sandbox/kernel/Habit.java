package dev.devledger.adapters.sandbox.kernel;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What nobody knows for certain of a service: it may do one thing or the other, and a client has to bear both. An enum
 * has the habits of one service, each named after the second reading; the first is what its sandbox does where nobody
 * chooses.
 */
public interface Habit {
    /** @param field its name over HTTP, where a word says which reading it is */
    record Readings(String field, String first, String second) {}

    Readings readings();

    default String field() {
        return readings().field();
    }

    default String word(boolean isSecond) {
        return isSecond ? readings().second() : readings().first();
    }

    /**
     * The habits that are left when each field that is given has its word.
     *
     * @throws IllegalArgumentException where there is no such field or word
     */
    static <H extends Enum<H> & Habit> Set<H> chosen(Class<H> all, Set<H> now, JsonNode words) {
        Set<H> chosen = EnumSet.noneOf(all);
        chosen.addAll(now);
        for (String field : words.propertyNames()) {
            H habit = of(all, field);
            String word = words.path(field).asString("");
            if (!word.equals(habit.word(false)) && !word.equals(habit.word(true)))
                throw new IllegalArgumentException(field + " is " + habit.word(false) + " or " + habit.word(true));
            if (word.equals(habit.word(true))) chosen.add(habit);
            else chosen.remove(habit);
        }
        return Set.copyOf(chosen);
    }

    /** Each field with the word that holds. */
    static <H extends Enum<H> & Habit> ObjectNode words(Class<H> all, Predicate<H> has) {
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        for (H habit : all.getEnumConstants()) words.put(habit.field(), habit.word(has.test(habit)));
        return words;
    }

    private static <H extends Enum<H> & Habit> H of(Class<H> all, String field) {
        return Stream.of(all.getEnumConstants())
                .filter(habit -> habit.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown habit " + field));
    }
}
