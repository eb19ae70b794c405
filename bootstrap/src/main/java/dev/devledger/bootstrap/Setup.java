package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.core.env.Environment;

/**
 * What all parts are made with.
 *
 * @param version of the program
 * @param alarm rings the work in the background, once that is there
 */
public record Setup(
        DevledgerProperties properties,
        Environment environment,
        DataDirectory folder,
        ServerAddress server,
        Clock clock,
        String version,
        SyncAlarm alarm) {

    ZoneId zone() {
        return properties.zone();
    }
}
