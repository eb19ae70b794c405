package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of the API. In a path {@code #} stands for a number. Like TrackingTime, it accepts several HTTP methods for
 * a call.
 */
final class CallTable {
    private static final Set<String> READING = Set.of("GET", "POST");
    private static final Set<String> ANY = Set.of("GET", "POST", "PUT", "DELETE");

    private final List<Row> rows = new ArrayList<>();

    interface Deed {
        Answer of(ReceivedCall call);
    }

    interface DataReader {
        JsonNode of(ReceivedCall call);
    }

    /** @param writes true if the call makes a change */
    record Row(List<String> words, Set<String> verbs, boolean writes, Deed deed) {
        boolean fits(List<String> path) {
            if (path.size() != words.size()) return false;
            for (int i = 0; i < path.size(); i++)
                if (words.get(i).equals("#")
                        ? !isNumber(path.get(i))
                        : !words.get(i).equals(path.get(i))) return false;
            return true;
        }
    }

    static boolean isNumber(String word) {
        return word.matches("\\d{1,18}");
    }

    CallTable read(String path, DataReader data) {
        return row(path, READING, false, call -> Answer.data(data.of(call)));
    }

    CallTable answer(String path, Deed deed) {
        return row(path, READING, false, deed);
    }

    /** Adds a change whose answer is an empty object. */
    CallTable change(String path, Consumer<ReceivedCall> change) {
        return write(path, silently(change));
    }

    static DataReader silently(Consumer<ReceivedCall> change) {
        return call -> {
            change.accept(call);
            return Json.object();
        };
    }

    /** Adds a write for every HTTP method, as GET calls of TrackingTime can write, too. */
    CallTable write(String path, DataReader data) {
        return row(path, ANY, true, call -> Answer.data(data.of(call)));
    }

    /** Adds a write for GET and PUT. A POST to its path does nothing, and is answered with an HTML page. */
    CallTable writeNotByPost(String path, DataReader data) {
        return row(path, Set.of("GET", "PUT"), true, call -> Answer.data(data.of(call)));
    }

    CallTable writeByPost(String path, DataReader data) {
        return row(path, Set.of("GET", "POST"), true, call -> Answer.data(data.of(call)));
    }

    CallTable deleteOnly(String path, DataReader data) {
        return row(path, Set.of("DELETE"), true, call -> Answer.data(data.of(call)));
    }

    private CallTable row(String path, Set<String> verbs, boolean writes, Deed deed) {
        rows.add(new Row(List.of(path.split("/", -1)), verbs, writes, deed));
        return this;
    }

    CallTable with(CallTable others) {
        rows.addAll(others.rows);
        return this;
    }

    List<Row> fitting(List<String> path) {
        return rows.stream().filter(row -> row.fits(path)).toList();
    }

    /**
     * A call with its caller and its fields.
     *
     * @param ids the numbers in the path
     */
    record ReceivedCall(Caller caller, List<Long> ids, RequestFields given) {
        long id() {
            return ids.getFirst();
        }

        long account() {
            return caller.account();
        }

        String filter() {
            return given.text("filter").orElse("ACTIVE");
        }

        boolean is(String flag) {
            return given.is(flag);
        }
    }

    /** The answer to a call: data in an envelope, or text. */
    sealed interface Answer {
        /** @param beside further fields of the envelope */
        record Data(JsonNode data, ObjectNode beside) implements Answer {}

        record Csv(String text) implements Answer {}

        static Answer data(JsonNode data) {
            return new Data(data, Json.object());
        }

        static Answer done() {
            return data(Json.object());
        }
    }
}
