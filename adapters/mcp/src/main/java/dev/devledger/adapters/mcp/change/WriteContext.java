package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.ExpectedVersions.ExpectedEntries;
import dev.devledger.adapters.mcp.change.TaskRefs.TaskOrder;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.claim.ClaimCheckedWrite;
import dev.devledger.application.claim.Claims.ClaimQueries.ClaimedTask;
import dev.devledger.application.claim.Claims.MissedChange;
import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The current write: its change set, and the checks before and after its commands. */
public final class WriteContext {
    /** The form of keys: a text of another form needs no query. */
    private static final Pattern KEY = Pattern.compile("[PT]-[0-9]{1,18}");

    private static final int SHOWN = 10;

    private final ChangeSet changes;
    private final Map<String, Long> expected;
    private final ClaimCheckedWrite claims;
    private final CheckedLedger writes;
    private final ToolCall call;

    /** The claims of other agents that a forced write overrides, in words, by the task's key. */
    private final Map<String, String> overridden = new TreeMap<>();

    private final List<String> harms = new ArrayList<>();
    private final List<Object> concerned = new ArrayList<>();

    WriteContext(
            ChangeSet changes,
            Map<String, Long> expected,
            ClaimCheckedWrite claims,
            CheckedLedger writes,
            ToolCall call) {
        this.call = call;
        this.changes = changes;
        this.expected = expected;
        this.claims = claims;
        this.writes = writes;
    }

    public ChangeSet changes() {
        return changes;
    }

    public boolean dryRun() {
        return changes.isRehearsal();
    }

    /** Notes harm to which the person has to agree before the write is stored. */
    public void requireConsent(String harm, Collection<?> of) {
        harms.add(harm);
        concerned.addAll(of);
    }

    /** Asks the person about all harm of the write at once, unless the call only shows its effect. */
    void askForConsent() {
        List<String> all = new ArrayList<>(overridden.values());
        if (!all.isEmpty()) {
            all.add("You would override that.");
        }
        all.addAll(harms);
        if (!all.isEmpty() && !dryRun()) {
            call.requireConsent(String.join(" ", all), List.of(overridden.keySet(), concerned));
        }
    }

    /**
     * Finds and locks all named items, and checks the versions that the caller expects. Must run before any command.
     *
     * @throws ToolFailure if a key does not exist; names all such keys
     */
    public ItemLocks.LockedItems hold(Collection<String> projects, Collection<String> tasks) {
        return checked(with(projects, "P-"), with(tasks, "T-"), writes.locks()::own);
    }

    /**
     * Finds the tasks that the rows refer to, in addition to the locked tasks.
     *
     * @throws ToolFailure if a task does not exist; names all such tasks
     */
    public TaskRefs refs(List<Arguments> rows) {
        Set<String> keys = new LinkedHashSet<>(TaskRefs.keys(rows));
        ItemLocks.LockedItems found = writes.locks().look(List.of(), keys);
        requireEach(Set.of(), keys, found);
        return new TaskRefs(found.tasks());
    }

    /** Finds items and checks versions like {@link #hold}, but without a lock. */
    public ItemLocks.LockedItems find(Collection<String> projects, Collection<String> tasks) {
        return checked(with(projects, "P-"), with(tasks, "T-"), writes.locks()::look);
    }

    /** Checks only the versions, for a write that has already locked all its items. */
    public void requireVersions() {
        find(List.of(), List.of());
    }

    /**
     * Works like {@link #hold}, for time entries and the time of people.
     *
     * @param named the keys of the entries, each with its place in the call
     * @throws ToolFailure if an entry does not exist; names all such entries
     */
    public void holdTime(Map<String, String> named, Collection<PersonId> people) {
        writes.entries().hold(expected, named, people);
        requireVersions();
    }

    /** Returns the writer, as the rules of claims need it. */
    public Worker worker() {
        return claims.worker();
    }

