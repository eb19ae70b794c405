package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.Provenance.EventMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Hands the provenance of a command on to its events, and names the command as their cause. */
public final class ProvenanceCorrelation implements CorrelationDataProvider {
    private static final List<String> HANDED_ON = List.of(
            EventMetadata.ACTOR,
            EventMetadata.CHANNEL,
            EventMetadata.CLIENT,
            EventMetadata.TOOL,
            EventMetadata.REQUEST_ID,
            EventMetadata.CORRELATION_ID,
            EventMetadata.CHANGE_SET,
            EventMetadata.REASON,
            EventMetadata.AGENT,
            EventMetadata.UNDOES);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (String key : HANDED_ON) {
            Object value = message.getMetaData().get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        data.put(EventMetadata.CAUSATION_ID, message.getIdentifier());
        return data;
    }
}
