package dev.devledger.domain.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refused request. Says what was wrong, what is allowed and what to do; has no stack trace. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable codes that adapters map to their own errors. */
    public enum Code {
        /** A value breaks a limit or a rule. */
        INVALID,
        /** No entity has this id or key. */
        NOT_FOUND,
        /** Tasks would wait for each other. */
        DEPENDENCY_CYCLE,
        /** The expected version is not the current one. */
        STALE,
        /** The entity's state does not allow the request. */
        CONFLICT_STATE,
        /** Another agent has claimed the task. */
        CLAIMED,
        /** The caller's claim has ended. */
        CLAIM_ENDED,
        /** The idempotency key belongs to another request. */
        IDEMPOTENCY_MISMATCH
    }

    /** A problem of one field. */
    public record Violation(String field, String message) implements java.io.Serializable {}

    private final Code code;

    @SuppressWarnings("serial") // an immutable list of serializable records
    private final List<Violation> violations;

    @SuppressWarnings("serial") // an immutable map of serializable values
    private final Map<String, Object> facts;

    private Rejection(Code code, String message, List<Violation> violations, Map<String, Object> facts) {
        super(message, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.facts = Map.copyOf(facts);
    }

    public static Rejection of(Code code, String message) {
        return new Rejection(code, message, List.of(), Map.of());
    }

    /** Returns a copy with a fact that a program may act on: a text, a number or a list of texts. */
    public Rejection with(String name, Object fact) {
        Map<String, Object> more = new HashMap<>(facts);
        more.put(name, fact);
        return new Rejection(code, detail(), violations, more);
    }

    public static Rejection invalid(List<Violation> violations) {
        Violation first = violations.getFirst();
        String more = violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : "";
        return new Rejection(Code.INVALID, first.field() + ": " + first.message() + more, violations, Map.of());
    }

    public static Rejection invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    public Code code() {
        return code;
    }

    /** The message, which is never null in this class. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The facts by name; most refusals have none. */
    public Map<String, Object> facts() {
        return facts;
    }

    /** The check that a caller saw the newest state of what it changes. */
    public static final class Versions {
        /** Number of changes that the caller has not seen; 0 or less if it expects a future version. */
        public static final String MISSED = "missed";

        /** The stream of the entity. */
        public static final String STREAM = "stream";

        private Versions() {}

        public static void require(@Nullable Long expected, long current) {
            if (expected != null && expected != current) {
                throw Rejection.of(
                                Rejection.Code.STALE,
                                "The current version is " + current + ", but you sent " + expected
                                        + ". Read it again, then send your change with the current version.")
                        .with(MISSED, current - expected);
            }
        }

        /**
         * Returns the version at which the caller saw the entity; refuses an entity that {@code versions} lacks, as it
         * was added since.
         */
        public static <T> long seen(T id, Map<T, Long> versions) {
            Long version = versions.get(id);
            if (version == null) {
                throw Rejection.of(
                        Rejection.Code.STALE, id + " was added after you read. Read again, then repeat the request.");
            }
            return version;
        }
    }
}
