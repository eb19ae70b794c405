package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.sync.conflict.Guards.GuardHold.Guard;
import dev.devledger.domain.sync.conflict.Guards.GuardHold.Operation;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops planned writes that are more than people make at once, until a person approves (docs/sync-design.md, section
 * 7).
 */
public final class Guards {
    static final int FEW_DELETES = 5;
    /** The most deletes of a day in the whole connector. */
    public static final int MOST_DELETES = 25;

    static final int SMALL_SCOPE = 10;
    /** A number of updates that is never too many: half of the smallest scope that is guarded. */
    public static final int FEW_UPDATES = SMALL_SCOPE / 2;

    public static final int MOST_CREATES = 50;

    /**
     * A planned write.
     *
     * @param parent the parent's target; null at the top
     * @param fields the fields that an update changes
     * @param changeSet the ledger's change set that caused the write; null if none did
     * @param foreign for a delete, true if others made the object: such a delete counts by itself, even below a deleted
     *     parent
     */
    public record Planned(
            Kind kind,
            String scope,
            String target,
            @Nullable String parent,
            Set<Field> fields,
            @Nullable String changeSet,
            boolean foreign) {
        public Planned {
            fields = Set.copyOf(fields);
        }

        public Planned(
                Kind kind,
                String scope,
                String target,
                @Nullable String parent,
                Set<Field> fields,
                @Nullable String changeSet) {
            this(kind, scope, target, parent, fields, changeSet, false);
        }
    }

    public enum Kind {
        CREATE_LOCALLY,
        CREATE_REMOTELY,
        UPDATE_LOCALLY,
        UPDATE_REMOTELY,
        DELETE_LOCALLY,
        DELETE_REMOTELY;

        boolean isDelete() {
            return this == DELETE_LOCALLY || this == DELETE_REMOTELY;
        }

        public boolean isUpdate() {
            return this == UPDATE_LOCALLY || this == UPDATE_REMOTELY;
        }
    }

    /**
     * @param linked the number of the scope's linked items
     * @param deletesDone the deletes of the last 24 h in both directions, without approved ones; counted by units, like
     *     planned deletes
     */
    public record Scope(int linked, int deletesDone) {}

    /**
     * The planned writes of one cycle.
     *
     * @param scopes all scopes of the connector
     * @param guardsCreates true in a full cycle with a live account where both sides hold unlinked items
     */
    public record Plan(List<Planned> writes, Map<String, Scope> scopes, boolean guardsCreates) {
        public Plan {
            writes = List.copyOf(writes);
            scopes = Map.copyOf(scopes);
        }
    }

    private Guards() {}

    /** Returns the holds that a person has to approve. */
    public static List<GuardHold> held(Plan plan) {
        List<GuardHold> all = new ArrayList<>();
        all.addAll(deletes(plan));
        all.addAll(updates(plan));
        all.addAll(creates(plan));
        return List.copyOf(all);
    }

    /** Returns one hold for all deletes if the connector has too many, else one for each scope with too many. */
    private static List<GuardHold> deletes(Plan plan) {
        List<Planned> deletes =
                plan.writes().stream().filter(each -> each.kind().isDelete()).toList();
        if (deletes.isEmpty()) {
            return List.of();
        }
        Map<String, String> units = units(deletes);
        int done = plan.scopes().values().stream().mapToInt(Scope::deletesDone).sum();
        if (done + count(deletes, units) > MOST_DELETES) {
            return List.of(hold(Guard.DELETES, GuardHold.ALL_SCOPES, deletes));
        }
        List<GuardHold> holds = new ArrayList<>();
        byScope(deletes).forEach((name, some) -> {
            Scope scope = scope(plan, name);
            int count = scope.deletesDone() + count(some, units);
            if (count > FEW_DELETES && count * 10L > scope.linked()) {
                holds.add(hold(Guard.DELETES, name, some));
            }
        });
        return holds;
    }

    private static int count(List<Planned> deletes, Map<String, String> units) {
        return Math.toIntExact(deletes.stream()
                .map(each -> units.get(each.target()))
                .distinct()
                .count());
    }

    /** Returns, by target, the unit of each delete: all deletes of one unit count as one. */
    public static Map<String, String> units(Collection<Planned> deletes) {
        Map<String, Planned> byTarget = new HashMap<>();
        deletes.forEach(each -> byTarget.put(each.target(), each));
        Map<String, String> units = new HashMap<>();
        deletes.forEach(each -> units.put(each.target(), unit(each, byTarget)));
        return units;
    }

    /**
     * Returns the unit of a delete: a delete below a deleted parent counts with its parent, and deletes of one change
     * set count once.
     */
    private static String unit(Planned delete, Map<String, Planned> byTarget) {
        Planned top = delete;
        for (Planned above = top; above != null && !top.foreign(); above = byTarget.get(top.parent())) {
            top = above;
        }
        return top.foreign() || top.changeSet() == null ? top.target() : top.changeSet();
    }

