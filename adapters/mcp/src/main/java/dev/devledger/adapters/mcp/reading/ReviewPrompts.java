package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.application.query.Label;
import java.util.List;
import java.util.Map;

/** The prompts that there are: the review of a week. */
record ReviewPrompts(WeeklyReview review, ProjectNames projects) implements Prompts {
    private static final String WEEKLY_REVIEW = "weekly_review";
    private static final String PROJECT = "project";

    @Override
    public List<Prompt> all() {
        return List.of(new Prompt(
                WEEKLY_REVIEW,
                "Weekly review",
                "What happened in the last 7 days, what is late or blocked, and what to do next.",
                List.of(new Argument(
                        PROJECT, "P- key or exact name of one project. Leave it out for all projects", false))));
    }

    @Override
    public String text(String name, Map<String, String> arguments) {
        if (!name.equals(WEEKLY_REVIEW)) {
            throw new IllegalArgumentException("There is no prompt " + name);
        }
        String called = arguments.getOrDefault(PROJECT, "").strip();
        Label project = called.isEmpty() ? null : projects.named(called, PROJECT);
        return review.text(project);
    }
}
