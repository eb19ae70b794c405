package dev.devledger.adapters.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything the page shows: each list with its open cards and the last finished ones. */
record Board(List<String> lists, List<String> tasks, Account account) {

    record Column(String id, String name, boolean isInbox, List<Card> cards) {

        long open() {
            return cards.stream().filter(Card::isOpen).count();
        }

        /** Open cards that are not below another open one: below a finished one nobody would find them. */
        List<Card> top() {
            Set<String> open = openIds();
            return cards.stream()
                    .filter(card -> card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }

        List<Card> below(Card parent) {
            Stream<Card> open = cards.stream().filter(Card::isOpen);
            Stream<Card> finished = cards.stream().filter(card -> !card.isOpen());
            return Stream.concat(open, finished)
                    .filter(card -> card.parentId().equals(parent.id()))
                    .toList();
        }

        List<Card> finished() {
            Set<String> open = openIds();
            return cards.stream()
                    .filter(card -> !card.isOpen() && !open.contains(card.parentId()))
                    .toList();
        }

        private Set<String> openIds() {
            return cards.stream().filter(Card::isOpen).map(Card::id).collect(Collectors.toSet());
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
        return new Board(lists, tasks, account);
    }

    /** Another number for another board: who has seen this one needs no page again. */
    int version() {
        return List.of(lists, tasks).hashCode();
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
