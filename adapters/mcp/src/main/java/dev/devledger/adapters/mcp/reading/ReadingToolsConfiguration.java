package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ProjectNames;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What an agent can read. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
@Import({
    FilterArguments.class,
    AsOfArgument.class,
    TaskArguments.class,
    HistoryArguments.class,
    WeeklyReview.class,
    States.class,
    ProjectNames.class,
    FindTasks.class,
    GetTask.class,
    NewestNotes.class,
    Overdue.class,
    Outlook.class,
    SyncHealth.class,
    Overview.class,
    GetOverview.class,
    ReadingResources.class,
    ReviewPrompts.class,
    ProjectCompletions.class,
    GetHistory.class
})
public class ReadingToolsConfiguration {}
