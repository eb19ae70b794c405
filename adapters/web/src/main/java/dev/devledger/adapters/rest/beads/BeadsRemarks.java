package dev.devledger.adapters.rest.beads;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Violations;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of an issue: what is wrong with it, and what only has to be known. */
final class BeadsRemarks {
    private final List<Violation> found = new ArrayList<>();
    private final Violations wrong = new Violations();

    void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    void wrong(String field, String message) {
        wrong.add(field, message);
    }

    void wrong(Rejection rejection) {
        rejection.violations().forEach(each -> wrong.add(each.field(), each.message()));
    }

    List<Violation> found() {
        return List.copyOf(found);
    }

    void rejectIfAny() {
        wrong.rejectIfAny();
    }
}
