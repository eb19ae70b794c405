package dev.devledger.application.direct;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a service, each with a name and arguments of its own. They share the sync's budget and come before it.
 */
public interface DirectCalls {

    /** Those that are offered, in the order in which they are told. */
    List<DirectCall> all();

    /** Those that are not offered, too. */
    List<DirectCall> table();

    /** What is wrong with the request is told, and nothing is sent then. */
    DirectReply send(DirectRequest request);

    /**
     * One of the calls of a service, as all who offer it tell of it.
     *
     * @param name for ever, as agents' permissions name it
     * @param title a few words for people; empty where it is no tool
     * @param meaning a sentence or two
     * @param standard whether it is offered where nobody has asked for all of them
     * @param routes how it is called over HTTP; none where it is a tool alone
     * @param answers what is in its answer
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

        /** Only where all are asked for. */
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

        /** What the call does there. */
        public enum Effect {
            READS,
            /** Twice the same is two things. */
            ADDS,
            /** Twice the same is two steps, as of a task that comes again. */
            ADVANCES,
            /** Twice the same is once. */
            SETS,
            /** As SETS, and something is no longer there. */
            REMOVES,
            /** Something is gone for good. */
            DELETES;

            /** Whether it must not be done twice. */
            public boolean isOnce() {
                return this == ADDS || this == ADVANCES;
            }
        }

        /** What a request has to say beside its path. */
        public enum Body {
            NONE,
            OPTIONAL,
            NEEDED
        }

        /**
         * @param path such as {@code /tasks/{id}}, where the words in braces are arguments
         * @param flags the only parameters that its query may have, each true or false; null where the service looks at the query
         * @param operation what the API's description says of it
         */
        public record Route(
                String method,
                String path,
                Body body,
                @Nullable Set<String> flags,
                Operation operation) {

            /** @param rest such as {@code GET /tasks/{id}} */
            public static Route of(String rest) {
                int space = rest.indexOf(' ');
                String method = rest.substring(0, space);
                Body body = method.equals("GET") || method.equals("DELETE") ? Body.NONE : Body.NEEDED;
                return new Route(method, rest.substring(space + 1), body, Set.of(), Operation.PLAIN);
            }

            public Route with(Body other) {
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

            /** The arguments that stand in the path. */
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
            /** Of what its one field says. */
            LIST,
            OBJECT,
            /** An object that may have other fields too. */
            OPEN
        }

        /**
         * @param words the only ones that a text or a number may be; none where it may be any
         * @param least how many characters a text, or elements a list, has to have; of a number the least
         * @param most as {@code least}; zero where nothing is said
         * @param fields of an object, and of a list what its elements are
         * @param otherwise what is taken where nothing was said
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
