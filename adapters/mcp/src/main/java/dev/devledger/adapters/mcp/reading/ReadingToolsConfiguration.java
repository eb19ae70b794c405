package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.task.TaskQueries;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an agent can read. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
public class ReadingToolsConfiguration {

    @Bean
    ProjectNames projectNames(Labels labels, ProjectQueries projects) {
        return new ProjectNames(labels, projects);
    }

    @Bean
    Tool findTasks(TaskQueries tasks, Labels labels, ProjectNames names, ZoneId zone) {
        return new FindTasks(tasks, labels, names, new FilterArguments(zone));
    }

    @Bean
    Tool getTask(TaskQueries tasks, Labels labels, Conflicts conflicts, Moments moments, ZoneId zone) {
        return new GetTask(tasks, labels, conflicts, new AsOfArgument(moments, zone));
    }

    @Bean
    Overview overview(
            ProjectQueries projects,
            TaskQueries tasks,
            HistoryQueries history,
            Labels labels,
            Syncs syncs,
            Clock clock,
            ZoneId zone) {
        return new Overview(projects, tasks, history, labels, syncs, clock, zone);
    }

    @Bean
    Tool getOverview(Overview overview, ProjectNames names) {
        return new GetOverview(overview, names);
    }

    @Bean
    ReadingResources readingResources(Overview overview, TaskQueries tasks, HistoryQueries history, Labels labels) {
        return new ReadingResources(overview, tasks, history, labels);
    }

    @Bean
    ReviewPrompts reviewPrompts(
            HistoryQueries history,
            ProjectQueries projects,
            TaskQueries tasks,
            Labels labels,
            Syncs syncs,
            Clock clock,
            ProjectNames names) {
        return new ReviewPrompts(new WeeklyReview(history, projects, tasks, labels, syncs, clock), names);
    }

    @Bean
    ProjectCompletions projectCompletions(Labels labels) {
        return new ProjectCompletions(labels);
    }

    @Bean
    Tool getHistory(
            HistoryQueries history,
            Moments moments,
            ProjectQueries projects,
            TaskQueries tasks,
            Labels labels,
            ZoneId zone) {
        return new GetHistory(
                history,
                labels,
                new States(projects, tasks, labels),
                new FilterArguments(zone),
                new AsOfArgument(moments, zone));
    }
}
