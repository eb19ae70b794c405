package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.ticktick.app.Choices.Choice;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One card, to be looked at and edited.
 *
 * @param seen what the person saw, so that only what they changed is written
 * @param left what they made of it
 * @param key what Devledger calls it; empty where it does not know it
 */
record CardView(
        Card card,
        CardForm seen,
        CardForm left,
        Choices choices,
        String key,
        Wrong wrong,
        @Nullable CsrfField csrf) {
    static final List<Choice> PRIORITIES = List.of(
            new Choice("0", "None"), new Choice("1", "Low"), new Choice("3", "Medium"), new Choice("5", "High"));
    private static final List<Choice> REPEATS = List.of(
            new Choice("", "Never"),
            new Choice("RRULE:FREQ=DAILY;INTERVAL=1", "Daily"),
            new Choice("RRULE:FREQ=WEEKLY;INTERVAL=1", "Weekly"),
            new Choice("RRULE:FREQ=MONTHLY;INTERVAL=1", "Monthly"),
            new Choice("RRULE:FREQ=YEARLY;INTERVAL=1", "Yearly"));

    byte[] html() {
        return Templates.render("sandbox/ticktick/app/card.jte", this);
    }

    /** A rule that is none of the plain ones stays as it is until another is chosen. */
    List<Choice> repeats() {
        String rule = left.field("repeat");
        Stream<Choice> own = REPEATS.stream().anyMatch(plain -> plain.id().equals(rule))
                ? Stream.of()
                : Stream.of(new Choice(rule, rule));
        return Stream.concat(REPEATS.stream(), own).toList();
    }
}
