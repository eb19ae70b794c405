package dev.devledger.adapters.hooks;

import dev.devledger.application.sync.HintIntake;
import dev.devledger.application.sync.connector.Connectors;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** What bootstrap imports of it. */
public final class HookConfiguration implements BeanRegistrar {
    /** What a delivery asks of the inside. */
    public interface HookPorts {
        Connectors connectors();

        HintIntake hintIntake();
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                HookReceiver.class.getName(),
                HookReceiver.class,
                spec -> spec.supplier(beans -> {
                    HookPorts ports = beans.bean("hookPorts", HookPorts.class);
                    return new HookReceiver(ports.connectors(), ports.hintIntake());
                }));
    }
}
