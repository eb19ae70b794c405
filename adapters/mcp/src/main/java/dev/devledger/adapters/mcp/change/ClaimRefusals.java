package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the rules of claims refuse of the tasks of one call, all of it in one answer. */
final class ClaimRefusals {
    private final List<String> claimed = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    /** @param rule of the task of that key */
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

    private static String claimed(String key, Map<String, ?> facts) {
        return "%s is claimed by %s until %s."
                .formatted(key, Quoted.line(String.valueOf(facts.get("holder"))), facts.get("until"));
    }

    /** @param forceHelps whether the call can be done all the same */
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
