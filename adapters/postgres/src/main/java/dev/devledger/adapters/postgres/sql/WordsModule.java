package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.billing.BillingKey;
import dev.devledger.domain.billing.CustomerId;
import dev.devledger.domain.billing.ServiceId;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.person.PersonKey;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.merge.MergeRule;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The words that are one text in JSON. */
final class WordsModule {
    private WordsModule() {}

    static SimpleModule create() {
        SimpleModule module = new SimpleModule("ledger words");
        text(module, ProjectId.class, text -> new ProjectId(UUID.fromString(text)));
        text(module, TaskId.class, text -> new TaskId(UUID.fromString(text)));
        text(module, PersonId.class, text -> new PersonId(UUID.fromString(text)));
        text(module, CustomerId.class, text -> new CustomerId(UUID.fromString(text)));
        text(module, ServiceId.class, text -> new ServiceId(UUID.fromString(text)));
        text(module, ConflictId.class, text -> new ConflictId(UUID.fromString(text)));
        text(module, ProjectKey.class, text -> new ProjectKey(Long.parseLong(text.substring(2))));
        text(module, TaskKey.class, text -> new TaskKey(Long.parseLong(text.substring(2))));
        text(module, PersonKey.class, text -> new PersonKey(Long.parseLong(text.substring(2))));
        text(module, BillingKey.class, BillingKey::parse);
        text(module, TimeEntryId.class, text -> new TimeEntryId(UUID.fromString(text)));
        text(module, TimeEntryKey.class, text -> new TimeEntryKey(Long.parseLong(text.substring(2))));
        text(module, When.class, When::read);
        text(module, ZoneId.class, ZoneId::of);
        text(module, MergeRule.class, MergeRule::code, MergeRule::of);
        module.addSerializer(new EnumWord());
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        text(module, type, Object::toString, parse);
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> parse) {
        module.addSerializer(new Text<>(type, write));
        module.addDeserializer(type, new FromText<>(type, parse));
    }

    private static final class Text<T> extends StdSerializer<T> {

        private final Function<T, String> text;

        Text(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(text.apply(value));
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {

        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            return parse.apply(json.getString());
        }
    }

    @SuppressWarnings("rawtypes") // there is no class object of Enum<?>
    private static final class EnumWord extends StdSerializer<Enum> {

        EnumWord() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
