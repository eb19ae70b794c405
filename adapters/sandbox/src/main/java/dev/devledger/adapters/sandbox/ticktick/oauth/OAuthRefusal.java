package dev.devledger.adapters.sandbox.ticktick.oauth;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** What the token page says no to; the codes are those of RFC 6749, section 5.2. */
final class OAuthRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An unknown client gets a page for people, though a program asked; docs/ticktick.md, section 1. */
    static final String UNKNOWN_CLIENT = "<html><body><h1>401 Unauthorized</h1></body></html>";

    private final HttpStatus status;
    private final String code;

    private OAuthRefusal(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static OAuthRefusal of(String code, String message) {
        return new OAuthRefusal(HttpStatus.BAD_REQUEST, code, message);
    }

    static OAuthRefusal client(String message) {
        return new OAuthRefusal(HttpStatus.UNAUTHORIZED, "invalid_client", message);
    }

    static OAuthRefusal unknownClient() {
        return new OAuthRefusal(HttpStatus.UNAUTHORIZED, "", UNKNOWN_CLIENT);
    }

    ServerResponse answer() {
        String message = String.valueOf(getMessage());
        if (code.isEmpty())
            return ServerResponse.status(status)
                    .contentType(MediaType.TEXT_HTML)
                    .body(message);
        return Answer.json(
                status,
                Json.object()
                        .put("error", code)
                        .put("error_description", message)
                        .toString());
    }
}
