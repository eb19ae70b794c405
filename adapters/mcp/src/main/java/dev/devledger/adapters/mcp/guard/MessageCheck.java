package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;

/** After it is known who asks: reads the body, and lets in only what can be a message of the protocol. */
final class MessageCheck extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(checked(request), response);
    }

    private static HttpServletRequest checked(HttpServletRequest request) {
        if (request.getMethod().equals("POST")) {
            return message(request);
        }
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw new GuardRefusal(413, GuardRefusal.TRANSPORT, "Only POST takes a body here.");
        }
        return request;
    }

    private static HttpServletRequest message(HttpServletRequest request) {
        if (!isJson(Objects.toString(request.getContentType(), ""))) {
            throw new GuardRefusal(
                            415, GuardRefusal.TRANSPORT, "The body's content type must be application/json, in UTF-8.")
                    .with("Accept-Post", MediaType.APPLICATION_JSON_VALUE);
        }
        CachedBodyRequest body = CachedBodyRequest.of(request);
        JsonNode tree = MessageReader.tree(body.bytes());
        GuardAnswer.of(request).isAbout(MessageReader.id(tree));
        MessageReader.message(tree).attachTo(request);
        return body;
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
