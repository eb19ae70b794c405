package dev.devledger.adapters.postgres.sql;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.CustomerId;
import dev.devledger.domain.directory.BillingItem.ServiceId;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.directory.SavedView.ViewKey;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

/** The JSON of the domain's types in the database, readable for people. The domain knows nothing of it. */
public final class EventJson {

    private EventJson() {}

    public static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        configure(builder);
        return builder.build();
    }

    public static void configure(JsonMapper.Builder builder) {
        builder.addModule(WordsModule.create())
                .addModule(ChangesJson.module())
                .addMixIn(CanonicalContent.class, CanonicalMixin.class)
                .addMixIn(CanonicalChanges.class, CanonicalChangesMixin.class)
                .addMixIn(FieldChange.class, FieldChangeMixin.class)
                .addMixIn(SyncLink.class, SyncLinkMixin.class)
                .addMixIn(EntryLink.class, EntryLinkMixin.class)
                .addMixIn(Dispute.class, DisputeMixin.class)
                .addMixIn(TaskDetails.class, TaskDetailsMixin.class)
                .addMixIn(Dependencies.class, DependenciesMixin.class)
                .addMixIn(ProjectDetails.class, ProjectDetailsMixin.class)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Axon declares the context of a replay token as Object, which Jackson reads only with a validator.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build());
    }

    interface CanonicalMixin {

        /** Leaves out an empty value, as in events stored before there were people. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedSet<String> assignees();

        /** Leaves out an empty value, as in events stored before there were dependencies. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedSet<String> blockedBy();
    }

    /** Leaves out {@code isEmpty()}, which is not a component of the record. */
    @JsonIgnoreProperties("empty")
    private interface CanonicalChangesMixin {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private interface FieldChangeMixin {}

    interface TaskDetailsMixin {

        /** Leaves out an empty value: events stored before there were people lack it, and stay unchanged. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedSet<PersonId> assignees();

        /** Leaves out an empty value, as in events stored before there were dependencies. */
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoDependencies.class)
        Dependencies dependencies();
    }

    interface ProjectDetailsMixin {

        /** Leaves out an empty value, as in events stored when there was one service only. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedMap<String, Placement> placements();

        /** Leaves out an empty value, as in events stored before there were customers. */
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoBilling.class)
        ProjectBilling billing();
    }

    interface DependenciesMixin {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedSet<TaskId> blockedBy();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedSet<TaskId> related();
    }

    /** Equals the dependencies that are left out of the JSON: none. */
    static final class NoDependencies {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == null || Dependencies.NONE.equals(value);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** Equals the billing that is left out of the JSON: none. */
    static final class NoBilling {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == null || ProjectBilling.NONE.equals(value);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = EntryLink.None.class, name = "none"),
        @JsonSubTypes.Type(value = EntryLink.Adding.class, name = "adding"),
        @JsonSubTypes.Type(value = EntryLink.Linked.class, name = "linked"),
        @JsonSubTypes.Type(value = EntryLink.Ended.class, name = "ended"),
        @JsonSubTypes.Type(value = EntryLink.Apart.class, name = "apart")
    })
    private interface EntryLinkMixin {}

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
    private interface SyncLinkMixin {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dispute.FieldDispute.class, name = "field"),
        @JsonSubTypes.Type(value = Dispute.DeletedRemotely.class, name = "deleted-there"),
        @JsonSubTypes.Type(value = Dispute.DeletedLocally.class, name = "deleted-here"),
        @JsonSubTypes.Type(value = Dispute.Reappeared.class, name = "reappeared"),
        @JsonSubTypes.Type(value = Dispute.Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = Dispute.AmbiguousObject.class, name = "which-one"),
        @JsonSubTypes.Type(value = Dispute.EntryDispute.class, name = "time-entry")
    })
    interface DisputeMixin {

        /** Leaves out an empty value: events stored before this field existed lack it, and stay unchanged. */
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RemotePlace> places();
    }

    /** Converts types that are a single text in JSON. */
    static final class WordsModule {
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
            text(module, ViewId.class, text -> new ViewId(UUID.fromString(text)));
            text(module, ViewKey.class, text -> new ViewKey(Long.parseLong(text.substring(2))));
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
}
