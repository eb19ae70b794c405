package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.AskedMoments;
import dev.devledger.adapters.dashboard.frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageMoments;
import dev.devledger.adapters.dashboard.frame.RunningTimer;
import dev.devledger.adapters.dashboard.history.HistoryPages;
import dev.devledger.adapters.dashboard.keeping.KeepingPages;
import dev.devledger.adapters.dashboard.time.TimePages;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All pages of the dashboard. */
@Configuration(proxyBeanMethods = false)
@Import({
    Frames.class,
    AskedMoments.class,
    PageMoments.class,
    RunningTimer.class,
    BoardPage.class,
    ProjectPage.class,
    TaskPage.class,
    HistoryPages.class,
    SyncPage.class,
    ConflictPage.class,
    AgentPage.class,
    TimePages.class,
    KeepingPages.class
})
public class DashboardConfiguration {}
