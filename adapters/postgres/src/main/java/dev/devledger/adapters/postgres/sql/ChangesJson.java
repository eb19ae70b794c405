package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.TypeFactory;

/**
 * Converts changes to an object of fields, such as {@code {"title":{"from":"a","to":"b"}}}; the changed entries of
 * a map are an object of that form inside it.
 */
final class ChangesJson {
    private static final Map<Class<?>, EntityKind<?>> KINDS = Map.of(
            ProjectDetails.class, ProjectDetails.KIND,
            TaskDetails.class, TaskDetails.KIND,
            PersonDetails.class, PersonDetails.KIND,
            BillingDetails.class, BillingDetails.KIND,
            TimeEntryDetails.class, TimeEntryDetails.KIND,
            ViewDetails.class, ViewDetails.KIND);

    private ChangesJson() {}

    static SimpleModule module() {
        return new SimpleModule("changes by field")
                .addSerializer(new Writer())
                .addDeserializer(Changes.class, new Reader<>(TaskDetails.KIND));
    }

    private static final class Writer extends StdSerializer<Changes<?>> {
        Writer() {
            super(TypeFactory.createDefaultInstance().constructType(Changes.class));
        }

        @Override
        public void serialize(Changes<?> changes, JsonGenerator json, SerializationContext context) {
            String open = "";
            json.writeStartObject();
            for (Map.Entry<? extends Field<?, ?>, Change<?>> each :
                    changes.all().entrySet()) {
                String name = each.getKey().name();
                int dot = name.indexOf('.');
                String map = dot < 0 ? "" : name.substring(0, dot);
                if (!map.equals(open)) {
                    end(json, open);
                    if (!map.isEmpty()) {
                        json.writeObjectPropertyStart(map);
                    }
                    open = map;
                }
                json.writeName(name.substring(dot + 1));
                context.writeValue(json, each.getValue());
            }
            end(json, open);
            json.writeEndObject();
        }

        private static void end(JsonGenerator json, String open) {
            if (!open.isEmpty()) {
                json.writeEndObject();
            }
        }
    }

    private static final class Reader<D> extends StdDeserializer<Changes<?>> {
        private final transient EntityKind<D> kind;

        Reader(EntityKind<D> kind) {
            super(Changes.class);
            this.kind = kind;
        }

        /** Chooses the kind of entity by the type parameter of the type to read. */
        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            Class<?> details =
                    context.getContextualType().containedTypeOrUnknown(0).getRawClass();
            return new Reader<>(Objects.requireNonNull(KINDS.get(details), details::getName));
        }

        @Override
        public Changes<?> deserialize(JsonParser json, DeserializationContext context) {
            Map<Field<D, ?>, Change<?>> changes = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : context.readTree(json).properties()) {
                read(each.getKey(), each.getValue(), context, changes);
            }
            return new Changes<>(changes);
        }

        private void read(
                String name, JsonNode value, DeserializationContext context, Map<Field<D, ?>, Change<?>> changes) {
            if (value.isNull() || !kind.has(name)) {
                return; // a field of a later version
            }
            Field<D, ?> field = kind.field(name);
            if (field.many() == Field.Cardinality.NAMED) {
                value.properties().forEach(each -> read(name + "." + each.getKey(), each.getValue(), context, changes));
            } else {
                changes.put(field, context.readTreeAsValue(value, changeOf(field, context.getTypeFactory())));
            }
        }

        private static JavaType changeOf(Field<?, ?> field, TypeFactory types) {
            JavaType element = types.constructType(field.element());
            JavaType value =
                    switch (field.many()) {
                        case ONE, NAMED -> element;
                        case SORTED -> types.constructCollectionType(SortedSet.class, field.element());
                        case LISTED -> types.constructCollectionType(List.class, field.element());
                    };
            return types.constructParametricType(Change.class, value);
        }
    }
}
