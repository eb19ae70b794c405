package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.access.OAuthClientResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;

/** What Spring knows of the API: nothing is found by its type, and of what a resource is made of Spring knows nothing. */
final class RestBeans implements BeanRegistrar {
    private static final String FEED = "ledgerFeed";
    private static final String RESOURCES = "restResources";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        add(registry, FEED, LedgerFeed.class, beans -> RestResources.feed(ports(beans)));
        add(
                registry,
                RESOURCES,
                RestResources.class,
                beans -> new RestResources(ports(beans), beans.bean(FEED, LedgerFeed.class)));
        add(
                registry,
                RestWeb.class,
                beans -> new RestWeb(() -> ports(beans).rebuilds().stale()));
        RestResources.TYPES.forEach(type -> addResource(registry, type));
        if (!environment.getProperty("devledger.auth.embedded", "false").equalsIgnoreCase("false")) {
            add(registry, OAuthClientResource.class, beans -> resources(beans).oauthClients());
        }
    }

    private static <T> void addResource(BeanRegistry registry, Class<T> type) {
        add(registry, type, beans -> resources(beans).get(type));
    }

    private static <T> void add(BeanRegistry registry, Class<T> type, Function<SupplierContext, T> made) {
        add(registry, type.getName(), type, made);
    }

    private static <T> void add(BeanRegistry registry, String name, Class<T> type, Function<SupplierContext, T> made) {
        registry.registerBean(name, type, spec -> spec.supplier(made));
    }

    private static RestPorts ports(SupplierContext beans) {
        return beans.bean("restPorts", RestPorts.class);
    }

    private static RestResources resources(SupplierContext beans) {
        return beans.bean(RESOURCES, RestResources.class);
    }
}
