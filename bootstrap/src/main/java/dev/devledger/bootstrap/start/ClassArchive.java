package dev.devledger.bootstrap.start;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Keeps the classes of the first server that {@code bin/devledger} started and that became ready, for the starts after it: when all
 * has stopped, as the JVM stands still for seconds while it makes the archive. A start that is stopped or fails keeps none.
 */
public final class ClassArchive implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger DEVLEDGER = LoggerFactory.getLogger("Devledger");
    private static final String PROPERTY = "launcher.class-archive";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        String archive = System.getProperty(PROPERTY, "");
        if (archive.isEmpty()) {
            return;
        }
        try {
            SpringApplication.getShutdownHandlers().add(() -> keep(Path.of(archive)));
        } catch (IllegalStateException stopping) {
            DEVLEDGER.debug("Stopped in the moment that it became ready: the next start keeps its own", stopping);
        }
    }

    /** Under another name until it is whole: what kills the JVM now leaves none that the next start would take. */
    private static void keep(Path archive) {
        DEVLEDGER.info("The classes are kept, so that the next starts are quicker. This takes some seconds, once.");
        try {
            Path making = Path.of(archive + "." + ProcessHandle.current().pid());
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", making.toString()}},
                            new String[] {String[].class.getName()});
            if (Files.exists(making)) {
                Files.move(making, archive, StandardCopyOption.ATOMIC_MOVE);
            } else {
                DEVLEDGER.info("The classes are not kept: {}", said);
            }
        } catch (Exception e) {
            DEVLEDGER.info("The classes are not kept: {}", e.toString());
        }
    }
}
