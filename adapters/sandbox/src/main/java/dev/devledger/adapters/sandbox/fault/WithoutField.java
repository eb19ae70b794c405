package dev.devledger.adapters.sandbox.fault;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request as if nobody had said one of its fields. */
final class WithoutField extends HttpServletRequestWrapper {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] body;

    WithoutField(HttpServletRequest request, String field) throws IOException {
        super(request);
        this.body = of(request.getInputStream().readAllBytes(), field);
    }

    /** The same without that field of its outermost things, which are what has an id, or else all of it. */
    static byte[] of(byte[] json, String field) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!remove(tree, field) && tree instanceof ObjectNode object) object.remove(field);
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException notJson) {
            return json;
        }
    }

    private static boolean remove(JsonNode in, String field) {
        if (in instanceof ObjectNode thing && thing.has("id")) {
            thing.remove(field);
            return true;
        }
        boolean found = false;
        for (JsonNode each : in) found |= remove(each, field);
        return found;
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("it is read at once");
            }
        };
    }
}
