package dev.devledger.adapters.postgres;

import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Field.Cardinality;
import dev.devledger.domain.shared.Change;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of any type that is stored, made by its constructors of what lies at the edges of their fields and beyond. */
public final class EdgeValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A-1",
            "null",
            "NaN",
            "-1",
            "1899-12-30",
            "+10000-01-01T00:00:00Z",
            "line\nline",
            "\\u0000",
            "nothing \u0000 here",
            "half \uD83D a sign",
            "\uD83D\uDE00",
            "{\"a\": [1]}");
    private static final String LONG = "x".repeat(100_001);
    private static final int SHORT_ONES = 200;
    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX,
            Instant.ofEpochMilli(-1),
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.parse("1899-12-30T00:00:00Z"),
            Instant.parse("0000-12-31T23:59:59.999999999Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            Instant.parse("+10000-01-01T00:00:00Z"));
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.MIN,
            LocalDate.MAX,
            LocalDate.EPOCH,
            LocalDate.of(0, 12, 31),
            LocalDate.of(1, 1, 1),
            LocalDate.of(1753, 1, 1),
            LocalDate.of(1899, 12, 30),
            LocalDate.of(1900, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10_000, 1, 1));
    private static final List<ZoneId> ZONES = Stream.of("UTC", "Z", "Europe/Berlin", "+18:00", "GMT-3", "UTC+01:00")
            .map(ZoneId::of)
            .toList();
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, -1L, 2L, 4L, 9L, 200L, 525_600L, 1L << 31, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE);

    private final Random random;

    public EdgeValues(long seed) {
        this.random = new Random(seed);
    }

    /** A value that its constructor takes. Refusals are right, as long as there is something that it takes. */
    public Object of(Class<?> type) {
        for (int i = 0; i < 1_000; i++) {
            try {
                return value(type);
            } catch (Refused refused) {
                // another one
            }
        }
        throw new AssertionError("Nothing is a " + type);
    }

    private Object value(Class<?> type) throws Refused {
        if (type == ZoneId.class) {
            return any(ZONES);
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isEnum()) {
            return any(List.of(type.getEnumConstants()));
        }
        if (type.isSealed()) {
            return value(any(List.of(type.getPermittedSubclasses())));
        }
        if (type == int.class || type == Integer.class) {
            return any(NUMBERS).intValue();
        }
        if (type == long.class || type == Long.class) {
            return any(NUMBERS);
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == double.class || type == Double.class) {
            return any(List.of(0.0, -0.5, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY));
        }
        if (type == String.class) {
            return random.nextInt(SHORT_ONES) == 0 ? LONG : any(TEXTS);
        }
        if (type == Object.class) {
            return any(List.of("text", "", 7, true, List.of("one", 2)));
        }
        if (type == UUID.class) {
            return random.nextInt(4) == 0 ? new UUID(0, 0) : new UUID(random.nextLong(), random.nextLong());
        }
        if (type == Instant.class) {
            return any(INSTANTS);
        }
        if (type == LocalDate.class) {
            return any(DAYS);
        }
        throw new AssertionError("No values are known of " + type);
    }

    /** Fields of it are tried again by themselves: of a record with ten dates hardly any would be taken whole. */
    private Object record(Class<?> type) throws Refused {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = retried(components[i].getAnnotatedType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw new Refused();
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private @Nullable Object retried(AnnotatedType type) throws Refused {
        for (int i = 0; i < 20; i++) {
            try {
                return value(type);
            } catch (Refused refused) {
                // another one
            }
        }
        throw new Refused();
    }

    private @Nullable Object value(AnnotatedType annotated) throws Refused {
        if (annotated.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        Type type = annotated.getType();
        if (type instanceof Class<?> plain) {
            return value(plain);
        }
        if (!(type instanceof ParameterizedType parameterized)) {
            return value(Object.class); // a type variable, where nothing says of what
        }
        Class<?> raw = (Class<?>) parameterized.getRawType();
        AnnotatedType[] of = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> map = raw == Map.class ? new LinkedHashMap<>() : new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(key(of[0], of[1]), value(of[1]));
            }
            return map;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Collection<Object> all = raw == List.class ? new ArrayList<>() : new TreeSet<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                all.add(value(of[0]));
            }
            return all;
        }
        return raw == Changes.class ? changes(kind((Class<?>) of[0].getType())) : generic(raw, of);
    }

    private static EntityKind<?> kind(Class<?> details) {
        try {
            return (EntityKind<?>) details.getField("KIND").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Each field may change, from a value of its type or none to another. */
    private <D> Changes<D> changes(EntityKind<D> kind) throws Refused {
        Map<Field<D, ?>, Change<?>> changes = new LinkedHashMap<>();
        for (Field<D, ?> field : kind.fields()) {
            if (random.nextInt(2) == 0) {
                Field<D, ?> changed = field.many() == Cardinality.NAMED
                        ? kind.field(field.name() + "." + any(List.of("ticktick", "clickup", "other")))
                        : field;
                changes.put(changed, new Change<>(orNone(changed), orNone(changed)));
            }
        }
        return new Changes<>(changes);
    }

    private @Nullable Object orNone(Field<?, ?> field) throws Refused {
        if (random.nextInt(3) == 0) {
            return null;
        }
        if (field.many() == Cardinality.ONE) {
            return value(field.element());
        }
        Collection<Object> all = field.many() == Cardinality.LISTED ? new ArrayList<>() : new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            all.add(value(field.element()));
        }
        return all;
    }

    /** Services are called by names of ours, and nothing else is placed by one. */
    private Object key(AnnotatedType type, AnnotatedType of) throws Refused {
        String placed = of.getType().getTypeName();
        return placed.contains("Placement") ? any(List.of("ticktick", "clickup", "other")) : value(type);
    }

    /** A record whose components are of the type that is its parameter. */
    private Object generic(Class<?> raw, AnnotatedType[] of) throws Refused {
        RecordComponent[] components = raw.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getGenericType() instanceof Class<?>
                    ? value(components[i].getAnnotatedType())
                    : value(of[0]);
        }
        try {
            Constructor<?> constructor = raw.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new Refused();
        } catch (ReflectiveOperationException | DateTimeException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
    }
}
