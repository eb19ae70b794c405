package dev.devledger.bootstrap.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Raises the number of carrier threads. Up to JDK 23 a virtual thread that waits in Tomcat for a slow client occupies a
 * carrier thread (JEP 491). By default there are 256, so as many slow bodies would block all other clients.
 */
public final class CarrierThreads {
    private static final int FIRST_WITHOUT_NEED = 24;
    private static final String PROPERTY = "jdk.virtualThreadScheduler.maxPoolSize";
    private static final String ENOUGH = "4096";

    private CarrierThreads() {}

    /** Sets the number; must run before the first virtual thread is made. */
    public static void makeRoom() {
        if (Runtime.version().feature() < FIRST_WITHOUT_NEED && System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, ENOUGH);
        }
    }

    /**
     * Writes an empty file that tells {@code bin/devledger} that this start has succeeded: the class archive that the
     * JVM makes at its end then contains all classes.
     */
    public static final class StartCompletedMarker implements ApplicationListener<ApplicationReadyEvent> {
        private static final String PROPERTY = "launcher.class-archive";

        @Override
        public void onApplicationEvent(ApplicationReadyEvent ready) {
            String archive = System.getProperty(PROPERTY, "");
            if (archive.isEmpty()) {
                return;
            }
            try {
                Files.write(Path.of(archive + ".ready"), new byte[0]);
            } catch (IOException e) {
                LoggerFactory.getLogger("Devledger")
                        .info("The classes are not kept for the next start, as {} cannot be written", e.getMessage());
            }
        }
    }
}
