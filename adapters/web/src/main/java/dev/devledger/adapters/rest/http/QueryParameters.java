package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.entity.SearchWords;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request. Reading a parameter makes it known. {@link #rejectIfAny} then refuses the unknown parameters,
 * as a mistyped filter must not silently list everything.
 */
public final class QueryParameters implements FilterSource {
    private final Map<String, List<String>> sent;
    private final Set<String> known = new LinkedHashSet<>();
    private final Violations violations = new Violations();

    private QueryParameters(Map<String, List<String>> sent) {
        this.sent = sent;
    }

    /** Reads only the query: the servlet's own parameters would also contain the parameters of a form. */
    static QueryParameters of(HttpServletRequest request) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        String query = request.getQueryString();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                sent.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return new QueryParameters(sent);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ProblemException(new Problem(
                    ProblemCode.UNREADABLE,
                    "The query is not readable: each % must be followed by two hexadecimal digits."));
        }
    }

    public <T> @Nullable T one(String name, Parser<T> parser) {
        known.add(name);
        List<String> values = sent.getOrDefault(name, List.of());
        if (values.size() > 1) {
            violations.add(name, "appears " + values.size() + " times; only once is allowed");
        }
        return values.isEmpty() ? null : parsed(name, parser, values.getFirst());
    }

    /** Reads several values. Each parameter with the name has one value, or several values separated by commas. */
    public <T> Set<T> many(String name, Parser<T> parser) {
        known.add(name);
        Set<T> values = new LinkedHashSet<>();
        for (String text : sent.getOrDefault(name, List.of())) {
            Collection<String> several = SearchWords.values(text);
            for (String each : several.isEmpty() ? List.of(text) : several) {
                T value = parsed(name, parser, each);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    @Override
    public @Nullable String text(String name) {
        return one(name, Parser::search);
    }

    @Override
    public Set<String> texts(String name) {
        Set<String> texts = many(name, Parser::search);
        texts.removeIf(String::isBlank);
        return texts;
    }

    @Override
    public @Nullable String oneOf(String name, Collection<String> allowed) {
        return one(name, Parser.oneOf(allowed));
    }

    @Override
    public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        return many(name, Parser.word(type));
    }

    @Override
    public @Nullable Boolean truth(String name) {
        return one(name, Parser::flag);
    }

    @Override
    public @Nullable When when(String name) {
        return one(name, Parser::whenInQuery);
    }

    @Override
    public @Nullable UUID id(String name) {
        return one(name, Parser::uuid);
    }

    public PageRequest page() {
        Integer limit = one("limit", QueryParameters::limit);
        return new PageRequest(limit == null ? PageRequest.DEFAULT_LIMIT : limit, one("cursor", Parser::search));
    }

    private static int limit(String text) throws Parser.InvalidText {
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new Parser.InvalidText(
                    "is " + Parser.quoted(text) + "; 1 to " + PageRequest.MAX_LIMIT + " are allowed");
        }
        return limit;
    }

    /** Reads the agent, as several agents may share an actor; null if the query names none. */
    public @Nullable String agent() {
        return one("agent", Parser::agent);
    }

    /**
     * Reads the order.
     *
     * @param nameWord the word for the items' names in this list
     */
    public Sort sort(String nameWord) {
        Sort sort = one("sort", Parser.sort(nameWord));
        return sort == null ? Sort.DEFAULT : sort;
    }

    private <T> @Nullable T parsed(String name, Parser<T> parser, String text) {
        try {
            return parser.parse(text);
        } catch (Parser.InvalidText wrong) {
            violations.add(name, wrong.why());
            return null;
        }
    }

    /** Returns the query as sent, for code that checks the parameters itself. */
    public Map<String, List<String>> all() {
        return Map.copyOf(sent);
    }

    /**
     * Refuses a missing value.
     *
     * @param expected describes the value
     */
    public void require(String name, @Nullable Object value, String expected) {
        if (value == null && !sent.containsKey(name)) {
            violations.add(name, "is missing; " + expected + " is expected");
        }
    }

    @Override
    public void wrong(String name, String why) {
        violations.add(name, why);
    }

    public void rejectIfAny() {
        String allowed = known.isEmpty() ? "none is allowed here" : "allowed are " + String.join(", ", known);
        sent.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(name, "is not a parameter of this call; " + allowed));
        violations.rejectIfAny();
    }
}
