package dev.devledger.domain.task;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a task that only a service has, as last read. The ledger only stores them. A value is a text, a number,
 * true or false, or a list of texts.
 *
 * @param byConnector the values by connector, then by field
 */
public record ServiceFields(SortedMap<String, SortedMap<String, Object>> byConnector) {
    public static final ServiceFields NONE = new ServiceFields(Collections.emptySortedMap());

    /** Prefix of such a field in a history; the connector and the field's name follow. */
    public static final String FIELD = "fields.";

    /** The longest name: readers of JSON refuse a name of 50,000 characters. */
    private static final int LONGEST_NAME = 500;

    public ServiceFields {
        SortedMap<String, SortedMap<String, Object>> all = new TreeMap<>();
        byConnector.forEach((connector, fields) -> {
            if (!fields.isEmpty()) {
                all.put(connector, normal(fields));
            }
        });
        byConnector = Collections.unmodifiableSortedMap(all);
    }

    public SortedMap<String, Object> of(String connector) {
        SortedMap<String, Object> fields = byConnector.get(connector);
        return fields == null ? Collections.emptySortedMap() : fields;
    }

    /** Returns the changes after which the connector has exactly these fields. */
    public SortedMap<String, Change<Object>> changes(String connector, Map<String, Object> fields) {
        SortedMap<String, Object> from = of(connector);
        SortedMap<String, Object> to = normal(fields);
        SortedSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        SortedMap<String, Change<Object>> changes = new TreeMap<>();
        for (String name : names) {
            Change<Object> change = Change.between(from.get(name), to.get(name));
            if (change != null) {
                changes.put(name, change);
            }
        }
        return changes;
    }

    public ServiceFields with(String connector, Map<String, Change<Object>> changes) {
        SortedMap<String, Object> fields = new TreeMap<>(of(connector));
        changes.forEach((name, change) -> {
            Object to = change.to();
            if (to == null) {
                fields.remove(name);
            } else {
                fields.put(name, to);
            }
        });
        SortedMap<String, SortedMap<String, Object>> all = new TreeMap<>(byConnector);
        all.put(connector, fields);
        return new ServiceFields(all);
    }

    private static SortedMap<String, Object> normal(Map<String, Object> fields) {
        SortedMap<String, Object> normal = new TreeMap<>();
        fields.forEach((name, value) -> normal.put(name(name), normal(value)));
        return Collections.unmodifiableSortedMap(normal);
    }

    static String name(String name) {
        return NearestValues.cut(name, LONGEST_NAME);
    }

    static @Nullable Object normalOrNull(@Nullable Object value) {
        return value == null ? null : normal(value);
    }

    /** Normalises a value, so that equal values are equal whichever reader parsed them. */
    private static Object normal(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Number number -> number(new BigDecimal(number.toString()));
            case Iterable<?> items -> texts(items);
            default -> value.toString();
        };
    }

    private static List<String> texts(Iterable<?> items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(String.valueOf(item)));
        return List.copyOf(texts);
    }

    /** A number that JSON readers cannot hold becomes a text. */
    private static Object number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 18) {
            return plain.longValueExact();
        }
        double near = plain.doubleValue();
        boolean exact = Double.isFinite(near) && new BigDecimal(Double.toString(near)).compareTo(plain) == 0;
        return exact ? (Object) near : plain.toPlainString();
    }
}