    /** Writes of one change set count once. */
    private static int weight(Collection<Planned> writes) {
        long alone = writes.stream()
                .filter(each -> each.changeSet() == null)
                .map(Planned::target)
                .distinct()
                .count();
        long together = writes.stream()
                .map(Planned::changeSet)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        return Math.toIntExact(alone + together);
    }

    private static List<GuardHold> updates(Plan plan) {
        List<GuardHold> holds = new ArrayList<>();
        List<Planned> updates =
                plan.writes().stream().filter(each -> each.kind().isUpdate()).toList();
        byScope(updates).forEach((name, some) -> {
            int linked = scope(plan, name).linked();
            byField(some).forEach((field, changes) -> {
                if (linked >= SMALL_SCOPE && weight(changes) * 2L > linked) {
                    holds.add(new GuardHold(
                            Guard.UPDATES,
                            name,
                            field,
                            changes.stream()
                                    .map(each -> new Operation(each.kind(), each.target()))
                                    .toList()));
                }
            });
        });
        return holds;
    }

    /** Creates of one change set, such as an import, are neither counted nor held. */
    private static List<GuardHold> creates(Plan plan) {
        if (!plan.guardsCreates()) {
            return List.of();
        }
        List<GuardHold> holds = new ArrayList<>();
        for (Kind kind : List.of(Kind.CREATE_LOCALLY, Kind.CREATE_REMOTELY)) {
            List<Planned> creates =
                    plan.writes().stream().filter(each -> each.kind() == kind).toList();
            Map<String, Integer> sizes = new HashMap<>();
            creates.stream()
                    .map(Planned::changeSet)
                    .filter(Objects::nonNull)
                    .forEach(changeSet -> sizes.merge(changeSet, 1, Integer::sum));
            List<Planned> single = creates.stream()
                    .filter(each -> each.changeSet() == null || sizes.getOrDefault(each.changeSet(), 0) == 1)
                    .toList();
            if (single.size() > MOST_CREATES) {
                holds.add(hold(Guard.CREATES, GuardHold.ALL_SCOPES, single));
            }
        }
        return holds;
    }

    private static GuardHold hold(Guard guard, String scope, List<Planned> writes) {
        return new GuardHold(
                guard,
                scope,
                null,
                writes.stream()
                        .map(each -> new Operation(each.kind(), each.target()))
                        .toList());
    }

    private static Scope scope(Plan plan, String name) {
        return plan.scopes().getOrDefault(name, new Scope(0, 0));
    }

    private static SortedMap<String, List<Planned>> byScope(List<Planned> writes) {
        SortedMap<String, List<Planned>> scopes = new TreeMap<>();
        writes.forEach(each ->
                scopes.computeIfAbsent(each.scope(), name -> new ArrayList<>()).add(each));
        return scopes;
    }

    private static Map<Field, List<Planned>> byField(List<Planned> updates) {
        Map<Field, List<Planned>> fields = new EnumMap<>(Field.class);
        updates.forEach(each -> each.fields().forEach(field -> fields.computeIfAbsent(field, key -> new ArrayList<>())
                .add(each)));
        return fields;
    }

    /**
     * Writes that wait for a person's approval.
     *
     * @param scope {@link #ALL_SCOPES} if it concerns the whole connector
     * @param field for updates the field that waits, else null
     * @param operations the writes, sorted
     */
    public record GuardHold(
            Guard guard, String scope, @Nullable Field field, List<Operation> operations) {
        public static final String ALL_SCOPES = "*";

        /** The kind of write of which there are too many. */
        public enum Guard {
            DELETES,
            UPDATES,
            CREATES
        }

        /** An action on an entity or a remote item. */
        public record Operation(Guards.Kind kind, String target) {}

        private static final Comparator<Operation> ORDER =
                Comparator.comparing(Operation::kind).thenComparing(Operation::target);

        public GuardHold {
            operations = operations.stream().sorted(ORDER).toList();
        }

        /** True if this write, or this field of it, has to wait. */
        public boolean covers(Guards.Kind kind, String target, @Nullable Field changed) {
            return (field == null || field == changed)
                    && Collections.binarySearch(operations, new Operation(kind, target), ORDER) >= 0;
        }

        /**
         * The name of an approval: SHA-256, in hex, of the sorted lines of action and entity. Another set of writes
         * gets another name.
         */
        public String planHash() {
            String what = field == null ? "" : " " + field.name().toLowerCase(Locale.ROOT);
            return Sha256.hex(operations.stream()
                    .map(each -> each.kind().name().toLowerCase(Locale.ROOT) + what + " " + each.target() + "\n")
                    .sorted()
                    .collect(Collectors.joining()));
        }
    }
}