    /**
     * Checks claims before a write on these tasks. {@link #allow} checks again after the write.
     *
     * @throws ToolFailure if another agent has claimed a task; names all such tasks
     */
    public void requireClaims(Collection<String> keys, ItemLocks.LockedItems held) {
        override(keys.stream().map(key -> TaskOrder.node(held, key).task()).toList());
        askEach(
                keys,
                true,
                key -> claims.require(changes, TaskOrder.node(held, key).task().toString()));
    }

    /** Notes the claims of other agents on these tasks, if the write is forced: the person is asked about all of them. */
    public void override(Collection<TaskId> tasks) {
        if (worker().force() && !dryRun()) {
            writes.claims()
                    .ofOthers(tasks, changes.at(), worker().agent())
                    .forEach(claim -> overridden.put(claim.key(), ClaimRefusals.claimed(claim)));
        }
    }

    /**
     * Applies a rule of claims to each of these tasks.
     *
     * @param forceHelps true if the call would succeed with {@code force}
     * @throws ToolFailure if another agent has claimed a task; names all such tasks
     */
    public void askEach(Collection<String> keys, boolean forceHelps, Consumer<String> rule) {
        ClaimRefusals refused = new ClaimRefusals();
        for (String key : keys) {
            ItemRules.of(UnaryOperator.identity(), key, () -> {
                refused.of(key, () -> rule.accept(key));
                return key;
            });
        }
        refused.throwIfAny(forceHelps);
    }

    /**
     * Checks claims after the commands of a write that also changes these tasks, which the call does not name.
     *
     * @param ends true if the write ends the work on these tasks
     */
    public void along(Collection<TaskId> tasks, boolean ends) {
        override(tasks);
        claims.along(changes, tasks, ends);
    }

    /** Checks the claims on the targets of these commands, which the call does not name. Runs after the commands. */
    public void along(Collection<? extends Addressed> commands) {
        override(ClaimCheckedWrite.disturbed(commands));
        claims.along(changes, commands);
    }

    /** Ends the writer's own claim on the task, after a write that ends the work on the task. */
    public void end(TaskId task) {
        claims.end(changes, task);
    }

    /**
     * Checks claims after the write. Returns the changes of other writers to the written tasks that the caller works
     * on.
     *
     * @param ends true if the write ends the work on the tasks
     */
    public Map<UUID, List<MissedChange>> allow(Collection<TaskView> written, boolean ends) {
        Map<UUID, ClaimView> live = new HashMap<>();
        for (TaskView task : written) {
            ClaimView claim = task.claim();
            if (claim != null) {
                live.put(task.id(), claim);
            }
        }
        claims.allow(live, ends);
        return missed(claims.worked(written.stream().map(TaskView::id).toList(), live, ends));
    }

    /** Returns the changes that other writers made to these tasks since the caller's last change of each task. */
    public Map<UUID, List<MissedChange>> missed(Collection<UUID> worked) {
        return worked.isEmpty() ? Map.of() : writes.claims().changedSince(worked, worker().agent(), changes.id());
    }

    private ItemLocks.LockedItems checked(
            Set<String> projects,
            Set<String> tasks,
            BiFunction<Collection<String>, Collection<String>, ItemLocks.LockedItems> find) {
        writes.entries().hold(expected, Map.of(), List.of());
        ItemLocks.LockedItems held = find.apply(projects, tasks);
        requireEach(projects, tasks, held);
        Map<String, Long> ofItems = new HashMap<>(expected);
        ofItems.keySet().removeIf(ExpectedEntries::isKey);
        writes.versions().require(changes, ofItems, held);
        return held;
    }

    private Set<String> with(Collection<String> keys, String prefix) {
        Set<String> all = new LinkedHashSet<>(keys);
        expected.keySet().stream()
                .filter(each -> each.startsWith(prefix) && isKey(each))
                .forEach(all::add);
        return all;
    }

