package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.domain.shared.Rejection;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the rules refuse of one item of many, with the item named. */
public final class ItemRules {
    private ItemRules() {}

    /**
     * @param place where a field of it stands in the call
     * @param what what it is, such as {@code T-12}, or {@code tasks[1]} for what has no key yet
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
