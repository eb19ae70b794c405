package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Rejection.Violation;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of an issue. */
final class BeadsRemarks {
    private final List<Violation> found = new ArrayList<>();

    void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    void kept(String field, String message) {
        add(field, message + "; it is kept in the first note");
    }

    List<Violation> found() {
        return List.copyOf(found);
    }
}
