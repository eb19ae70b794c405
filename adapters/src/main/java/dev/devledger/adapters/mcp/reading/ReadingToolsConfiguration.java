package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.Labels;
import dev.devledger.application.sync.Conflicts;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.task.TaskQueries;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an agent can read. The zone is that of days that come without one. */
@Configuration(proxyBeanMethods = false)
public class ReadingToolsConfiguration {

    @Bean
    FindTasks findTasks(TaskQueries tasks, Labels labels, ZoneId zone) {
        return new FindTasks(tasks, labels, zone);
    }

    @Bean
    GetTask getTask(TaskQueries tasks, Labels labels, Conflicts conflicts, Moments moments, ZoneId zone) {
        return new GetTask(tasks, labels, conflicts, moments, zone);
    }

    @Bean
    GetOverview getOverview(ProjectQueries projects, TaskQueries tasks, Labels labels, Sync sync, Clock clock) {
        return new GetOverview(new Overview(projects, tasks, labels, sync, clock), labels);
    }

    @Bean
    ReadingResources readingResources(
            ProjectQueries projects, TaskQueries tasks, HistoryQueries history, Labels labels, Sync sync, Clock clock) {
        return new ReadingResources(new Overview(projects, tasks, labels, sync, clock), tasks, history, labels);
    }

    @Bean
    ReviewPrompts reviewPrompts(
            HistoryQueries history, ProjectQueries projects, TaskQueries tasks, Labels labels, Sync sync, Clock clock) {
        return new ReviewPrompts(
                new WeeklyReview(history, projects, tasks, labels, sync, clock), new ProjectNames(labels));
    }

    @Bean
    ProjectCompletions projectCompletions(Labels labels) {
        return new ProjectCompletions(labels);
    }

    @Bean
    GetHistory getHistory(
            HistoryQueries history,
            Moments moments,
            ProjectQueries projects,
            TaskQueries tasks,
            Labels labels,
            ZoneId zone) {
        return new GetHistory(history, moments, labels, new States(projects, tasks, labels), zone);
    }
}
