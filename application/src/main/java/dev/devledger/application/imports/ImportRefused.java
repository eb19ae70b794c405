package dev.devledger.application.imports;

import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows are wrong, so nothing was stored. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No more are told, as a file can be wrong in millions of places. */
    public static final int MOST = 100;

    @SuppressWarnings("serial") // never leaves the request that it ends
    private final List<ImportError> errors;

    @SuppressWarnings("serial") // as above
    private final Map<Long, String> lines;

    /** An error with what stands in its line, as far as that is known. */
    public record Quoted(long line, String field, String message, String text) {}

    ImportRefused(List<ImportError> errors) {
        this(errors, Map.of());
    }

    private ImportRefused(List<ImportError> errors, Map<Long, String> lines) {
        super(message(errors), null, false, false);
        this.errors = List.copyOf(errors);
        this.lines = Map.copyOf(lines);
    }

    /** The same for who wants to see the lines, by their numbers. */
    public ImportRefused quoting(Map<Long, String> wrong) {
        return new ImportRefused(errors, wrong);
    }

    public List<Quoted> quoted() {
        return errors.stream()
                .map(each -> new Quoted(each.line(), each.field(), each.message(), lines.getOrDefault(each.line(), "")))
                .toList();
    }

    private static String message(List<ImportError> errors) {
        ImportError first = errors.getFirst();
        String which = "Line " + first.line() + ", " + first.field() + ": " + first.message() + ".";
        String more = errors.size() >= MOST
                ? " These are the first " + MOST + " errors; there may be more."
                : errors.size() > 2
                        ? " There are " + (errors.size() - 1) + " more errors."
                        : errors.size() > 1 ? " There is 1 more error." : "";
        return "Nothing was imported. " + which + more;
    }

    public List<ImportError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What is wrong with a row. {@code line} is where the row begins, from 1. */
    public record ImportError(long line, String field, String message) {}

    /** Gathers what is wrong, so that the caller hears of all of it at once. */
    static final class Errors {
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
}
