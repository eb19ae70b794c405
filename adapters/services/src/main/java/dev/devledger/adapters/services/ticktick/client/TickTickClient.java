package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.RemoteHttp;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient;
import dev.devledger.adapters.services.kernel.ServiceClient.Calls;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Denied;
import dev.devledger.adapters.services.ticktick.client.Outcome.ErrorRules;
import dev.devledger.adapters.services.ticktick.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.Outcome.NothingDone;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import io.github.resilience4j.core.IntervalFunction;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes calls to TickTick within the budget and the time limits. A call is repeated only if sending it twice has no
 * further effect ({@link Repeats}).
 */
public final class TickTickClient implements Calls<Outcome, String>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickTickClient.class);

    /** The default budget; both windows are 5% below TickTick's own limits (docs/ticktick.md, section 2). */
    public static final String DEFAULT_BUDGET = "95/60s,285/300s";

    /**
     * The longest accepted answer about a page or an object, far longer than real answers, and short enough for the
     * memory.
     */
    static final long LONGEST_ANSWER = 32L << 20;

    /**
     * The longest accepted answer about a list, far more than TickTick's quotas allow; it is not kept in memory as a
     * text.
     */
    static final long LONGEST_LIST = 256L << 20;

    private static final ServiceClient.ServiceDescriptor<Outcome> WORDS = new ServiceClient.ServiceDescriptor<>(
            "TickTick",
            "no TickTick account is connected; connect one or set an access token",
            LONGEST_ANSWER,
            LOG,
            NothingDone::new,
            (endpoint, reason, passing) -> new NoReadableAnswer("", reason, passing));

    private final ServiceClient<Outcome> client;
    private final Repeats repeats;

    public TickTickClient(ClientLimits settings, ServiceAccount account, CallBudget budget, IntervalFunction pause) {
        this.repeats = new Repeats(pause, settings.limits().call());
        this.client = new ServiceClient<>(WORDS, new TickTickProtocol(budget), account, settings, budget);
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint) {
        return repeated(endpoint, () -> client.send(share, endpoint, null));
    }

    @Override
    public Outcome call(CallPurpose share, Endpoint endpoint, String json) {
        return repeated(endpoint, () -> client.send(share, endpoint, json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * As {@link #call}, for an answer that may be long: its tasks are passed to {@code tasks}, and left out of the
     * result.
     */
    public Outcome call(CallPurpose share, Endpoint endpoint, RowSink tasks) {
        return repeated(
                endpoint,
                () -> client.send(
                        share,
                        endpoint,
                        null,
                        response -> response.isSuccessful()
                                ? new LongAnswer(response.body().byteStream(), LONGEST_LIST).read(tasks)
                                : client.answer(endpoint, response)));
    }

    private Outcome repeated(Endpoint endpoint, Supplier<Outcome> attempt) {
        return TickTickApi.has(endpoint) ? repeats.call(endpoint, attempt) : new NotFound();
    }

    private record TickTickProtocol(CallBudget budget) implements ServiceClient.ServiceProtocol<Outcome> {
        @Override
        public Outcome judge(Endpoint endpoint, Response response, String body) {
            int status = response.code();
            Outcome judged =
                    ErrorRules.judge(status, response.isSuccessful() ? body : RemoteHttp.withoutToken(body, response));
            Outcome outcome = TickTickApi.isInOneList(endpoint) ? judged : ErrorRules.ofTheAccount(judged);
            switch (outcome) {
                case NothingDone(var hold, var reason, var after)
                when hold == NotSentReason.RATE_LIMITED -> {
                    LOG.warn("{} exceeded TickTick's request limit; Devledger makes no calls for now", endpoint);
                    return new NothingDone(hold, reason, budget.exceeded());
                }
                case NothingDone held -> LOG.warn("{} was refused with status {}: {}", endpoint, status, held.reason());
                case Denied denied -> LOG.warn("{} was refused with status {} {}", endpoint, status, denied.code());
                case Answered answered -> {}
                case NotFound gone -> {}
                case NoReadableAnswer broken -> {}
            }
            return outcome;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * Repeats a call that may succeed a moment later, if sending it twice has no further effect: after no connection,
     * no answer, or a gateway's 502 to 504.
     */
    static final class Repeats {
        private final Tries tries;

        Repeats(IntervalFunction pause, Duration limit) {
            this.tries = new Tries(pause, limit);
        }

        Outcome call(Endpoint endpoint, Supplier<Outcome> attempt) {
            if (!endpoint.repeatable()) {
                return attempt.get();
            }
            if (endpoint.reads()) {
                Outcome outcome = tries.run(attempt, Repeats::passing);
                // A read without an answer had no effect, so unlike a write it is not uncertain.
                return outcome instanceof NoReadableAnswer broken && broken.passing()
                        ? NothingDone.unreachable(broken.reason())
                        : outcome;
            }
            return tries.keeping(
                    attempt, Repeats::passing, NoReadableAnswer.class::isInstance, Answered.class::isInstance);
        }

        private static boolean passing(Outcome outcome) {
            return outcome instanceof NoReadableAnswer broken
                    ? broken.passing()
                    : outcome instanceof NothingDone held && held.hold() == NotSentReason.UNREACHABLE;
        }
    }

    /** Reads the answer about a list from the stream: each task is passed on at once, and only the rest is kept. */
    record LongAnswer(InputStream source, long longest) {
        private static final String TASKS = "tasks";

        /**
         * Returns the answer without its tasks, which were passed to {@code sink}.
         *
         * @throws IOException if the answer is incomplete
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
                    return new NoReadableAnswer("", "TickTick's answer is too long", false);
                }
                throw Objects.requireNonNull(e.getCause());
            } catch (JacksonException e) {
                return notJson();
            }
        }

        private static NoReadableAnswer notJson() {
            return new NoReadableAnswer("", "TickTick's answer is not the expected JSON", false);
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

    /** Receives the tasks of a long answer one by one, so that the answer is never in memory as a whole. */
    public interface RowSink {
        /** Called when the answer begins; called again if the call is repeated. */
        void begin();

        void row(JsonNode task);
    }

    /** The calls of TickTick's API that the connector makes (docs/ticktick.md, section 4). */
    public static final class TickTickApi {
        /** The form of an id in a path: TickTick's ids are 24 hexadecimal digits, or {@code inbox} and a number. */
        private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        private TickTickApi() {}

        /** True if the call is about one list or a task in it. */
        static boolean isInOneList(Endpoint endpoint) {
            return switch (endpoint.path().getFirst()) {
                case "project" -> endpoint.path().size() > 1;
                case "task" -> !endpoint.reads();
                default -> false;
            };
        }

        public static Endpoint projects() {
            return Endpoint.get("project");
        }

        public static Endpoint projects(int offset, int limit) {
            return Endpoint.get("project").with("offset", offset).with("limit", limit);
        }

        public static Endpoint projectData(String project) {
            return Endpoint.get("project", project, "data");
        }

        public static Endpoint createProject() {
            return Endpoint.post("project");
        }

        public static Endpoint updateProject(String project) {
            return Endpoint.post("project", project);
        }

        public static Endpoint deleteProject(String project) {
            return Endpoint.delete("project", project);
        }

        public static Endpoint task(String project, String task) {
            return Endpoint.get("project", project, "task", task);
        }

        public static Endpoint createTask() {
            return Endpoint.post("task");
        }

        public static Endpoint updateTask(String task) {
            return Endpoint.post("task", task);
        }

        public static Endpoint completeTask(String project, String task) {
            return Endpoint.post("project", project, "task", task, "complete");
        }

        public static Endpoint deleteTask(String project, String task) {
            return Endpoint.delete("project", project, "task", task);
        }

        public static Endpoint batch() {
            return Endpoint.post("task", "batch");
        }

        /** A move is repeatable (docs/ticktick.md, section 12, rule 2). */
        public static Endpoint move() {
            return Endpoint.post("task", "move").idempotent();
        }

        public static Endpoint completed() {
            return Endpoint.post("task", "completed").asking();
        }

        /** Builds a read, which is a POST because it has a body. */
        public static Endpoint filter() {
            return Endpoint.post("task", "filter").asking();
        }

        /** False if a part of the path cannot be an id of TickTick; an id such as {@code ..} would lead to another path. */
        static boolean has(Endpoint endpoint) {
            return endpoint.path().stream()
                    .allMatch(segment -> SEGMENT.matcher(segment).matches());
        }
    }
}
