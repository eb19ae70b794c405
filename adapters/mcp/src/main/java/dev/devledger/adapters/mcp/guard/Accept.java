package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a client takes for an answer, in the words that the transport understands. */
final class Accept {
    private static final String BOTH = "application/json, text/event-stream";
    private static final String STREAM = "text/event-stream";

    private Accept() {}

    /** The header to go on with. */
    static String of(HttpServletRequest request) {
        List<MediaType> accepted = accepted(request);
        String needed = request.getMethod().equals("GET") ? STREAM : BOTH;
        boolean fits =
                switch (request.getMethod()) {
                    case "POST" ->
                        takes(accepted, MediaType.APPLICATION_JSON) && takes(accepted, MediaType.TEXT_EVENT_STREAM);
                    // Spelled out: whoever takes anything, such as a browser, does not wait for events.
                    case "GET" -> accepted.stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
                    default -> true;
                };
        if (!fits) {
            throw refusal(needed);
        }
        return needed;
    }

    private static List<MediaType> accepted(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            return MediaType.parseMediaTypes(headers);
        } catch (InvalidMediaTypeException unreadable) {
            throw refusal(BOTH);
        }
    }

    private static boolean takes(List<MediaType> accepted, MediaType type) {
        return accepted.isEmpty()
                || accepted.stream().anyMatch(each -> each.includes(type) && each.getQualityValue() > 0);
    }

    private static GuardRefusal refusal(String expected) {
        return new GuardRefusal(
                406,
                GuardRefusal.TRANSPORT,
                "The Accept header does not allow the form of the answer. Send Accept: " + expected + ".");
    }
}
