package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.Outcome;
import dev.devledger.adapters.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.ticktick.client.Outcome.NotThere;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.json.Unreadable;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a call becomes typed: what it sends, and what of its answer is believed. */
final class ApiCalls {
    private final TickTickClient client;
    private final Function<Endpoint, Share> share;

    ApiCalls(TickTickClient client, Function<Endpoint, Share> share) {
        this.client = client;
        this.share = share;
    }

    /** One object. An empty answer, or one without an id where there is one, is none: nothing may have been done. */
    <T> RemoteAnswer<T> one(Class<T> type, Endpoint endpoint, @Nullable Object body) {
        return answer(send(endpoint, body), text -> one(type, text));
    }

    /** One object that may not be there. */
    <T> RemoteAnswer<Optional<T>> find(Class<T> type, Endpoint endpoint) {
        Outcome outcome = send(endpoint, null);
        boolean nothing = outcome instanceof NotThere || (outcome instanceof Answered answered && answered.isEmpty());
        return nothing ? new Ok<>(Optional.empty()) : answer(outcome, text -> Optional.of(one(type, text)));
    }

    private static <T> T one(Class<T> type, String text) {
        @Nullable T read = Wire.JSON.readValue(text, type);
        if (read == null || (read instanceof Api.Identified object && blank(object.id()))) {
            throw new Unreadable("TickTick's answer does not have the expected form");
        }
        return read;
    }

    private static boolean blank(@Nullable String id) {
        return id == null || id.isBlank();
    }

    <T> RemoteAnswer<List<T>> list(Class<T> type, Endpoint endpoint, @Nullable Object body) {
        return answer(send(endpoint, body), text -> {
            List<@Nullable T> read = Wire.JSON.readerForListOf(type).readValue(text);
            if (read.contains(null)) {
                throw new Unreadable("TickTick returned a list with an empty entry");
            }
            return List.copyOf(read);
        });
    }

    /** Where 2xx is the whole answer. */
    RemoteAnswer<Done> done(Endpoint endpoint) {
        return RemoteAnswers.done(send(endpoint, null));
    }

    private Outcome send(Endpoint endpoint, @Nullable Object body) {
        String json = body == null ? null : Wire.JSON.writeValueAsString(body);
        return client.call(share.apply(endpoint), endpoint, json);
    }
}
