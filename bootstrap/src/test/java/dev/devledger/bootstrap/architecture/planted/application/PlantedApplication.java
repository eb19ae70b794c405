package dev.devledger.bootstrap.architecture.planted.application;

import dev.devledger.bootstrap.architecture.planted.adapters.one.PlantedAdapter;
import dev.devledger.bootstrap.architecture.planted.application.sync.plan.Planned;
import dev.devledger.bootstrap.architecture.planted.bootstrap.PlantedBootstrap;
import dev.devledger.bootstrap.architecture.planted.domain.PlantedDomain;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.sql.Connection;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import org.axonframework.eventhandling.EventBus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.web.servlet.ModelAndView;

public final class PlantedApplication {
    public record Reached(PlantedDomain.Reached domain, EventBus bus) {}

    record ReachesAdapters(PlantedAdapter.Reached adapter) {}

    record ReachesBootstrap(PlantedBootstrap.Reached bootstrap) {}

    record PastTheDoor(Planned.Order order) {}

    static final class TakesNine {
        TakesNine(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}
    }

    record OnSpringMvc(ModelAndView view) {}

    record OnServlets(HttpServletRequest request) {}

    record OnJdbc(Connection connection) {}

    record OnDataSource(DataSource source) {}

    record OnSpringJdbc(JdbcOperations jdbc) {}

    record OnHttpClient(HttpClient client) {}

    record OnOkHttp(OkHttpClient client) {}
}
