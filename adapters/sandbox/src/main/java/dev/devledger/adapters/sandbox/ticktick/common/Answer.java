package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** The forms of TickTick's answers. Stored JSON is sent without being parsed. */
public final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    public static final String UNAUTHORIZED =
            "{\"error\":\"invalid_token\",\"error_description\":\"The access token is missing or not valid\"}";

    private Answer() {}

    public static ServerResponse json(String body) {
        return json(HttpStatus.OK, body);
    }

    public static ServerResponse json(HttpStatus status, String body) {
        return Answers.json(status.value(), body);
    }

    public static ServerResponse of(Object body) {
        return json(body.toString());
    }

    public static ServerResponse orNothing(Optional<?> body) {
        return body.map(Answer::of).orElseGet(Answer::nothing);
    }

    public static ServerResponse orNotFound(Optional<?> body) {
        return body.map(Answer::of).orElseGet(Answer::notFound);
    }

    public static ServerResponse nothing() {
        return ServerResponse.ok().build();
    }

    public static ServerResponse notFound() {
        return ServerResponse.notFound().build();
    }

    public static ServerResponse unauthorized() {
        return json(HttpStatus.UNAUTHORIZED, UNAUTHORIZED);
    }

    public static ServerResponse wrongShape() {
        return refused(Refusal.invalid("Request method or path is not supported"));
    }

    public static ServerResponse failed(Throwable failure) {
        if (failure instanceof Refusal refusal) return refused(refusal);
        LOG.warn("The TickTick sandbox could not answer", failure);
        return refused(Refusal.invalid("Unknown exception"));
    }

    public static ServerResponse refused(Refusal refusal) {
        return json(HttpStatus.INTERNAL_SERVER_ERROR, body(refusal));
    }

    public static String body(Refusal refusal) {
        ObjectNode body = Json.object().put("errorId", GeneratedValues.letters(8) + "@sandbox");
        body.put("errorCode", refusal.code()).put("errorMessage", refusal.message());
        return body.putNull("data").toString();
    }
}
