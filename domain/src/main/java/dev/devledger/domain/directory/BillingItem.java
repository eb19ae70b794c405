package dev.devledger.domain.directory;

import dev.devledger.domain.field.Changes;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the decisions on a customer or a service need to know of its past. */
public sealed interface BillingItem {
    record Unknown() implements BillingItem {}

    record Present(BillingDetails details, long version) implements BillingItem {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<BillingDetails> changes) {
            return new Present(BillingDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements BillingItem {}

    /** With what has become of it; one that is deleted stays so. */
    default BillingItem now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Of a deleted one as it was. */
    default Present last(BillingId id) {
        return this instanceof Deleted(Present last) ? last : present(id);
    }

    /** Refused where it is not there. */
    default Present present(BillingId id) {
        String kind = id.kind().word();
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This " + kind + " does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This " + kind + " is deleted. Restore it first.");
        };
    }

    /** What is named on a bill: who pays it, or what for. */
    enum BillingKind {
        CUSTOMER("C"),
        SERVICE("S");

        private final String letter;

        BillingKind(String letter) {
            this.letter = letter;
        }

        /** With which its keys begin. */
        public String letter() {
            return letter;
        }

        /** As a sentence has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public BillingId id(UUID value) {
            return switch (this) {
                case CUSTOMER -> new CustomerId(value);
                case SERVICE -> new ServiceId(value);
            };
        }
    }

    /** Of a customer or a service. */
    sealed interface BillingId permits CustomerId, ServiceId {
        UUID value();

        BillingKind kind();

        /** Its event stream. */
        default String address() {
            return kind().word() + "-" + value();
        }
    }

