package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeGrouping.By;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups of a sum: by which columns of the rows {@code x} they are made, and what they are called. */
record SumGroups(List<By> by, SumPeriod period) {

    /** The columns but that of the period; a customer's time is that of its projects. */
    SequencedSet<String> keys() {
        return by.stream()
                .flatMap(each -> switch (each) {
                    case DAY, WEEK, MONTH -> Stream.empty();
                    case PROJECT, CUSTOMER -> Stream.of("project");
                    case TASK -> Stream.of("task");
                    case PERSON -> Stream.of("person");
                    case TAG -> Stream.of("tags");
                    case BILLABLE -> Stream.of("billable");
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As {@link #name} finds them in a row. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            names.add(
                    switch (by.get(i)) {
                        case DAY, WEEK, MONTH -> "x.period as value" + i;
                        case PROJECT -> "p.key as key%1$d, p.name as name%1$d".formatted(i);
                        case CUSTOMER -> "c.key as key%1$d, c.name as name%1$d".formatted(i);
                        case TASK -> "t.key as key%1$d, t.title as name%1$d".formatted(i);
                        case PERSON -> "u.key as key%1$d, u.name as name%1$d".formatted(i);
                        case TAG -> "x.tags as value" + i;
                        case BILLABLE -> "x.billable as value" + i;
                    });
        }
        return names;
    }

    String joins() {
        StringBuilder joins = new StringBuilder();
        if (by.contains(By.PROJECT) || by.contains(By.CUSTOMER)) {
            joins.append(" left join dev_projects p on p.key_number = x.project");
        }
        if (by.contains(By.CUSTOMER)) {
            joins.append(" left join customers c on c.id = p.customer");
        }
        if (by.contains(By.TASK)) {
            joins.append(" left join tasks t on t.key_number = x.task");
        }
        if (by.contains(By.PERSON)) {
            joins.append(" left join people u on u.key_number = x.person");
        }
        return joins.toString();
    }

    /** All that the names and the order are made of. */
    String columns() {
        return String.join(
                ", ",
                by.stream()
                        .map(each -> switch (each) {
                            case DAY, WEEK, MONTH -> "x.period";
                            case PROJECT -> "x.project, p.key, p.name";
                            case CUSTOMER -> "c.key_number, c.key, c.name";
                            case TASK -> "x.task, t.key, t.title";
                            case PERSON -> "x.person, u.key, u.name";
                            case TAG -> "x.tags";
                            case BILLABLE -> "x.billable";
                        })
                        .toList());
    }

    String order() {
        return String.join(
                ", ",
                by.stream()
                        .map(each -> switch (each) {
                            case DAY, WEEK, MONTH -> "x.period";
                            case PROJECT -> "nullif(x.project, 0)";
                            case CUSTOMER -> "c.key_number";
                            case TASK -> "nullif(x.task, 0)";
                            case PERSON -> "x.person";
                            case TAG -> "x.tags nulls first";
                            case BILLABLE -> "x.billable";
                        })
                        .toList());
    }

    Map<String, @Nullable Object> of(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            group.put(by.get(i).name().toLowerCase(Locale.ROOT), name(row, by.get(i), i));
        }
        return group;
    }

    private @Nullable Object name(ResultSet row, By by, int i) throws SQLException {
        return switch (by) {
            case DAY, WEEK, MONTH -> period.told(row.getLong("value" + i));
            case PROJECT, CUSTOMER, TASK, PERSON -> {
                String key = row.getString("key" + i);
                yield key == null ? null : Map.of("key", key, "name", row.getString("name" + i));
            }
            case TAG -> {
                Array tags = row.getArray("value" + i);
                yield tags == null ? List.of() : List.of((String[]) tags.getArray());
            }
            case BILLABLE -> row.getBoolean("value" + i);
        };
    }
}
