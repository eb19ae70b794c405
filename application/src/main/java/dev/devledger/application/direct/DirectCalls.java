package dev.devledger.application.direct;

import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a service, each with a name and arguments of its own. They share the sync's budget of calls, and are
 * made before the sync's calls.
 */
public interface DirectCalls {

    /** Returns the offered calls, in the order in which they are listed. */
    List<DirectCall> all();

    /** Returns all calls, also the ones that the settings do not offer. */
    List<DirectCall> table();

    /** Sends a request. A faulty request is refused, and nothing is sent. */
    DirectReply send(DirectRequest request);

    /**
     * One of the calls of a service, described the same wherever it is offered.
     *
     * @param name a name that never changes, as agents' permissions name it
     * @param title a few words for people; empty if it is no tool
     * @param meaning a sentence or two
     * @param standard true if the call is offered even without the setting that offers all calls
     * @param routes the call's routes over HTTP; none if it is a tool only
     * @param answers the fields of the answer
     */
    record DirectCall(
            String name,
            String title,
            String meaning,
            Effect effect,
            boolean standard,
            List<Route> routes,
            List<Argument> arguments,
            List<Argument> answers) {

        public DirectCall {
            routes = List.copyOf(routes);
            arguments = List.copyOf(arguments);
            answers = List.copyOf(answers);
        }

        public static DirectCall of(String name, String title, Effect effect, String meaning) {
            return new DirectCall(name, title, meaning, effect, true, List.of(), List.of(), List.of());
        }

        /** Returns the same call, offered only if the setting offers all calls. */
        public DirectCall rare() {
            return new DirectCall(name, title, meaning, effect, false, routes, arguments, answers);
        }

        public DirectCall at(Route... ways) {
            return new DirectCall(name, title, meaning, effect, standard, List.of(ways), arguments, answers);
        }

        public DirectCall taking(Argument... some) {
            return new DirectCall(name, title, meaning, effect, standard, routes, List.of(some), answers);
        }

        public DirectCall telling(Argument... some) {
            return new DirectCall(name, title, meaning, effect, standard, routes, arguments, List.of(some));
        }

        /** The effect of the call in the service. */
        public enum Effect {
            READS,
            /** A repeat adds a second object. */
            ADDS,
            /** A repeat goes one step further, such as to the next date of a recurring task. */
            ADVANCES,
            /** A repeat changes nothing. */
            SETS,
            /** Takes something out of its place; a repeat changes nothing. */
            REMOVES,
            /** Deletes something for good. */
            DELETES;

            /** True if a repeat of the call has an effect of its own, so that it must not be repeated blindly. */
            public boolean isOnce() {
                return this == ADDS || this == ADVANCES;
            }
        }

        /** The need for a body besides the path. */
        public enum BodyRequirement {
            NONE,
            OPTIONAL,
            NEEDED
        }

        /**
         * @param path such as {@code /tasks/{id}}, where the words in braces are arguments
         * @param flags the only parameters that the query may have, each true or false; null if the service checks the
         *     query
         * @param operation the route's part of the API's description
         */
        public record Route(
                String method,
                String path,
                BodyRequirement body,
                @Nullable Set<String> flags,
                Operation operation) {

            /** @param rest such as {@code GET /tasks/{id}} */
            public static Route of(String rest) {
                int space = rest.indexOf(' ');
                String method = rest.substring(0, space);
                BodyRequirement body =
                        method.equals("GET") || method.equals("DELETE") ? BodyRequirement.NONE : BodyRequirement.NEEDED;
                return new Route(method, rest.substring(space + 1), body, Set.of(), Operation.PLAIN);
            }

            public Route with(BodyRequirement other) {
                return new Route(method, path, other, flags, operation);
            }

            public Route flagged(String flag) {
                return new Route(method, path, body, Set.of(flag), operation);
            }

            public Route filtered() {
                return new Route(method, path, body, null, operation);
            }

            public Route as(Operation described) {
                return new Route(method, path, body, flags, described);
            }

            /** Returns the arguments in the path. */
            public Set<String> ids() {
                return Arrays.stream(path.split("/"))
                        .filter(word -> word.startsWith("{"))
                        .map(word -> word.substring(1, word.length() - 1))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        }

        public enum Kind {
            TEXT,
            WHOLE,
            DECIMAL,
            FLAG,
            /** A list whose elements are described by the only entry of {@code fields}. */
            LIST,
            OBJECT,
            /** An object that may have other fields too. */
            OPEN
        }

        /**
         * @param words the only allowed texts or numbers; empty if all are allowed
         * @param least the least number of characters of a text, or of elements of a list; of a number the least
         * @param most as {@code least}; zero if there is no limit
         * @param fields the fields of an object; of a list, its element
         * @param otherwise the value that counts if none is given
         */
        public record Argument(
                String name,
                Kind kind,
                boolean required,
                List<String> words,
                int least,
                int most,
                List<Argument> fields,
                String meaning,
                @Nullable Object otherwise) {
            public Argument {
                words = List.copyOf(words);
                fields = List.copyOf(fields);
            }

            public static Argument of(String name, Kind kind) {
                return new Argument(name, kind, false, List.of(), 0, 0, List.of(), "", null);
            }

            public Argument needed() {
                return new Argument(name, kind, true, words, least, most, fields, meaning, otherwise);
            }

            public Argument oneOf(String... some) {
                return new Argument(name, kind, required, List.of(some), least, most, fields, meaning, otherwise);
            }

            public Argument within(int from, int to) {
                return new Argument(name, kind, required, words, from, to, fields, meaning, otherwise);
            }

            public Argument of(Argument... some) {
                return new Argument(name, kind, required, words, least, most, List.of(some), meaning, otherwise);
            }

            public Argument said(String words) {
                return new Argument(name, kind, required, this.words, least, most, fields, words, otherwise);
            }

            public Argument orElse(Object value) {
                return new Argument(name, kind, required, words, least, most, fields, meaning, value);
            }
        }
    }
}
