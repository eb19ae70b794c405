package dev.devledger.adapters.services.trackingtime.json;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known of an account to read its tasks.
 *
 * @param zone of its clocks
 * @param addresses the e-mail addresses of its people, by their ids, in lower case
 */
public record Surroundings(ZoneId zone, Map<String, String> addresses) {
    public Surroundings {
        addresses = Map.copyOf(addresses);
    }

    /** The id of the person with that address; of several the first. */
    public Optional<String> person(String address) {
        return addresses.entrySet().stream()
                .filter(each -> each.getValue().equals(address))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
