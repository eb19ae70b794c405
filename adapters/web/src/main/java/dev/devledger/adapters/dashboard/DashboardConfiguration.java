package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** All that Spring knows of the dashboard. */
public final class DashboardConfiguration implements BeanRegistrar {
    private static final String PAGES = "dashboardPages";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                PAGES,
                DashboardPages.class,
                spec -> spec.supplier(beans -> new DashboardPages(beans.bean("pagePorts", PagePorts.class))));
        DashboardPages.TYPES.forEach(type -> addPage(registry, type));
    }

    private static <T> void addPage(BeanRegistry registry, Class<T> type) {
        registry.registerBean(
                type.getName(),
                type,
                spec -> spec.supplier(
                        beans -> beans.bean(PAGES, DashboardPages.class).get(type)));
    }
}
