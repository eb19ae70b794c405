package dev.devledger.adapters.services.kernel;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.text;

import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The direct calls of a service, one row each.
 *
 * @param <S> the type of the client that sends the service's requests
 */
public final class CallTable<S> implements DirectCalls {

    /** A call: its description and its action. */
    public record Row<S>(DirectCall call, Flow<S> flow) {}

    public interface Flow<S> {
        DirectReply run(S service, DirectRequest request);
    }

    private final List<DirectCall> table;
    private final Map<String, Row<S>> offered;
    private final S service;

    /** @param all true to include the calls that are not in the standard set */
    public CallTable(List<Row<S>> rows, boolean all, S service) {
        this.table = calls(rows);
        this.service = service;
        this.offered = rows.stream()
                .filter(row -> all || row.call().standard())
                .collect(Collectors.toMap(
                        row -> row.call().name(),
                        row -> row,
                        (one, twin) -> {
                            throw new IllegalStateException(
                                    "Two calls are called " + one.call().name());
                        },
                        LinkedHashMap::new));
    }

    public static <S> List<DirectCall> calls(List<Row<S>> rows) {
        return rows.stream().map(Row::call).toList();
    }

    @Override
    public List<DirectCall> all() {
        return calls(List.copyOf(offered.values()));
    }

    @Override
    public List<DirectCall> table() {
        return table;
    }

    @Override
    public DirectReply send(DirectRequest request) {
        try {
            return Objects.requireNonNull(offered.get(request.call()), request.call())
                    .flow()
                    .run(service, request);
        } catch (NotDone no) {
            return no.reply();
        }
    }

    /** The arguments and results of direct calls. */
    public static final class Arguments {
        public static final Argument CONFIRM = flag("confirm")
                .orElse(false)
                .said("true only after the user agreed")
                .needed();
        public static final Argument DONE = flag("done").needed();

        private Arguments() {}

        public static Argument text(String name) {
            return Argument.of(name, Kind.TEXT);
        }

        /** Returns a text of limited length. */
        public static Argument text(String name, int most) {
            return text(name).within(0, most);
        }

        /** A text of limited length that is not empty. */
        public static Argument title(String name, int most) {
            return text(name).within(1, most);
        }

        public static Argument word(String name, String... words) {
            return text(name).oneOf(words);
        }

        public static Argument whole(String name) {
            return Argument.of(name, Kind.WHOLE);
        }

        public static Argument wholeOf(String name, int... values) {
            return whole(name)
                    .oneOf(Arrays.stream(values).mapToObj(String::valueOf).toArray(String[]::new));
        }

        public static Argument decimal(String name) {
            return Argument.of(name, Kind.DECIMAL);
        }

        public static Argument flag(String name) {
            return Argument.of(name, Kind.FLAG);
        }

        /** Returns an object with any fields. */
        public static Argument object(String name) {
            return Argument.of(name, Kind.OPEN);
        }

        public static Argument objects(String name) {
            return list(object(name), 0);
        }

        /** Returns a list of limited length. */
        public static Argument list(Argument each, int most) {
            return Argument.of(each.name(), Kind.LIST).of(each).within(0, most);
        }
    }

    /**
     * The first half of a row of a {@link CallTable}: the description of the call. Each call of a method for arguments
     * adds more.
     */
    public record CallRow(DirectCall call) {
        public static CallRow of(String name, String title, Effect effect, String meaning) {
            return new CallRow(DirectCall.of(name, title, effect, meaning));
        }

        /** @param rest the request, such as {@code GET /projects/{id}} */
        public CallRow at(String rest) {
            return at(Route.of(rest));
        }

        public CallRow at(String rest, Operation operation) {
            return at(Route.of(rest), operation);
        }

        public CallRow at(String rest, String summary) {
            return at(Route.of(rest), summary);
        }

        public CallRow at(Route route, String summary) {
            return at(route, Operation.of(summary));
        }

        public CallRow at(Route route, Operation operation) {
            return at(route.as(operation));
        }

        public CallRow at(Route route) {
            return new CallRow(call.at(
                    Stream.concat(call.routes().stream(), Stream.of(route)).toArray(Route[]::new)));
        }

        public CallRow taking(Argument... some) {
            return new CallRow(call.taking(
                    Stream.concat(call.arguments().stream(), Stream.of(some)).toArray(Argument[]::new)));
        }

        /** Adds the last arguments of a call that writes, followed by an idempotency key and a reason. */
        public CallRow writing(Argument... some) {
            return taking(some).taking(text("idempotency_key", 64), text("reason", 500));
        }

        public CallRow telling(Argument... some) {
            return new CallRow(call.telling(some));
        }

        public <S> CallTable.Row<S> by(CallTable.Flow<S> flow) {
            return new CallTable.Row<>(call, flow);
        }
    }

    /** Thrown to end a direct call: when one of its requests fails, or before any request is sent. */
    public static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // thrown and caught within the same call
        private final DirectReply.Refusal reply;

        public NotDone(DirectReply.Refusal reply) {
            super("not done", null, false, false);
            this.reply = reply;
        }

        public static NotDone invalid(String field, String detail) {
            return new NotDone(new DirectReply.Invalid(field, detail));
        }

        /** Parses the body of a call; any text that is not an object is refused. */
        public static ObjectNode object(JsonMapper mapper, String json, String otherwise) {
            try {
                if (mapper.readTree(json) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JacksonException unreadable) {
                // Refused below, as any other text that is no object.
            }
            throw invalid("body", otherwise);
        }

        public DirectReply.Refusal reply() {
            return reply;
        }

        /** Returns this failure with the note that {@code written} had been written before. */
        public NotDone after(List<String> written) {
            return written.isEmpty() ? this : new NotDone(new DirectReply.PartialWrite(written, reply));
        }
    }
}
