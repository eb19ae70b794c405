package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.app.CardForm.Wrong;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Account.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The data of the page: the lists with their open cards and their last finished cards. */
record Board(List<Stored> lists, List<Stored> tasks, List<Stored> trash, Map<String, String> keys, Account account) {

    private record Stored(String id, String body) {
        ObjectNode json() {
            return Json.stored(body);
        }
    }

    /**
     * The cards of one list, grouped once by their parents: with a thousand subtasks, a search for each card would take
     * long.
     */
    static final class Column {
        private final String id;
        private final String name;
        private final boolean inbox;
        private final List<Card> cards;
        private final Set<String> open;
        private final Map<String, List<Card>> below;

        Column(String id, String name, boolean inbox, List<Card> cards) {
            this.id = id;
            this.name = name;
            this.inbox = inbox;
            this.cards = cards;
            this.open = cards.stream().filter(Card::isOpen).map(Card::id).collect(Collectors.toSet());
            this.below = cards.stream()
                    .sorted(Comparator.comparing(card -> !card.isOpen()))
                    .collect(Collectors.groupingBy(Card::parentId));
        }

        String id() {
            return id;
        }

        String path() {
            return PagePaths.list(id);
        }

        String name() {
            return name;
        }

        boolean isInbox() {
            return inbox;
        }

        long open() {
            return open.size();
        }

        /** Returns open cards without an open parent; below a finished parent a user would not find them. */
        List<Card> top() {
            return cards.stream()
                    .filter(card -> card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }

        /** Returns the subtasks of a card, open subtasks first. */
        List<Card> below(Card parent) {
            return below.getOrDefault(parent.id(), List.of());
        }

        List<Card> finished() {
            return cards.stream()
                    .filter(card -> !card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }
    }

    static Board read(SandboxDatabase database, Account account, CardKeys keys) {
        List<Stored> lists =
                stored(database, "select id, body from sandbox.project where not deleted order by sort_order, id");
        List<Stored> tasks = stored(database, """
            select id, body from (
                select body, status, sort_order, id, row_number() over (
                    partition by project_id, status = 0 order by completed_time desc nulls last, id) as place
                from sandbox.task where not deleted) as task
            where status = 0 or place <= 30
            order by sort_order, id
            """);
        List<Stored> trash = stored(
                database,
                "select id, body from sandbox.task where deleted order by deleted_at desc nulls last, id limit 30");
        List<String> ids =
                Stream.concat(lists.stream(), tasks.stream()).map(Stored::id).toList();
        return new Board(lists, tasks, trash, keys.of(ids), account);
    }

    private static List<Stored> stored(SandboxDatabase database, String query) {
        return database.rows((row, number) -> new Stored(row.getString("id"), row.getString("body")), query);
    }

    /** Returns the ledger's key of a card or list; empty if it has none. */
    String key(String id) {
        return keys.getOrDefault(id, "");
    }

    /**
     * Returns a number that changes with the board, so that a browser that shows the present board need not load it
     * again.
     */
    int version() {
        return List.of(lists, tasks, trash, keys).hashCode();
    }

    List<Card> deleted() {
        return trash.stream().map(task -> new Card(task.json())).toList();
    }

    List<Column> columns() {
        var cards = tasks.stream().map(task -> new Card(task.json())).collect(Collectors.groupingBy(Card::listId));
        List<Column> columns = new ArrayList<>();
        for (Stored list : lists) {
            String id = list.id();
            columns.add(
                    new Column(id, list.json().path("name").asString(""), false, cards.getOrDefault(id, List.of())));
        }
        columns.add(new Column(account.inboxId(), "Inbox", true, cards.getOrDefault(account.inboxId(), List.of())));
        return columns;
    }

    /** The lists side by side, with their cards. */
    record BoardView(Board board, Wrong wrong, @Nullable CsrfField csrf, Instant now) {
        /** A short text beside a card's title. */
        record Chip(String look, String words) {}

        byte[] html() {
            return Templates.render("sandbox/ticktick/app/board.jte", this);
        }

        String key(String id) {
            return board.key(id);
        }

        List<Chip> chips(Card card) {
            List<Chip> chips = new ArrayList<>();
            if (!key(card.id()).isEmpty()) chips.add(new Chip("key", key(card.id())));
            String due = card.dueInWords(now);
            if (!due.isEmpty()) chips.add(new Chip(card.isOverdue(now) ? "due over" : "due", due));
            if (card.repeats()) chips.add(new Chip("due", "Repeats"));
            card.tags().forEach(tag -> chips.add(new Chip("tag", "#" + tag)));
            return chips;
        }
    }
}
