package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How much has happened in some worlds. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<ExistenceDecision, Long> decided = new HashMap<>();
    private long steps;
    private long calls;
    private long crashes;
    private long takeOvers;

    void step() {
        steps++;
    }

    void call() {
        calls++;
    }

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    void decided(Map<ExistenceDecision, Long> some) {
        some.forEach((answer, count) -> decided.merge(answer, count, Long::sum));
    }

    void crash() {
        crashes++;
    }

    void takeOver() {
        takeOvers++;
    }

    void add(Tally other) {
        steps += other.steps;
        calls += other.calls;
        crashes += other.crashes;
        takeOvers += other.takeOvers;
        decided(other.decided);
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    }

    long steps() {
        return steps;
    }

    long calls() {
        return calls;
    }

    /** Each row of the existence table that has decided, with how often. */
    Map<ExistenceRule, Long> rows() {
        Map<ExistenceRule, Long> rows = new EnumMap<>(ExistenceRule.class);
        decided.forEach((answer, count) -> {
            if (answer.row() != null) {
                rows.merge(answer.row(), count, Long::sum);
            }
        });
        return rows;
    }

    /** Each answer of the existence table that was given, with how often. */
    Map<ExistenceDecision, Long> answers() {
        return decided;
    }

    /** Each kind with how often it happened. */
    Map<String, Long> faults() {
        Map<String, Long> all = new LinkedHashMap<>();
        faults.forEach(
                (fault, count) -> all.put(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        all.put("crash", crashes);
        all.put("taken over", takeOvers);
        return all;
    }
}
