package dev.devledger.adapters.mcp.tool;

import dev.devledger.application.query.Label;
import dev.devledger.application.query.Labels;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the project that an argument names by its key or else by its exact name, both in any case. */
public final class ProjectNames {
    /** So many keys are told where a name is not enough. */
    private static final int MOST = 10;

    private final Labels labels;

    public ProjectNames(Labels labels) {
        this.labels = labels;
    }

    /**
     * Null where the argument is absent. One that is deleted is found by its key alone.
     *
     * @throws ToolFailure where there is none, or more than one
     */
    public @Nullable Label find(Arguments arguments, String field) {
        String called = arguments.text(field);
        return called == null ? null : named(called.strip(), arguments.place(field));
    }

    /** As {@link #find}, of an argument that must be there. */
    public Label resolve(Arguments arguments, String field) {
        return named(arguments.required(field).strip(), arguments.place(field));
    }

    /** {@code place} is where it was named, for the message. */
    public Label named(String called, String place) {
        List<Label> found = labels.projectsCalled(called, MOST);
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                throw new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        "%s: there is no project %s. A P- key or the exact name is allowed. Call get_overview to get keys."
                                .formatted(place, Quoted.sent(called)));
            default ->
                throw new ToolFailure(
                        ToolProblem.AMBIGUOUS,
                        "%s: %s is %s. Give the key.".formatted(place, Quoted.sent(called), keys(found)));
        };
    }

    /** Such as {@code P-3 and P-17}. */
    private static String keys(List<Label> found) {
        String first =
                found.subList(0, found.size() - 1).stream().map(Label::key).collect(Collectors.joining(", "));
        String more = found.size() == MOST ? " and perhaps others" : "";
        return first + " and " + found.getLast().key() + more;
    }
}
