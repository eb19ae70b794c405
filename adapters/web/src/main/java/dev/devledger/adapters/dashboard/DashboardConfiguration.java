package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageMoments;
import dev.devledger.adapters.dashboard.keeping.KeepingPages;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All pages of the dashboard. */
@Configuration(proxyBeanMethods = false)
@Import({
    Frames.class,
    PageMoments.class,
    BoardPage.class,
    ProjectPage.class,
    TaskPage.class,
    HistoryPage.class,
    ChangeSetPage.class,
    SyncPage.class,
    ConflictPage.class,
    AgentPage.class,
    KeepingPages.class
})
public class DashboardConfiguration {}
