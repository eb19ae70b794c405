package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Passwords;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the password and counts the calls. Only a wrong password and too many calls change the HTTP status of the
 * answer.
 */
public final class GateFilter extends OncePerRequestFilter {
    /** The name of the request attribute that has the user's id. */
    public static final String USER = GateFilter.class.getName() + ".user";

    private final Passwords passwords;
    private final CallLimit limit;

    public GateFilter(Passwords passwords, CallLimit limit) {
        this.passwords = passwords;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Long> user = passwords.user(request.getHeader("Authorization"));
        if (user.isEmpty()) {
            refuse(response, 401);
        } else if (isTooMuch(limit.count(String.valueOf(user.get())))) {
            refuse(response, 429);
        } else {
            request.setAttribute(USER, user.get());
            chain.doFilter(request, response);
        }
    }

    /** True if a limit is exceeded. A limit exists only if a test sets one. */
    private static boolean isTooMuch(CallLimit.State calls) {
        return calls.exceeded() && calls.limit() > 0;
    }

    public static void refuse(HttpServletResponse response, int status) throws IOException {
        String message = status == 401 ? "Invalid username or password." : "Too many requests.";
        if (status == 401) response.setHeader("WWW-Authenticate", "Basic realm=\"TrackingTime\"");
        Envelope.write(response, status, Envelope.of(status, message, Json.object()));
    }

    /** The envelope of each answer. Clients must read the status in the envelope. */
    public static final class Envelope {
        private Envelope() {}

        static ObjectNode of(JsonNode data) {
            return of(200, "ok", data);
        }

        public static ObjectNode of(int status, String message, JsonNode data) {
            ObjectNode envelope = Json.object();
            ObjectNode response =
                    envelope.putObject("response").put("status", status).put("version", "4.0");
            Json.nothing(response.put("message", message), "note", "note_type");
            envelope.set("data", data);
            return envelope;
        }

        /** @param http the HTTP status, which is 200 for all errors except two */
        public static void write(HttpServletResponse response, int http, JsonNode envelope) throws IOException {
            Answers.write(response, http, "application/json;charset=utf-8", envelope.toString());
        }
    }

    /** Gives the answer that a fault of a test demands, in TrackingTime's form. */
    public static final class TrackingTimeFaultFilter extends FaultFilter {
        private final People people;

        public TrackingTimeFaultFilter(FaultControl control, People people) {
            super(control);
            this.people = people;
        }

        /** Returns the path after the version, beginning with the account: {@code /438100/events}. */
        @Override
        protected String path(String uri) {
            return uri.substring(PagePaths.API.length());
        }

        /** Returns the caller's name, with a note if the user agent is missing. */
        @Override
        protected String who(HttpServletRequest request) {
            String who = request.getAttribute(GateFilter.USER) instanceof Long id
                    ? people.things()
                            .find(People.USER, id)
                            .map(StoredObject::name)
                            .orElse("")
                    : "";
            String agent = request.getHeader("User-Agent");
            return agent == null || agent.isBlank() ? who + " without a user agent" : who;
        }

        @Override
        protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
            switch (fault) {
                case LIMIT -> GateFilter.refuse(response, 429);
                case UNAUTHORIZED -> GateFilter.refuse(response, 401);
                case NOT_GRANTED -> inBand(response, 200, Refusal.noRight());
                case FORBIDDEN -> inBand(response, 403, Refusal.noRight());
                case ERR_UNDER_200 -> inBand(response, 200, Refusal.unexpected());
                default -> inBand(response, 500, Refusal.unexpected());
            }
        }

        private static void inBand(HttpServletResponse response, int http, Refusal refusal) throws IOException {
            Envelope.write(response, http, Envelope.of(refusal.status(), refusal.message(), Json.object()));
        }
    }
}
