package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What can be set for TrackingTime (docs/contract.md, section 7): so far whether its sandbox is served. */
public record TrackingTimeProperties(@DefaultValue("auto") Mode mode) {}
