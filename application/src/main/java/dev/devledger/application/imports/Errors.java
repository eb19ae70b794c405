package dev.devledger.application.imports;

import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that the caller hears of all of it at once. */
final class Errors {
    private final List<ImportError> found = new ArrayList<>();

    void add(long line, String field, String message) {
        if (!isFull()) {
            found.add(new ImportError(line, field, message));
        }
    }

    /** {@code field} is what is to blame where the rule names none. */
    void add(long line, String field, Rejection rejection) {
        if (rejection.violations().isEmpty()) {
            add(line, field, rejection.detail());
        }
        addAll(line, rejection.violations());
    }

    void addAll(long line, List<Rejection.Violation> violations) {
        violations.forEach(each -> add(line, each.field(), each.message()));
    }

    List<ImportError> found() {
        return List.copyOf(found);
    }

    boolean isFull() {
        return found.size() >= ImportRefused.MOST;
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new ImportRefused(found);
        }
    }
}
