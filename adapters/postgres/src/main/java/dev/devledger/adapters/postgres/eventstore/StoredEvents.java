package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventTypes.UnknownEvent;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.task.Claim.ClaimEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;

/** Converts rows of the table {@code event} to events; old revisions are upcast. */
public record StoredEvents(Serializer serializer, EventUpcaster upcasters) {

    public static StoredEvents ofLedger() {
        return new StoredEvents(LedgerSerializer.create(), EventUpcasters.chain());
    }

    /** Converts the rows; an unreadable event gets an {@link UnreadablePayload}. */
    public List<LedgerEvent> events(List<EventRow> rows) {
        try {
            return read(rows, message -> event(message, Origin.of(message.getMetaData())));
        } catch (UnknownEvent e) {
            throw e;
        } catch (RuntimeException e) {
            return rows.size() == 1
                    ? List.of(unreadable(rows.getFirst(), e))
                    : rows.stream()
                            .flatMap(row -> events(List.of(row)).stream())
                            .toList();
        }
    }

    /**
     * As {@link #events}, for projections: an event whose payload names another entity than its stream also counts as
     * unreadable.
     */
    public List<LedgerEvent> own(List<EventRow> rows) {
        return events(rows).stream().map(StoredEvents::own).toList();
    }

    private static LedgerEvent own(LedgerEvent event) {
        try {
            if (!(event.payload() instanceof UnreadablePayload)) {
                requireOwn(event.stream(), event.payload());
            }
            return event;
        } catch (RuntimeException e) {
            return unreadable(event, e);
        }
    }

    private LedgerEvent unreadable(EventRow row, RuntimeException failure) {
        Origin origin = origin(row);
        return unreadable(
                new LedgerEvent(
                        row.position(),
                        row.eventId(),
                        row.stream(),
                        row.version() + 1,
                        row.eventType(),
                        row.getTimestamp(),
                        row.payload(),
                        origin.by(),
                        origin.changeSet(),
                        origin.imported()),
                failure);
    }

    private static LedgerEvent unreadable(LedgerEvent event, RuntimeException failure) {
        UnreadableValues.tell("The event " + event.type() + " at position " + event.position(), failure);
        return event.unreadable(reason(failure));
    }