    record CustomerId(UUID value) implements BillingId {
        @Override
        public BillingKind kind() {
            return BillingKind.CUSTOMER;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    record ServiceId(UUID value) implements BillingId {
        @Override
        public BillingKind kind() {
            return BillingKind.SERVICE;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The short id that people and agents use, such as {@code C-4} of a customer and {@code S-2} of a service; never reused. */
    record BillingKey(BillingKind kind, long number) {

        /** As {@link #toString} has written it. */
        public static BillingKey parse(String text) {
            for (BillingKind kind : BillingKind.values()) {
                if (text.startsWith(kind.letter() + "-")) {
                    return new BillingKey(kind, Long.parseLong(text.substring(2)));
                }
            }
            throw new IllegalArgumentException(text + " is no key of a customer or a service");
        }

        @Override
        public String toString() {
            return kind.letter() + "-" + number;
        }
    }

    /**
     * What is said of a customer or a service.
     *
     * @param notes empty where there are none
     * @param archived whether no project gets it any more
     */
    record BillingDetails(String name, String notes, boolean archived) {
        public static final Field<BillingDetails, String> NAME =
                Field.text("name", BillingDetails::name).or("").rule(Violations::title);
        public static final Field<BillingDetails, String> NOTES = Field.text("notes", BillingDetails::notes)
                .or("")
                .rule((violations, field, notes) -> violations.text(field, notes, Violations.NOTE));
        public static final Field<BillingDetails, Boolean> ARCHIVED =
                Field.flag("archived", BillingDetails::archived).phrase("archived state");

        public static final Kind<BillingDetails> KIND = new Kind<>(
                List.of(NAME, NOTES, ARCHIVED),
                values -> new BillingDetails(values.get(NAME), values.get(NOTES), values.get(ARCHIVED)));

        /** Of which nothing else is said. */
        public static BillingDetails named(String name) {
            return new BillingDetails(name, "", false);
        }

        /** All that the rules have against it, whatever else there is. */
        public Violations violations() {
            return KIND.violations(this);
        }

        /** All that the rules have against the fields that are set, whatever else there is. */
        public static Violations violations(Patch<BillingDetails> edit) {
            return KIND.edited(named("-"), edit).violations();
        }
    }

    /**
     * What can be asked of a customer or a service. {@code expectedVersion} is the version that the caller saw, null where it does
     * not mind.
     */
    sealed interface BillingCommand extends Addressed {
        BillingId id();

        Instant at();

        @Override
        default String address() {
            return id().address();
        }

        record Create(BillingId id, BillingKey key, BillingDetails details, Instant at) implements BillingCommand {}

        record Edit(
                BillingId id,
                Patch<BillingDetails> edit,
                @Nullable Long expectedVersion,
                Instant at) implements BillingCommand {}

        record Delete(BillingId id, @Nullable Long expectedVersion, Instant at) implements BillingCommand {}

        record Restore(BillingId id, @Nullable Long expectedVersion, Instant at) implements BillingCommand {}
    }

    /**
     * What has happened to a customer or a service: the same to both, and stored under names of each. Stored for ever: a record of
     * these is never changed, an old revision is upcast.
     */
    sealed interface BillingEvent
            permits CustomerEvent,
                    ServiceEvent,
                    BillingEvent.Created,
                    BillingEvent.Edited,
                    BillingEvent.Deleted,
                    BillingEvent.Restored {
        BillingId id();

        Instant at();

        sealed interface Created extends BillingEvent permits CustomerEvent.Created, ServiceEvent.Created {
            BillingKey key();

            BillingDetails details();
        }

        sealed interface Edited extends BillingEvent permits CustomerEvent.Edited, ServiceEvent.Edited {
            Changes<BillingDetails> changes();
        }

        sealed interface Deleted extends BillingEvent permits CustomerEvent.Deleted, ServiceEvent.Deleted {}

        sealed interface Restored extends BillingEvent permits CustomerEvent.Restored, ServiceEvent.Restored {}

        static BillingEvent created(BillingCommand.Create create) {
            return switch (create.id()) {
                case CustomerId customer ->
                    new CustomerEvent.Created(customer, create.key(), create.details(), create.at());
                case ServiceId service ->
                    new ServiceEvent.Created(service, create.key(), create.details(), create.at());
            };
        }

        static BillingEvent edited(BillingId id, Changes<BillingDetails> changes, Instant at) {
            return switch (id) {
                case CustomerId customer -> new CustomerEvent.Edited(customer, changes, at);
                case ServiceId service -> new ServiceEvent.Edited(service, changes, at);
            };
        }

        static BillingEvent deleted(BillingId id, Instant at) {
            return switch (id) {
                case CustomerId customer -> new CustomerEvent.Deleted(customer, at);
                case ServiceId service -> new ServiceEvent.Deleted(service, at);
            };
        }

        static BillingEvent restored(BillingId id, Instant at) {
            return switch (id) {
                case CustomerId customer -> new CustomerEvent.Restored(customer, at);
                case ServiceId service -> new ServiceEvent.Restored(service, at);
            };
        }
    }

    /** What has happened to a customer. */
    sealed interface CustomerEvent extends BillingEvent {
        CustomerId customer();

        @Override
        default BillingId id() {
            return customer();
        }

        record Created(CustomerId customer, BillingKey key, BillingDetails details, Instant at)
                implements CustomerEvent, BillingEvent.Created {}

        record Edited(CustomerId customer, Changes<BillingDetails> changes, Instant at)
                implements CustomerEvent, BillingEvent.Edited {}

        record Deleted(CustomerId customer, Instant at) implements CustomerEvent, BillingEvent.Deleted {}

        record Restored(CustomerId customer, Instant at) implements CustomerEvent, BillingEvent.Restored {}
    }

    /** What has happened to a service. */
    sealed interface ServiceEvent extends BillingEvent {
        ServiceId service();

        @Override
        default BillingId id() {
            return service();
        }

        record Created(ServiceId service, BillingKey key, BillingDetails details, Instant at)
                implements ServiceEvent, BillingEvent.Created {}

        record Edited(ServiceId service, Changes<BillingDetails> changes, Instant at)
                implements ServiceEvent, BillingEvent.Edited {}

        record Deleted(ServiceId service, Instant at) implements ServiceEvent, BillingEvent.Deleted {}

        record Restored(ServiceId service, Instant at) implements ServiceEvent, BillingEvent.Restored {}
    }
}
