package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of claims refuse of the tasks of one call, all of it in one answer. */
final class ClaimRefusals {
    private final String agent;
    private final List<String> claimed = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private @Nullable String earlier;

    /** @param agent who asks */
    ClaimRefusals(String agent) {
        this.agent = agent;
    }

    /** @param rule of the task of that key */
    void of(String key, Runnable rule) {
        try {
            rule.run();
        } catch (Rejection refused) {
            switch (refused.code()) {
                case CLAIMED -> claimed(key, refused.facts());
                case CLAIM_ENDED -> ended.add(key + ": " + Quoted.line(refused.detail()));
                default -> throw refused;
            }
        }
    }

    private void claimed(String key, Map<String, ?> facts) {
        String holder = String.valueOf(facts.get("holder"));
        claimed.add("%s is claimed by %s until %s.".formatted(key, Quoted.line(holder), facts.get("until")));
        if (isSameProgram(holder)) {
            earlier = holder;
        }
    }

    /** In another session: perhaps it was connected anew, and does not know that it has another name since. */
    private boolean isSameProgram(String holder) {
        int session = holder.lastIndexOf('#');
        return session > 0 && agent.startsWith(holder.substring(0, session + 1));
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
                            + (earlier == null
                                    ? ""
                                    : "; if that was you in an earlier session, give agent=\"" + Quoted.line(earlier)
                                            + "\"")
                            + (forceHelps ? "; give force=true only if the user wants that." : "."));
        }
    }
}
