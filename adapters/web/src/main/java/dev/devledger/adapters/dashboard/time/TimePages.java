package dev.devledger.adapters.dashboard.time;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All pages about time. */
@Configuration(proxyBeanMethods = false)
@Import({TimePage.class, TotalsPage.class})
public class TimePages {}
