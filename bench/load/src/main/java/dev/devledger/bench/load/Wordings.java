package dev.devledger.bench.load;

import java.util.HashMap;
import java.util.Map;

/** By name, so that a later order goes on where an earlier one ended. */
final class Wordings {
    private final Map<String, Wording> byName = new HashMap<>();

    Wording of(String name) {
        return byName.computeIfAbsent(name, any -> new Wording());
    }
}
