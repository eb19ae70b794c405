package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.tree.ItemLocks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The write at hand: its change set, and what is to be done before its first command. */
public final class WriteContext {
    /** Of what looks otherwise nobody needs to ask the database. */
    private static final Pattern KEY = Pattern.compile("[PT]-[0-9]{1,18}");

    private static final int SHOWN = 10;

    private final ChangeSet changes;
    private final Map<String, Long> expected;
    private final LedgerWrites writes;

    WriteContext(ChangeSet changes, Map<String, Long> expected, LedgerWrites writes) {
        this.changes = changes;
        this.expected = expected;
        this.writes = writes;
    }

    public ChangeSet changes() {
        return changes;
    }

    public boolean dryRun() {
        return changes.isRehearsal();
    }

    /**
     * Finds all that is named, holds it still, and checks the versions that the caller expects. Comes before any command.
     *
     * @throws ToolFailure naming each key that does not exist
     */
    public ItemLocks.LockedItems hold(Collection<String> projects, Collection<String> tasks) {
        return checked(with(projects, "P-"), with(tasks, "T-"), writes.locks()::own);
    }

    /** The check alone, where what is done has held already all that it needs. */
    public void requireVersions() {
        checked(with(List.of(), "P-"), with(List.of(), "T-"), writes.locks()::look);
    }

    private ItemLocks.LockedItems checked(
            Set<String> projects,
            Set<String> tasks,
            BiFunction<Collection<String>, Collection<String>, ItemLocks.LockedItems> find) {
        ItemLocks.LockedItems held = find.apply(projects, tasks);
        requireEach(projects, tasks, held);
        writes.versions().require(changes, expected, held);
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
        expected.keySet().stream().filter(each -> !isKey(each)).forEach(missing::add);
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
}
