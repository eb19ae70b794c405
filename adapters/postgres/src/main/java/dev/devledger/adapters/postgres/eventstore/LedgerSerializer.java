package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventTypes.EventType;
import dev.devledger.adapters.postgres.eventstore.EventTypes.UnknownEvent;
import dev.devledger.adapters.postgres.sql.EventJson;
import java.util.List;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/** Axon's JSON serializer, with the stored names of events instead of the names of Java classes. */
public final class LedgerSerializer extends Jackson3Serializer {

    private LedgerSerializer(Builder builder) {
        super(builder);
    }

    public static LedgerSerializer create() {
        return new LedgerSerializer(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventJson::configure));
    }

    @Override
    @SuppressWarnings("rawtypes") // as in Axon
    public SerializedType typeForClass(Class type) {
        return type == null
                ? super.typeForClass(null)
                : EventTypes.of(type)
                        .<SerializedType>map(known -> new SimpleSerializedType(known.name(), known.revision()))
                        .orElseGet(() -> super.typeForClass(type));
    }

    /** An unknown name is an error: Axon would read it as an event without handlers. */
    @Override
    protected String resolveClassName(SerializedType type) {
        return EventTypes.named(type.getName())
                .map(known -> className(known, type))
                .orElseGet(() -> javaName(type));
    }

    private static String className(EventType known, SerializedType asked) {
        if (!known.revision().equals(asked.getRevision())) {
            throw UnknownEvent.ofRevision(known.name(), asked.getRevision(), known.revision());
        }
        return known.type().getName();
    }

    /** Returns the class name of metadata and tokens, which the engine stores beside the ledger's events. */
    private static String javaName(SerializedType type) {
        if (!type.getName().startsWith("org.axonframework.")) {
            throw new UnknownEvent(type.getName());
        }
        return type.getName();
    }

    /** Converts events of old revisions to the newest one when they are read. */
    public static final class EventUpcasters {

        /** The upcasters, one for each step between revisions, oldest first; there is no old revision yet. */
        private static final List<SingleEventUpcaster> ALL = List.of();

        private EventUpcasters() {}

        public static EventUpcaster chain() {
            return chain(ALL);
        }

        static EventUpcaster chain(List<SingleEventUpcaster> upcasters) {
            return new EventUpcasterChain(upcasters);
        }
    }
}
