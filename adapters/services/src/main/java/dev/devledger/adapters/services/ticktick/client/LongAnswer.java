package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.json.Wire;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a list holds, as it comes from the wire: each of its tasks is told at once, and only the rest is an answer to keep. */
final class LongAnswer {
    private static final String TASKS = "tasks";

    private final InputStream source;
    private final long longest;

    /** {@code longest} in bytes. */
    LongAnswer(InputStream source, long longest) {
        this.source = source;
        this.longest = longest;
    }

    /**
     * The answer with no tasks in it, all of which went to the sink.
     *
     * @throws IOException where it ended before its end
     */
    Outcome read(RowSink sink) throws IOException {
        sink.begin();
        try (JsonParser parser = Wire.JSON.createParser(new Counted(source, longest))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Answered("");
            }
            JsonNode rest = first == JsonToken.START_OBJECT ? withoutTasks(parser, sink) : parser.readValueAsTree();
            return parser.nextToken() == null ? new Answered(rest.toString()) : notJson();
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof TooLong) {
                return new Broken("", "TickTick's answer is too long", false);
            }
            throw Objects.requireNonNull(e.getCause());
        } catch (JacksonException e) {
            return notJson();
        }
    }

    private static Broken notJson() {
        return new Broken("", "TickTick's answer is not the expected JSON", false);
    }

    private static ObjectNode withoutTasks(JsonParser parser, RowSink sink) {
        ObjectNode rest = Wire.JSON.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(TASKS)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    sink.row(parser.readValueAsTree());
                }
                rest.putArray(TASKS);
            } else {
                rest.set(name, parser.readValueAsTree());
            }
        }
        return rest;
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream source, long longest) {
            super(source);
            this.left = longest;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new TooLong();
            }
        }
    }
}
