package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxFilters;
import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.ticktick.api.StaleView;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.CardKeys;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import dev.devledger.adapters.sandbox.ticktick.faults.AccountControl;
import dev.devledger.adapters.sandbox.ticktick.faults.FaultControl;
import dev.devledger.adapters.sandbox.ticktick.faults.SandboxFaults;
import dev.devledger.adapters.sandbox.ticktick.faults.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.oauth.OAuth;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** All of the sandbox, for an application that has decided to serve it. */
@Configuration(proxyBeanMethods = false)
@Import(SandboxFilters.Cutter.class)
public class SandboxConfiguration {
    /** Of the sandbox and of its faults, which the web server asks for before there are tables. */
    @Bean
    Circumstances sandboxCircumstances() {
        return new Circumstances();
    }

    @Bean
    TickTickSandbox ticktickSandbox(
            DataSource dataSource,
            ZoneId zone,
            Clock clock,
            SandboxSettings settings,
            CardKeys keys,
            Circumstances circumstances) {
        SandboxDatabase database = SandboxDatabase.migrated(dataSource, "sandbox");
        return TickTickSandbox.of(database, zone, clock, settings, keys, circumstances);
    }

    @Bean
    RouterFunction<ServerResponse> sandboxRoutes(TickTickSandbox sandbox) {
        return sandbox.routes();
    }

    /** What makes the sandbox misbehave: only tests ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("devledger.sandbox.faults")
    static class Faults {

        @Bean
        SandboxFaults sandboxFaults(DataSource dataSource, Circumstances circumstances) {
            return new SandboxFaults(new StaleView(dataSource), circumstances);
        }

        @Bean
        RouterFunction<ServerResponse> sandboxFaultControl(
                SandboxFaults faults, Circumstances circumstances, TickTickSandbox sandbox) {
            return new FaultControl(faults, new AccountControl(circumstances))
                    .routes()
                    .and(sandbox.app().routes());
        }

        @Bean
        FilterRegistrationBean<TickTickFaultFilter> sandboxFaultFilter(SandboxFaults faults) {
            var filter = new FilterRegistrationBean<>(new TickTickFaultFilter(faults));
            filter.addUrlPatterns(Call.PATH + "/*", OAuth.PATH + "/*");
            return filter;
        }
    }
}
