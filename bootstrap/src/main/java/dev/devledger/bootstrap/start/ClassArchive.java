package dev.devledger.bootstrap.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Tells {@code bin/devledger} that this start came to its end, by an empty file: the archive that the JVM makes of the classes as
 * it ends has all of them then.
 */
public final class ClassArchive implements ApplicationListener<ApplicationReadyEvent> {
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
