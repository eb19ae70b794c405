package dev.devledger.adapters.dashboard.history;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of the history. */
@Configuration(proxyBeanMethods = false)
@Import({
    KeyedEntities.class,
    NamedChanges.class,
    NewestChanges.class,
    HistoryPage.class,
    ChangeSetPage.class,
    AroundChangeSets.class,
    DiffPage.class,
    SearchPage.class,
    MissingPage.class
})
public class HistoryPages {}
