package dev.devledger.adapters.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;

/** A call that ends with an error, in words for a model: what was wrong, what is allowed, what to call next. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ToolProblem problem;

    @SuppressWarnings("serial") // never leaves the call that it ends
    private final Map<String, Object> details;

    public ToolFailure(ToolProblem problem, String words) {
        this(problem, words, Map.of());
    }

    /** @param details what of the words a program may want, by name */
    public ToolFailure(ToolProblem problem, String words, Map<String, ?> details) {
        super(words, null, false, false);
        this.problem = problem;
        this.details = Map.copyOf(details);
    }

    /** The same in other words, and more of it. */
    public ToolFailure because(String words, Map<String, ?> moreDetails) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.putAll(moreDetails);
        return new ToolFailure(problem, words, all);
    }

    Map<String, Object> details() {
        return details;
    }

    public ToolProblem problem() {
        return problem;
    }

    /** Such as {@code not_found: T-999 does not exist. Call find_tasks to get keys.} */
    public String text() {
        return problem.word() + ": " + getMessage();
    }
}
