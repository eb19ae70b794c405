package dev.devledger.adapters.mcp.time;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What an agent can do with time. */
@Configuration(proxyBeanMethods = false)
@Import({
    LoggedOn.class,
    ReportArguments.class,
    StartTimer.class,
    StopTimer.class,
    SaveTimeEntries.class,
    GetTimeReport.class
})
public class TimeToolsConfiguration {}
