package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.domain.shared.NameKey;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Customers and services. Each has a name of its own, so that one whose making was not answered is found by it. */
record NamedThings(TrackingTimeClient client) {

    enum Kind {
        CUSTOMER("customer"),
        SERVICE("service");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String id() {
            return word + "_id";
        }

        private String path() {
            return word + "s";
        }
    }

    /** The id of the one of that name, archived or not; where there is none it is made. */
    RemoteAnswer<Long> called(Kind kind, String name) {
        Endpoint all = TrackingTimeApi.get(kind.path()).with("filter", "ALL");
        return Answers.answer(client.call(Share.WRITE, all), data -> find(Wire.rows(data, kind.path()), name))
                .flatMap(found -> found.isPresent() ? new Ok<>(id(found.get())) : made(kind, name));
    }

    /** They come in one answer. As it is written is better than in another case. */
    private static Optional<JsonNode> find(List<JsonNode> all, String name) {
        return all.stream()
                .filter(each -> name.equals(Wire.text(each, "name")))
                .findFirst()
                .or(() -> all.stream()
                        .filter(each -> NameKey.of(name).equals(NameKey.of(Wire.text(each, "name"))))
                        .findFirst());
    }

    private RemoteAnswer<Long> made(Kind kind, String name) {
        return Answers.answer(
                client.call(
                        Share.WRITE,
                        TrackingTimeApi.post(kind.path() + "/add"),
                        Wire.object().put("name", name)),
                NamedThings::id);
    }

    private static long id(JsonNode thing) {
        return Long.parseLong(Wire.id(thing, "thing with a name"));
    }
}
