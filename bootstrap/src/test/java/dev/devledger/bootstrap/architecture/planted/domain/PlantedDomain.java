package dev.devledger.bootstrap.architecture.planted.domain;

import dev.devledger.bootstrap.architecture.planted.application.PlantedApplication;
import java.time.Instant;
import org.axonframework.eventhandling.EventBus;
import org.slf4j.Logger;
import org.springframework.context.ApplicationContext;

public final class PlantedDomain {
    public record Reached(Instant at) {}

    record ReachesApplication(PlantedApplication.Reached application) {}

    static final class TakesEight {
        TakesEight(int a, int b, int c, int d, int e, int f, int g, int h) {}
    }

    record OnSpring(ApplicationContext context) {}

    record OnLogging(Logger logger) {}

    record OnAxon(EventBus bus) {}

    record ThingImpl() {}

    record ThingManager() {}

    record ThingHelper() {}

    record ThingUtil() {}

    record ThingUtils() {}

    record ThingDto() {}

    record ThingDTO() {}
}
