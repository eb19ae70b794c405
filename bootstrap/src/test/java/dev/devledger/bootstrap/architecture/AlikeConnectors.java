package dev.devledger.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** A service is connected by one public class, at the top of a package of the services that is its own. */
final class AlikeConnectors extends ArchCondition<JavaClass> {
    private final String services;
    private Map<String, Long> ofPackage = Map.of();

    /** @param root below which the services are */
    AlikeConnectors(String root) {
        super("be the one public connector at the top of a package of the services");
        this.services = root + ".adapters.services.";
    }

    @Override
    public void init(Collection<JavaClass> all) {
        ofPackage = all.stream().collect(Collectors.groupingBy(this::service, Collectors.counting()));
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        boolean alike = item.getModifiers().contains(JavaModifier.PUBLIC)
                && item.getSimpleName().endsWith("Connector")
                && item.getPackageName().equals(services + service(item))
                && ofPackage.getOrDefault(service(item), 0L) == 1;
        events.add(new SimpleConditionEvent(item, alike, item.getName() + " connects a service in a way of its own"));
    }

    /** Outside of the services it is the name of the package, which is no service's. */
    private String service(JavaClass item) {
        String inPackage = item.getPackageName();
        return inPackage.startsWith(services)
                ? inPackage.substring(services.length()).replaceFirst("\\..*", "")
                : inPackage;
    }
}
