package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.app.CardForm.Wrong;
import dev.devledger.adapters.sandbox.ticktick.app.CardView.Choices.Choice;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page of a card.
 *
 * @param seen the fields as the user saw them, so that only changed fields are written
 * @param left the fields as the user left them
 * @param key the card's key in the ledger; empty if it has none
 */
record CardView(
        Card card,
        CardForm seen,
        CardForm left,
        CardView.Choices choices,
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

    /** Returns the rules to choose from; if the card has another rule, this rule is added. */
    List<Choice> repeats() {
        String rule = left.field("repeat");
        Stream<Choice> own = REPEATS.stream().anyMatch(plain -> plain.id().equals(rule))
                ? Stream.of()
                : Stream.of(new Choice(rule, rule));
        return Stream.concat(REPEATS.stream(), own).toList();
    }

    /** Where a card can be moved: into any list, or below any other open card of its list. */
    record Choices(List<Choice> lists, List<Choice> parents) {
        record Choice(String id, String name) {}

        static Choices of(SandboxDatabase database, Account account, Card card) {
            List<Choice> lists = new ArrayList<>(choices(
                    database, "name", "select body from sandbox.project where not deleted order by sort_order, id"));
            lists.add(new Choice(account.inboxId(), "Inbox"));
            List<Choice> parents = new ArrayList<>(List.of(new Choice("", "No card")));
            parents.addAll(choices(database, "title", """
                select body from sandbox.task where project_id = ? and status = 0 and not deleted
                order by sort_order, id limit 201
                """, card.listId()));
            parents.removeIf(choice -> choice.id().equals(card.id()));
            return new Choices(lists, parents);
        }

        private static List<Choice> choices(SandboxDatabase database, String name, String query, Object... values) {
            return database.rows(
                    (row, number) -> {
                        ObjectNode body = Json.stored(row.getString("body"));
                        return new Choice(
                                body.path("id").stringValue(), body.path(name).asString(""));
                    },
                    query,
                    values);
        }
    }
}
