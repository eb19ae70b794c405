package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventTypes.EventType;
import dev.devledger.adapters.postgres.sql.EventJson;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Axon's JSON serializer with our names for our events instead of the names of Java classes. */
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

    /** An unknown name is an error: to Axon it would be an event that nobody listens to. */
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

    /** Beside our events the engine stores metadata and tokens of its own. */
    private static String javaName(SerializedType type) {
        if (!type.getName().startsWith("org.axonframework.")) {
            throw new UnknownEvent(type.getName());
        }
        return type.getName();
    }
}