    private void requireEach(Set<String> projects, Set<String> tasks, ItemLocks.LockedItems held) {
        List<String> missing = new ArrayList<>();
        projects.stream().filter(each -> !held.projects().containsKey(each)).forEach(missing::add);
        tasks.stream().filter(each -> !held.tasks().containsKey(each)).forEach(missing::add);
        expected.keySet().stream()
                .filter(each -> !isKey(each) && !ExpectedEntries.isKey(each))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            throw new ToolFailure(
                    ToolProblem.NOT_FOUND,
                    "%s %s not exist. Call %s to get keys."
                            .formatted(listed(missing), missing.size() == 1 ? "does" : "do", tools(missing)));
        }
    }

    private static String listed(List<String> keys) {
        String first = keys.stream().limit(SHOWN).map(WriteContext::shown).collect(Collectors.joining(", "));
        return keys.size() > SHOWN ? first + " and " + (keys.size() - SHOWN) + " more" : first;
    }

    private static String shown(String key) {
        return isKey(key) ? key : Quoted.sent(key);
    }

    private static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    private static String tools(List<String> missing) {
        boolean project = missing.stream().anyMatch(each -> each.startsWith("P-"));
        boolean other = missing.stream().anyMatch(each -> !each.startsWith("P-"));
        return project && other ? "find_tasks and get_overview" : project ? "get_overview" : "find_tasks";
    }

    /** Collects the refusals by the rules of claims for the tasks of one call, to report them in one answer. */
    static final class ClaimRefusals {
        private final List<String> claimed = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();

        /** @param rule the rule to apply to the task with the key */
        void of(String key, Runnable rule) {
            try {
                rule.run();
            } catch (Rejection refused) {
                switch (refused.code()) {
                    case CLAIMED -> claimed.add(claimed(key, refused.facts()));
                    case CLAIM_ENDED -> ended.add(key + ": " + Quoted.line(refused.detail()));
                    default -> throw refused;
                }
            }
        }

        static String claimed(ClaimedTask claim) {
            return claimed(claim.key(), Map.of("holder", claim.agent(), "until", claim.until()));
        }

        private static String claimed(String key, Map<String, ?> facts) {
            return "%s is claimed by %s until %s."
                    .formatted(key, Quoted.line(String.valueOf(facts.get("holder"))), facts.get("until"));
        }

        /** @param forceHelps true if the call would succeed with {@code force} */
        void throwIfAny(boolean forceHelps) {
            if (!ended.isEmpty()) {
                throw new ToolFailure(ToolProblem.CLAIM_ENDED, String.join(" ", ended));
            }
            if (!claimed.isEmpty()) {
                throw new ToolFailure(
                        ToolProblem.CLAIMED,
                        String.join(" ", claimed) + " Choose other tasks or wait"
                                + (forceHelps ? "; give force=true only if the user wants that." : "."));
            }
        }
    }

    /** Names the item in a rule's refusal of one item of many. */
    public static final class ItemRules {
        private ItemRules() {}

        /**
         * @param place maps a field of the item to its place in the call
         * @param what the item, such as {@code T-12}, or {@code tasks[1]} if the item has no key yet
         */
        public static <T> T of(UnaryOperator<String> place, String what, Supplier<T> work) {
            try {
                return work.get();
            } catch (Rejection refused) {
                ToolFailure words = RuleWords.of(refused, place);
                throw refused.violations().isEmpty()
                        ? new ToolFailure(words.problem(), named(String.valueOf(words.getMessage()), what))
                        : words;
            }
        }

        private static String named(String words, String what) {
            String named = words.replaceFirst("^This (task|project|time entry)\\b", what)
                    .replace("Restore it first.", "Restore it with delete_items restore=true first.")
                    .replace("Restore the project first.", "Restore the project with delete_items restore=true first.");
            return named.startsWith(what) ? named : what + ": " + named;
        }
    }
}
