package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.application.direct.DirectRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The parameters of a call, in ClickUp's words; any other is refused, as a mistyped filter would list everything. */
final class DirectQuery {
    private final Map<String, List<String>> sent = new LinkedHashMap<>();

    /** @param known a name that ends with [] can be given several times, and without them as well */
    DirectQuery(DirectRequest request, String... known) {
        Set<String> names = Set.of(known);
        asked(request).forEach((name, values) -> {
            String theirs = names.contains(name + "[]") ? name + "[]" : name;
            if (!names.contains(theirs)) {
                throw NotDone.invalid(
                        name,
                        "is not a parameter of this call; "
                                + (known.length == 0 ? "none is allowed" : "allowed are " + String.join(", ", known)));
            }
            if (values.size() > 1 && !theirs.endsWith("[]")) {
                throw NotDone.invalid(name, "appears " + values.size() + " times; only once is allowed");
            }
            sent.put(theirs, values);
        });
    }

    /** Of a tool they are arguments. */
    private static Map<String, List<String>> asked(DirectRequest request) {
        Map<String, List<String>> asked = new LinkedHashMap<>(request.query());
        DirectBody.object(request.json())
                .properties()
                .forEach(each -> asked.put(
                        each.getKey(),
                        each.getValue().isArray()
                                ? each.getValue()
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()
                                : List.of(each.getValue().asString())));
        return asked;
    }

    boolean is(String name) {
        return one(name).equals("true");
    }

    /** Empty where it was not given. */
    String one(String name) {
        return sent.getOrDefault(name, List.of("")).getFirst();
    }

    /** From which page on. */
    int page() {
        String page = one("page");
        if (!page.isEmpty() && !page.matches("[0-9]{1,6}")) {
            throw NotDone.invalid("page", "must be a whole number; the first page is 0");
        }
        return page.isEmpty() ? 0 : Integer.parseInt(page);
    }

    /** All but the page. */
    Endpoint on(Endpoint endpoint) {
        Endpoint asked = endpoint;
        for (Map.Entry<String, List<String>> each : sent.entrySet()) {
            for (String value : each.getKey().equals("page") ? List.<String>of() : each.getValue()) {
                asked = asked.with(each.getKey(), value);
            }
        }
        return asked;
    }

    /** Unless it was given. */
    void orElse(String name, String value) {
        sent.putIfAbsent(name, List.of(value));
    }
}
