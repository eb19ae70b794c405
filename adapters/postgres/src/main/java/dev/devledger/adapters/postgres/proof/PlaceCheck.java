package dev.devledger.adapters.postgres.proof;

import static java.util.Comparator.comparing;

import dev.devledger.adapters.postgres.rebuild.Catalog;
import dev.devledger.adapters.postgres.rebuild.Catalog.Item;
import dev.devledger.adapters.postgres.rebuild.Catalog.Kind;
import dev.devledger.application.proof.Difference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the ledger's tables are plain tables with the rules they were made with, and nothing stands where it could be taken
 * for one of them, for one of their functions, or for one of PostgreSQL's own.
 */
final class PlaceCheck {

    /** What is kept in them is what all else is proved by. */
    private static final Set<String> FACTS = Set.of("event", "event_batch");

    /** Of these nobody may add any to a table; of indexes one may. */
    private static final Set<Kind> NONE_MORE =
            Set.of(Kind.COLUMN, Kind.CONSTRAINT, Kind.TRIGGER, Kind.RULE, Kind.POLICY, Kind.FUNCTION);

    /** The sequence, and who has its numbers. */
    private static final List<List<String>> NUMBERS = List.of(
            List.of("event_position_seq", "event", "position"),
            List.of("project_key", "dev_projects", "key_number"),
            List.of("task_key", "tasks", "key_number"),
            List.of("person_key", "people", "key_number"),
            List.of("customer_key", "customers", "key_number"),
            List.of("service_key", "services", "key_number"),
            List.of("time_entry_key", "time_entries", "key_number"),
            List.of("sync_work_generation", "sync_work", "generation"),
            List.of("sync_work_generation", "sync_work", "marked"));

    private final Connection connection;
    private final TablesSchema home;
    private final List<Difference> differences = new ArrayList<>();

    /** In the transaction of the connection, which has nothing but {@code pg_catalog} on its search path. */
    PlaceCheck(Connection connection, TablesSchema home) {
        this.connection = connection;
        this.home = home;
    }

    List<Difference> differences(Map<String, Item> shipped) throws SQLException {
        Map<String, Item> live = Catalog.of(connection, home.schema(), home.quoted());
        compare(shipped, live);
        differences.addAll(new ForeignObjects(connection).hiding(home.path()));
        home.misleading().forEach(what -> differ(Kind.FUNCTION, "", "The search path", what));
        differences.addAll(new ForeignObjects(connection).eventTriggers());
        for (List<String> number : NUMBERS) {
            if (live.containsKey("Sequence " + number.get(0)) && live.containsKey("Table " + number.get(1))) {
                setBack(number.get(0), number.get(1), number.get(2));
            }
        }
        return differences;
    }

    private void compare(Map<String, Item> shipped, Map<String, Item> live) {
        shipped.values().stream()
                .filter(PlaceCheck::isOurs)
                .sorted(comparing(Item::name))
                .forEach(item -> {
                    Item found = live.get(item.name());
                    if (found == null) {
                        differ(item.kind(), item.owner(), item.name(), "it is missing.");
                    } else if (!found.definition().equals(item.definition())) {
                        differ(item.kind(), item.owner(), item.name(), another(found, item));
                    }
                });
        Set<String> owners = shipped.values().stream().map(Item::owner).collect(Collectors.toSet());
        live.values().stream()
                .filter(item -> NONE_MORE.contains(item.kind()) && isOurs(item) && owners.contains(item.owner()))
                .filter(item -> !shipped.containsKey(item.name()))
                .forEach(item -> differ(
                        item.kind(),
                        item.owner(),
                        item.name(),
                        "it does not belong to Devledger: %s.".formatted(oneLine(item.definition()))));
    }

    private static boolean isOurs(Item item) {
        return !item.owner().equals("flyway_schema_history");
    }

    private static String another(Item found, Item made) {
        return found.kind() == Kind.FUNCTION
                ? "it is not the one that Devledger created: %s.".formatted(oneLine(found.definition()))
                : "it is %s, but Devledger created it as %s."
                        .formatted(oneLine(found.definition()), oneLine(made.definition()));
    }

    private static String oneLine(String definition) {
        String line = definition.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private void setBack(String sequence, String table, String column) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("""
                        select s.next, u.used from
                          (select last_value + case when is_called then 1 else 0 end as next from %1$s.%2$s) s,
                          (select max(%4$s) as used from %1$s.%3$s) u
                        where s.next <= u.used
                        """.formatted(home.quoted(), sequence, table, column));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                differ(
                        Kind.SEQUENCE,
                        sequence,
                        "Sequence " + sequence,
                        "it was set back: its next value is %d, but table %s already has a %s of %d."
                                .formatted(rows.getLong("next"), table, column, rows.getLong("used")));
            }
        }
    }

    private void differ(Kind kind, String owner, String object, String what) {
        boolean unreadable = (kind == Kind.TABLE || kind == Kind.COLUMN) && FACTS.contains(owner);
        differences.add(new Difference.OfPlace(object, what, unreadable));
    }
}
