package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The domain's enums as the words of docs/contract.md, section 3: {@code ACTIVE} is {@code active}. */
public final class EnumColumns {

    private EnumColumns() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E to(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /** Converts entities to the columns {@code entity_kind} and {@code entity_id}, or to two arrays of these. */
    public static final class Entities {

        private Entities() {}

        public static EntityRef get(ResultSet row) throws SQLException {
            return new EntityRef(
                    EnumColumns.to(EntityRef.Kind.class, row.getString("entity_kind")),
                    row.getObject("entity_id", UUID.class));
        }

        public static String[] kinds(Collection<EntityRef> entities) {
            return entities.stream()
                    .map(entity -> EnumColumns.of(entity.kind()))
                    .toArray(String[]::new);
        }

        public static UUID[] ids(Collection<EntityRef> entities) {
            return entities.stream().map(EntityRef::id).toArray(UUID[]::new);
        }
    }

    /** Converts filter values to parameters; null means no filter. */
    public static final class FilterValues {

        private FilterValues() {}

        /** Returns the words of the statuses of closed projects. */
        public static String[] closed() {
            return Arrays.stream(ProjectStatus.values())
                    .filter(ProjectStatus::isClosed)
                    .map(EnumColumns::of)
                    .toArray(String[]::new);
        }

        public static String @Nullable [] words(Collection<? extends Enum<?>> values) {
            return values.isEmpty()
                    ? null
                    : values.stream().map(EnumColumns::of).toArray(String[]::new);
        }
    }

    /** Converts priorities to sort values, as in the generated columns {@code priority_rank}. */
    public static final class Priorities {

        private Priorities() {}

        public static short rank(Priority priority) {
            return switch (priority) {
                case NONE -> 0;
                case LOW -> 1;
                case MEDIUM -> 2;
                case HIGH -> 3;
            };
        }
    }
}
