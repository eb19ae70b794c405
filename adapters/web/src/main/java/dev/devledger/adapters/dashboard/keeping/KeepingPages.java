package dev.devledger.adapters.dashboard.keeping;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All pages of who keeps the ledger. */
@Configuration(proxyBeanMethods = false)
@Import({TokenPage.class, ImportPage.class, LedgerPage.class, DayInHistory.class, AgentWorkPart.class})
public class KeepingPages {}
