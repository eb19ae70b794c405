package dev.devledger.adapters.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything the page shows: each list with its open cards and the last finished ones. */
record Board(List<String> lists, List<String> tasks, List<String> trash, Account account) {

    /** The cards of one list, sorted out once: with a thousand subtasks, looking each up in all would take its time. */
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

        String name() {
            return name;
        }

        boolean isInbox() {
            return inbox;
        }

        long open() {
            return open.size();
        }

        /** Open cards that are not below another open one: below a finished one nobody would find them. */
        List<Card> top() {
            return cards.stream()
                    .filter(card -> card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }

        /** Open ones first. */
        List<Card> below(Card parent) {
            return below.getOrDefault(parent.id(), List.of());
        }

        List<Card> finished() {
            return cards.stream()
                    .filter(card -> !card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }
    }

    static Board read(SandboxDatabase database, Account account) {
        JdbcClient jdbc = database.jdbc();
        List<String> lists = jdbc.sql("select body from sandbox.project where not deleted order by sort_order, id")
                .query(String.class)
                .list();
        List<String> tasks = jdbc.sql("""
                select body from (
                    select body, status, sort_order, id, row_number() over (
                        partition by project_id, status = 0 order by completed_time desc nulls last, id) as place
                    from sandbox.task where not deleted) as task
                where status = 0 or place <= 30
                order by sort_order, id
                """).query(String.class).list();
        List<String> trash = jdbc.sql(
                        "select body from sandbox.task where deleted order by deleted_at desc nulls last, id limit 30")
                .query(String.class)
                .list();
        return new Board(lists, tasks, trash, account);
    }

    /** Another number for another board: who has seen this one needs no page again. */
    int version() {
        return List.of(lists, tasks, trash).hashCode();
    }

    List<Card> deleted() {
        return trash.stream().map(body -> new Card(Json.stored(body))).toList();
    }

    List<Column> columns() {
        var cards =
                tasks.stream().map(body -> new Card(Json.stored(body))).collect(Collectors.groupingBy(Card::listId));
        List<Column> columns = new ArrayList<>();
        for (String body : lists) {
            var list = Json.stored(body);
            String id = list.path("id").stringValue();
            columns.add(new Column(id, list.path("name").asString(""), false, cards.getOrDefault(id, List.of())));
        }
        columns.add(new Column(account.inboxId(), "Inbox", true, cards.getOrDefault(account.inboxId(), List.of())));
        return columns;
    }
}
