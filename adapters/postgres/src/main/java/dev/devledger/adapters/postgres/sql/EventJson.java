package dev.devledger.adapters.postgres.sql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemotePlace;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.MergeRule;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the domain's words look as JSON in the database: as a person would write them. The domain knows nothing of it. */
public final class EventJson {

    private EventJson() {}

    public static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        configure(builder);
        return builder.build();
    }

    public static void configure(JsonMapper.Builder builder) {
        builder.addModule(words())
                .addMixIn(CanonicalChanges.class, Components.class)
                .addMixIn(FieldChange.class, BothSides.class)
                .addMixIn(SyncLink.class, LinkState.class)
                .addMixIn(Dispute.class, DisputeKind.class)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A replay token's context is declared as Object, which Jackson reads only where it is told to.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build());
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("ledger words");
        text(module, ProjectId.class, text -> new ProjectId(UUID.fromString(text)));
        text(module, TaskId.class, text -> new TaskId(UUID.fromString(text)));
        text(module, ConflictId.class, text -> new ConflictId(UUID.fromString(text)));
        text(module, ProjectKey.class, text -> new ProjectKey(Long.parseLong(text.substring(2))));
        text(module, TaskKey.class, text -> new TaskKey(Long.parseLong(text.substring(2))));
        text(module, When.class, When::parse);
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

    /** Its {@code isEmpty()} is no component. */
    @JsonIgnoreProperties("empty")
    private interface Components {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private interface BothSides {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SyncLink.None.class, name = "none"),
        @JsonSubTypes.Type(value = SyncLink.Creating.class, name = "creating"),
        @JsonSubTypes.Type(value = SyncLink.Linked.class, name = "linked"),
        @JsonSubTypes.Type(value = SyncLink.Deleting.class, name = "deleting"),
        @JsonSubTypes.Type(value = SyncLink.Closed.class, name = "closed"),
        @JsonSubTypes.Type(value = SyncLink.Detached.class, name = "detached"),
        @JsonSubTypes.Type(value = SyncLink.OutOfScope.class, name = "out-of-scope"),
        @JsonSubTypes.Type(value = SyncLink.Stopped.class, name = "stopped")
    })
    private interface LinkState {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dispute.Values.class, name = "field"),
        @JsonSubTypes.Type(value = Dispute.DeletedThere.class, name = "deleted-there"),
        @JsonSubTypes.Type(value = Dispute.DeletedHere.class, name = "deleted-here"),
        @JsonSubTypes.Type(value = Dispute.Reappeared.class, name = "reappeared"),
        @JsonSubTypes.Type(value = Dispute.Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = Dispute.WhichOne.class, name = "which-one")
    })
    interface DisputeKind {

        /** What was stored before they were kept has none, and stays as it is. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RemotePlace> places();
    }
}
