package dev.devledger.adapters.security;

import java.util.List;
import java.util.Optional;

/** The keys by which stored secrets open. Only while a rotation is under way there is more than one. */
public interface EncryptionKeys {

    /** The one that encrypts, as it is now; then those that still open something. */
    List<EncryptionKey> all();

    default EncryptionKey current() {
        return all().getFirst();
    }

    default Optional<EncryptionKey> find(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** One that somebody chose. */
    static EncryptionKeys of(EncryptionKey chosen) {
        return () -> List.of(chosen);
    }
}
