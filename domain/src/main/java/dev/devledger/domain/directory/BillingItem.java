package dev.devledger.domain.directory;

import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a customer or a service, built from its events: all that its decider needs. */
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

    /** Returns the state with this content; a deleted item stays deleted. */
    default BillingItem now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted item as it was before the deletion. */
    default Present last(BillingId id) {
        return this instanceof Deleted(Present last) ? last : present(id);
    }

    /** Rejects an item that is unknown or deleted. */
    default Present present(BillingId id) {
        String kind = id.kind().word();
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This " + kind + " does not exist.");
            case Deleted deleted ->
                throw Rejection.of(Rejection.Code.CONFLICT_STATE, "This " + kind + " is deleted. Restore it first.");
        };
    }

    /** The name on a bill: the customer who pays, or the service that is paid for. */
    enum BillingKind {
        CUSTOMER("C"),
        SERVICE("S");

        private final String letter;

        BillingKind(String letter) {
            this.letter = letter;
        }

        /** The letter with which keys of this kind begin. */
        public String letter() {
            return letter;
        }

        /** The word for the kind in a sentence. */
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

    /** The id of a customer or a service. */
    sealed interface BillingId permits CustomerId, ServiceId {
        UUID value();

        BillingKind kind();

        /** The event stream of the customer or service. */
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

    /** The short id that people and agents use: {@code C-4} of a customer, {@code S-2} of a service; never reused. */
    record BillingKey(BillingKind kind, long number) implements EntityEvent.Key {

        /** Parses the form of {@link #toString}. */
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
     * The content of a customer or a service.
     *
     * @param notes empty if there are none
     * @param archived true if projects can no longer be assigned to it
     */
    record BillingDetails(String name, String notes, boolean archived) {
        public static final Field<BillingDetails, String> NAME =
                Field.text("name", BillingDetails::name).or("").rule(Violations::title);
        public static final Field<BillingDetails, String> NOTES = Field.text("notes", BillingDetails::notes)
                .or("")
                .rule((violations, field, notes) -> violations.text(field, notes, Violations.NOTE));
        public static final Field<BillingDetails, Boolean> ARCHIVED =
                Field.flag("archived", BillingDetails::archived).phrase("archived state");

        public static final EntityKind<BillingDetails> KIND = new EntityKind<>(
                List.of(NAME, NOTES, ARCHIVED),
                values -> new BillingDetails(values.get(NAME), values.get(NOTES), values.get(ARCHIVED)));

        /** An item with nothing but a name. */
        public static BillingDetails named(String name) {
            return new BillingDetails(name, "", false);
        }

        /** Returns everything that breaks a rule. */
        public Violations violations() {
            return KIND.violations(this);
        }

        /** Returns everything that breaks a rule in the fields that are set. */
        public static Violations violations(Patch<BillingDetails> edit) {
            return KIND.edited(named("-"), edit).violations();
        }
    }

    /**
     * A command to a customer or a service. {@code expectedVersion} is the version that the caller saw, null if any is
     * accepted.
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
     * A change that happened to a customer or a service. Customers and services have the same events, stored under
     * different names. Stored for ever: a record is never changed, an old revision is upcast.
     */
    sealed interface BillingEvent extends EntityEvent
            permits CustomerEvent,
                    ServiceEvent,
                    BillingEvent.Created,
                    BillingEvent.Edited,
                    BillingEvent.Deleted,
                    BillingEvent.Restored {
        BillingId id();

        sealed interface Created extends BillingEvent, EntityEvent.Created
                permits CustomerEvent.Created, ServiceEvent.Created {
            @Override
            BillingKey key();

            BillingDetails details();
        }

        sealed interface Edited extends BillingEvent permits CustomerEvent.Edited, ServiceEvent.Edited {
            Changes<BillingDetails> changes();
        }

        sealed interface Deleted extends BillingEvent, EntityEvent.Deleted
                permits CustomerEvent.Deleted, ServiceEvent.Deleted {}

        sealed interface Restored extends BillingEvent, EntityEvent.Restored
                permits CustomerEvent.Restored, ServiceEvent.Restored {}

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

    /** A change that happened to a customer. */
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

    /** A change that happened to a service. */
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
