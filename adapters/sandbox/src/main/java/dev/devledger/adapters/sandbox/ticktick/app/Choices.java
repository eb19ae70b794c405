package dev.devledger.adapters.sandbox.ticktick.app;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a card can go: into which list, below which card. */
record Choices(List<Choice> lists, List<Choice> parents) {
    record Choice(String id, String name) {}

    static Choices of(SandboxDatabase database, Account account, Card card) {
        Stream<Choice> named = choices(
                database.jdbc().sql("select body from sandbox.project where not deleted order by sort_order, id"),
                "name");
        List<Choice> parents = choices(database.jdbc().sql("""
            select body from sandbox.task where project_id = ? and status = 0 and not deleted
            order by sort_order, id limit 201
            """).param(card.listId()), "title")
                .filter(choice -> !choice.id().equals(card.id()))
                .toList();
        return new Choices(
                Stream.concat(named, Stream.of(new Choice(account.inboxId(), "Inbox")))
                        .toList(),
                Stream.concat(Stream.of(new Choice("", "No card")), parents.stream())
                        .toList());
    }

    private static Stream<Choice> choices(JdbcClient.StatementSpec query, String name) {
        return query.query(String.class).list().stream()
                .map(Json::stored)
                .map(body -> new Choice(
                        body.path("id").stringValue(), body.path(name).asString("")));
    }
}
