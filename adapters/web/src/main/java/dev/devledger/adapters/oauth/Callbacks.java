package dev.devledger.adapters.oauth;

import java.util.List;
import java.util.Optional;

/** The callback of each service that can be connected. */
record Callbacks(List<Callback> all) implements AutoCloseable {

    Optional<Callback> of(String service) {
        return all.stream()
                .filter(each -> each.connecting().service().name().equals(service))
                .findFirst();
    }

    /** Whose callback somebody chose that path of our own port for. */
    Optional<Callback> at(String path) {
        return all.stream()
                .filter(each -> each.alias().filter(path::equals).isPresent())
                .findFirst();
    }

    @Override
    public void close() {
        all.forEach(Callback::close);
    }
}