    /** Returns the message of the refused value, without the class names around it. */
    private static String reason(RuntimeException failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof NullPointerException) {
            return "a part of it is missing";
        }
        String words = root instanceof JacksonException json ? json.getOriginalMessage() : root.getMessage();
        return String.valueOf(words).lines().findFirst().orElse("");
    }

    private Origin origin(EventRow row) {
        try {
            return Origin.of(serializer.deserialize(row.getMetaData()));
        } catch (RuntimeException e) {
            return Origin.UNKNOWN;
        }
    }

    /** Returns the payloads without their provenance. Throws a {@link Rejection} if the row cannot be read. */
    public List<Object> payloads(EventRow row) {
        return read(row.stream(), row.version() + 1, () -> read(List.of(row), StoredEvents::payload));
    }

    private static Object payload(Message<?> event) {
        requireOwn(((DomainEventMessage<?>) event).getAggregateIdentifier(), event.getPayload());
        return event.getPayload();
    }

    /**
     * Requires that the payload names the entity of the stream. Another entity, or none, means damage or a swapped
     * event.
     */
    static void requireOwn(String stream, @Nullable Object payload) {
        String own =
                switch (payload) {
                    case TaskEvent e -> e.task().address();
                    case ProjectEvent e -> e.project().address();
                    case ClaimEvent e -> e.address();
                    case PersonEvent e -> e.person().address();
                    case BillingEvent e -> e.id().address();
                    case TimeEntryEvent e -> e.entry().address();
                    case ViewEvent e -> e.view().address();
                    case SyncEvent e -> e.link().address();
                    case EntryLinkEvent e -> e.link().address();
                    case ConflictEvent e -> e.conflict().address();
                    case null, default -> "nothing";
                };
        if (!own.equals(stream)) {
            throw new IllegalStateException("it is of " + own);
        }
    }

    /** Reads events for a decision, which needs all of their values. */
    static <T> T read(String stream, long version, Supplier<T> event) {
        try {
            return event.get();
        } catch (UnknownEvent e) {
            throw e;
        } catch (RuntimeException e) {
            UnreadableValues.tell("Event " + version + " of " + stream, e);
            throw Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "The %s cannot be changed, because event %d of its history cannot be read. All else can. GET /api/ledger/parked and the log have the reason; a backup from before the damage has the event."
                            .formatted(kind(stream), version));
        }
    }

    /** Returns the kind's name for users. */
    private static String kind(String stream) {
        String kind = stream.substring(0, Math.max(0, stream.indexOf('-')));
        return switch (kind) {
            case "entry" -> "time entry";
            case "claim" -> "claim of the task";
            case "link", "entrylink" -> "link to the service";
            default -> kind;
        };
    }

    /** As {@link #events}, row by row. */
    public Function<EventRow, List<LedgerEvent>> reader() {
        return new Reader();
    }

    private <T> List<T> read(List<EventRow> rows, Function<TrackedEventMessage<?>, T> as) {
        try {
            return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcasters)
                    .<T>map(as)
                    .toList();
        } catch (UnknownEvent e) {
            throw rows.stream()
                    .filter(row -> row.eventType().equals(e.name()))
                    .findFirst()
                    .map(row -> e.at(row.position()))
                    .orElse(e);
        }
    }

    /** The provenance in the metadata of an event. */
    private record Origin(Provenance by, UUID changeSet, boolean imported) {
        private static final Origin UNKNOWN = new Origin(
                new Provenance("unknown", "unknown", null, null, "unknown", "unknown", null), new UUID(0, 0), false);

        static Origin of(MetaData metadata) {
            return new Origin(
                    EventMetadata.provenance(metadata),
                    EventMetadata.changeSet(metadata),
                    EventMetadata.isOfImport(metadata));
        }
    }

    /** Reads the metadata of consecutive events once: events stored together have the same. */
    private final class Reader implements Function<EventRow, List<LedgerEvent>> {
        private String metadata = "";
        private @Nullable Origin origin;

        @Override
        public List<LedgerEvent> apply(EventRow row) {
            return StoredEvents.read(
                    row.stream(),
                    row.version() + 1,
                    () -> StoredEvents.this.read(List.of(row), message -> {
                        requireOwn(row.stream(), message.getPayload());
                        return event(message, origin(row, message));
                    }));
        }

        private Origin origin(EventRow row, TrackedEventMessage<?> message) {
            Origin known = origin;
            if (known == null || !row.metadata().equals(metadata)) {
                known = Origin.of(message.getMetaData());
                metadata = row.metadata();
                origin = known;
            }
            return known;
        }
    }

    private static LedgerEvent event(TrackedEventMessage<?> tracked, Origin origin) {
        DomainEventMessage<?> message = (DomainEventMessage<?>) tracked;
        OptionalLong position = tracked.trackingToken().position();
        return new LedgerEvent(
                position.orElseThrow(),
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber() + 1,
                EventTypes.nameOf(message.getPayload()),
                message.getTimestamp(),
                Objects.requireNonNull(message.getPayload()),
                origin.by(),
                origin.changeSet(),
                origin.imported());
    }

    /**
     * The events of a stream, for a decision. An unknown event is reported with its position, and an unreadable event
     * stops the decision, even if all other events can be read.
     *
     * @param located adds the position to the exception
     */
    record CheckedEventStream(DomainEventStream events, Function<UnknownEvent, UnknownEvent> located)
            implements DomainEventStream {
        @Override
        public DomainEventMessage<?> peek() {
            return orLocated(events::peek);
        }

        @Override
        public boolean hasNext() {
            return orLocated(events::hasNext);
        }

        /** Returns the next event, with its content checked: Axon reads the content on this call only. */
        @Override
        public DomainEventMessage<?> next() {
            DomainEventMessage<?> event = orLocated(events::next);
            return StoredEvents.read(event.getAggregateIdentifier(), event.getSequenceNumber() + 1, () -> {
                StoredEvents.requireOwn(event.getAggregateIdentifier(), event.getPayload());
                return event;
            });
        }

        @Override
        public @Nullable Long getLastSequenceNumber() {
            return events.getLastSequenceNumber();
        }

        private <T> T orLocated(Supplier<T> read) {
            try {
                return read.get();
            } catch (UnknownEvent e) {
                throw located.apply(e);
            }
        }
    }
}
