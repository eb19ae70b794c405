package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Thrown when an answer is JSON, but not of the documented form. The message is for users. */
public final class UnreadableAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswer(String text) {
        super(text, null, false, false);
    }

    /** Reads an answer; if it is unreadable, the result is unknown. */
    public static <A, T> RemoteAnswer<T> read(A answer, Function<A, T> reader) {
        try {
            return new RemoteAnswer.Ok<>(reader.apply(answer));
        } catch (UnreadableAnswer e) {
            return new RemoteAnswer.Unknown<>(String.valueOf(e.getMessage()));
        }
    }

    /** Collects the fields that an answer does not show, or the fields in which two values differ. */
    public static final class Unshown<F extends Enum<F>> {
        private final Set<F> fields;

        private Unshown(Set<F> fields) {
            this.fields = fields;
        }

        public static <F extends Enum<F>> Unshown<F> of(Class<F> all) {
            return new Unshown<>(EnumSet.noneOf(all));
        }

        public Unshown<F> unless(boolean isShown, F field) {
            if (!isShown) {
                fields.add(field);
            }
            return this;
        }

        public Set<F> fields() {
            return fields;
        }
    }

    /** Parses a cursor that a connector has written; empty if the text is not one. */
    public static <C> Optional<C> cursor(JsonMapper mapper, String written, Class<C> type) {
        try {
            return Optional.ofNullable(mapper.readValue(written, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Refuses a reference to a list where a task is expected: a delete would delete all tasks of the list. */
    public static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("The list " + ref.list() + " is not a task");
        }
    }
}
