package dev.devledger.adapters.sandbox.trackingtime.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which call does what. In a path {@code #} stands for a number. TrackingTime is not strict about verbs, nor is this. */
final class CallTable {
    private static final Set<String> READING = Set.of("GET", "POST");
    private static final Set<String> ANY = Set.of("GET", "POST", "PUT", "DELETE");

    private final List<Row> rows = new ArrayList<>();

    interface Deed {
        Answer of(Call call);
    }

    interface Data {
        JsonNode of(Call call);
    }

    /** @param writes whether it is one change */
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

    CallTable read(String path, Data data) {
        return row(path, READING, false, call -> Answer.data(data.of(call)));
    }

    CallTable answer(String path, Deed deed) {
        return row(path, READING, false, deed);
    }

    /** By every verb: the ones by GET write too. */
    CallTable write(String path, Data data) {
        return row(path, ANY, true, call -> Answer.data(data.of(call)));
    }

    /** A POST there does nothing and is answered with a page. */
    CallTable writeNotByPost(String path, Data data) {
        return row(path, Set.of("GET", "PUT"), true, call -> Answer.data(data.of(call)));
    }

    CallTable writeByPost(String path, Data data) {
        return row(path, Set.of("GET", "POST"), true, call -> Answer.data(data.of(call)));
    }

    CallTable deleteOnly(String path, Data data) {
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
}
