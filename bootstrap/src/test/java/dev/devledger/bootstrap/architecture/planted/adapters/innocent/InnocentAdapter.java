package dev.devledger.bootstrap.architecture.planted.adapters.innocent;

import dev.devledger.bootstrap.architecture.planted.adapters.format.PlantedFormat;
import dev.devledger.bootstrap.architecture.planted.adapters.html.PlantedLayout;
import dev.devledger.bootstrap.architecture.planted.application.PlantedApplication;
import dev.devledger.bootstrap.architecture.planted.domain.PlantedDomain;
import java.sql.Connection;
import okhttp3.OkHttpClient;
import org.axonframework.eventhandling.EventBus;

record InnocentAdapter(
        PlantedFormat format,
        PlantedApplication.Reached application,
        PlantedDomain.Reached domain,
        Connection connection,
        OkHttpClient client,
        EventBus bus,
        PlantedLayout layout) {}
