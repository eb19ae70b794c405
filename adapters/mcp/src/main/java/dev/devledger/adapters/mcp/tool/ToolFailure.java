package dev.devledger.adapters.mcp.tool;

/** A call that ends with an error, in words for a model: what was wrong, what is allowed, what to call next. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ToolProblem problem;

    public ToolFailure(ToolProblem problem, String words) {
        super(words, null, false, false);
        this.problem = problem;
    }

    public ToolProblem problem() {
        return problem;
    }

    /** Such as {@code not_found: T-999 does not exist. Call find_tasks to get keys.} */
    public String text() {
        return problem.word() + ": " + getMessage();
    }
}
