package dev.devledger.adapters.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a test wants to go wrong. Faults set earlier come first, one to a request. Safe to use from any thread. */
public final class ArmedFaults {
    private final Set<Fault> known;
    private final List<Armed> armed = new ArrayList<>();

    /** @param known those that this service can meet */
    public ArmedFaults(Set<Fault> known) {
        this.known = Set.copyOf(known);
    }

    /**
     * @param after how many requests that it concerns are let by before it is met
     * @param field the name that {@link Fault#IGNORE_FIELD} and {@link Fault#SILENT_FIELD} are about; of {@link Fault#RUBBISH} what
     *     its chance begins with
     */
    public record Armed(Fault fault, int times, Pattern path, long millis, int after, String field) {
        public Armed(Fault fault, int times, Pattern path, long millis, int after) {
            this(fault, times, path, millis, after, "");
        }

        private Armed oneLess() {
            return new Armed(fault, times - 1, path, millis, 0, field);
        }

        private Armed oneSooner() {
            return new Armed(fault, times, path, millis, after - 1, field);
        }
    }

    /** For the next {@code times} requests that it concerns. */
    public synchronized void arm(Armed fault) {
        if (!known.contains(fault.fault())) throw new IllegalArgumentException("Unknown fault");
        if (fault.times() > 0) armed.add(fault);
    }

    /**
     * As an object says that came over HTTP: {@code fault}, {@code times}, {@code path}, {@code millis}, {@code after},
     * {@code field}.
     *
     * @throws IllegalArgumentException where one of them is not understood
     */
    public static Armed read(JsonNode body) {
        return new Armed(
                Fault.of(body.path("fault").asString("")),
                Math.toIntExact(number(body, "times", 1)),
                Pattern.compile(body.path("path").asString("")),
                number(body, "millis", 0),
                Math.toIntExact(number(body, "after", 0)),
                body.path("field").asString(""));
    }

    private static long number(JsonNode body, String field, long otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) return otherwise;
        if (!value.canConvertToLong()) throw new IllegalArgumentException("Wrong type of " + field);
        return value.longValue();
    }

    /** The fault that a request meets, which is one less from now on. */
    public synchronized Optional<Armed> take(Predicate<Armed> concerns) {
        for (ListIterator<Armed> each = armed.listIterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (!concerns.test(fault)) continue;
            if (fault.after() > 0) {
                each.set(fault.oneSooner());
                continue;
            }
            if (fault.times() > 1) each.set(fault.oneLess());
            else each.remove();
            return Optional.of(fault);
        }
        return Optional.empty();
    }

    public synchronized boolean expects(Fault fault) {
        return armed.stream().anyMatch(left -> left.fault() == fault);
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** Those that are left, as {@link #read} reads them. */
    public synchronized ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Armed fault : armed)
            json.addObject()
                    .put("fault", fault.fault().word())
                    .put("times", fault.times())
                    .put("path", fault.path().pattern())
                    .put("millis", fault.millis())
                    .put("after", fault.after())
                    .put("field", fault.field());
        return json;
    }
}
