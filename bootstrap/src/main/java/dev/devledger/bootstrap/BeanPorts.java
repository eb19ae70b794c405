package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.hooks.HookConfiguration.HookPorts;
import dev.devledger.adapters.rest.RestPorts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** What the adapters ask of the inside: beans, each by its name and when it is asked for. */
record BeanPorts(BeanFactory beans) implements InvocationHandler {
    /** The others have the name that they are asked for with, or that of their class. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("zone", "timeZone"),
            Map.entry("storeOutage", "outage"),
            Map.entry("idempotencyStore", "answers"),
            Map.entry("undoChangeSets", "undos"),
            Map.entry("changeSets", "confinedMoments"),
            Map.entry("dayCounts", "confinedMoments"),
            Map.entry("historyCounts", "confinedMoments"),
            Map.entry("historyMarks", "confinedMoments"),
            Map.entry("passThrough", "tickTickPassThrough"),
            Map.entry("directCalls", "clickUpDirectCalls"),
            Map.entry("namedCalls", "trackingTimeCalls"));

    interface Ports extends RestPorts, PagePorts, HookPorts {}

    static Ports of(BeanFactory beans) {
        return (Ports) Proxy.newProxyInstance(
                Ports.class.getClassLoader(), new Class<?>[] {Ports.class}, new BeanPorts(beans));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        Class<?> type = method.getReturnType();
        String name = NAMES.getOrDefault(method.getName(), method.getName());
        return beans.getBean(beans.containsBean(type.getName()) ? type.getName() : name, type);
    }
}
