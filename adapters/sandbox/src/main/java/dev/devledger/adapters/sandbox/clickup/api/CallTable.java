package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.kernel.Json;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** What each call does: a row answers, or does something and answers an empty object. */
record CallTable(Calls calls, RouterFunctions.Builder rows) {
    interface Answered {
        JsonNode of(Call call);
    }

    interface Deed {
        void of(Call call);
    }

    CallTable(Calls calls) {
        this(calls, RouterFunctions.route());
    }

    RouterFunction<ServerResponse> routes() {
        return rows.build();
    }

    void get(String path, Answered read) {
        rows.GET(path, calls.read(read));
    }

    void post(String path, Answered write) {
        rows.POST(path, calls.write(write));
    }

    void put(String path, Answered write) {
        rows.PUT(path, calls.write(write));
    }

    void delete(String path, Answered write) {
        rows.DELETE(path, calls.write(write));
    }

    void doPost(String path, Deed deed) {
        post(path, silently(deed));
    }

    void doPut(String path, Deed deed) {
        put(path, silently(deed));
    }

    void doDelete(String path, Deed deed) {
        delete(path, silently(deed));
    }

    /** Without any content. */
    void erase(String path, Deed deed) {
        var handler = calls.write(silently(deed));
        rows.DELETE(path, request -> {
            handler.handle(request);
            return ServerResponse.noContent().build();
        });
    }

    private static Answered silently(Deed deed) {
        return call -> {
            deed.of(call);
            return Json.object();
        };
    }
}
