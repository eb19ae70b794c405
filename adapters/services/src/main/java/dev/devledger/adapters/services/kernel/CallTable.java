package dev.devledger.adapters.services.kernel;

import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The direct calls of a service, a row each.
 *
 * @param <S> what their requests are sent with
 */
public final class CallTable<S> implements DirectCalls {

    /** What is told of a call, and what it does. */
    public record Row<S>(DirectCall call, Flow<S> flow) {}

    public interface Flow<S> {
        DirectReply run(S service, DirectRequest request);
    }

    private final List<DirectCall> table;
    private final Map<String, Row<S>> offered;
    private final S service;

    /** @param all also those that are not standard */
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
}
