package dev.devledger.adapters.rest.http;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.history.Moments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Passes a {@link WriteRequest}, which may be {@link ByAgent}, or {@link QueryParameters} to the methods of resources.
 */
public final class RequestArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WriteRequest.class
                || parameter.getParameterType() == QueryParameters.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == QueryParameters.class) {
            return QueryParameters.of(request);
        }
        WriteRequest write = WriteRequest.of(request);
        return parameter.hasParameterAnnotation(ByAgent.class) ? write.by(agent(request)) : write;
    }

    private static @Nullable String agent(HttpServletRequest request) {
        QueryParameters query = QueryParameters.of(request);
        String agent = query.agent();
        query.rejectIfAny();
        return agent;
    }

    /**
     * Marks a {@link WriteRequest} of a change set, whose query may contain only the agent. A method that reads more of
     * the query calls {@link QueryParameters#agent} itself.
     */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface ByAgent {}

    /**
     * Runs before a resource: names the entity in the logs, refuses a query if the method reads none, and names in the
     * answer the projections that are being rebuilt.
     */
    public static final class RequestCheck implements HandlerInterceptor {
        static final String REBUILDING = "X-Devledger-Rebuilding";

        private static final String LOGGED = "entity";

        private final Supplier<Set<String>> rebuilding;
        private final String resources;

        /**
         * @param rebuilding the projections whose rows may be of another version
         * @param resources the prefix of the packages with Devledger's own resources
         */
        public RequestCheck(Supplier<Set<String>> rebuilding, String resources) {
            this.rebuilding = rebuilding;
            this.resources = resources;
        }

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                    && variables.get("id") instanceof String id) {
                MDC.put(LOGGED, id.substring(0, Math.min(id.length(), 64)));
            }
            if (handler instanceof HandlerMethod method && !readsQuery(method)) {
                QueryParameters.of(request).rejectIfAny();
            }
            Set<String> stale = rebuilding.get();
            if (!stale.isEmpty()) {
                response.setHeader(REBUILDING, String.join(", ", stale));
            }
            return true;
        }

        /** Returns true if the method reads the query itself, as the methods of libraries always do. */
        private boolean readsQuery(HandlerMethod method) {
            return !method.getBeanType().getPackageName().startsWith(resources)
                    || Arrays.stream(method.getMethodParameters())
                            .anyMatch(parameter -> parameter.getParameterType() == QueryParameters.class
                                    || parameter.hasParameterAnnotation(ByAgent.class));
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
            MDC.remove(LOGGED);
        }
    }

    /** Reads the moments that a request names: {@code asOf}, or the two moments of a difference. */
    public record AsOf(Moments moments, ZoneId zone) {
        /** The header with the position that the answer shows, however the request named the moment. */
        private static final String ANSWERED_FOR = "X-As-Of-Position";

        private static final String AS_OF = "asOf";

        /** Adds the position that the answer shows. */
        public static HttpAnswer marked(HttpAnswer answer, @Nullable Long position) {
            return position == null ? answer : answer.with(ANSWERED_FOR, Long.toString(position));
        }

        public static HttpAnswer marked(HttpAnswer answer, @Nullable LedgerMoment moment) {
            return marked(answer, position(moment));
        }

        /** Reads a position like {@link #moment}, for data that changes only by events. */
        public @Nullable Long position(QueryParameters query) {
            return position(query, AS_OF);
        }

        public @Nullable Long position(QueryParameters query, String name) {
            return position(moment(query, name));
        }

        public static @Nullable Long position(@Nullable LedgerMoment moment) {
            return moment == null ? null : moment.position();
        }

        /** Returns the moment; null if the request is for now. */
        public @Nullable LedgerMoment moment(QueryParameters query) {
            return moment(query, AS_OF);
        }

        private @Nullable LedgerMoment moment(QueryParameters query, String name) {
            return query.one(name, text -> read(name, text));
        }

        private LedgerMoment read(String name, String text) throws Parser.InvalidText {
            try {
                return Objects.requireNonNull(moments.read(name, text.replace(' ', '+'), zone));
            } catch (DateTimeException unreadable) {
                throw new Parser.InvalidText("is " + Parser.quoted(text)
                        + "; a position of the history, an instant such as 2026-03-31T09:00:00Z or a day is expected");
            }
        }
    }
}
