package dev.devledger.bootstrap.conformance;

import dev.devledger.adapters.mcp.modern.ModernDoor.Method;
import dev.devledger.adapters.mcp.server.McpConfiguration.McpServerCustomizer;
import io.modelcontextprotocol.server.McpServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * What the conformance suite of MCP needs besides a server: tools, prompts and resources of its own, and a door that is
 * open, as it sends no token. All of it is among the tests, so that nothing can turn it on in what is shipped.
 */
@Configuration(proxyBeanMethods = false)
@Profile("conformance")
class ConformanceProfile {

    /** Before anything else is made: a door without a lock is for programs of this machine only. */
    @Bean
    static BeanFactoryPostProcessor onThisMachineOnly(Environment environment) {
        String address = environment.getRequiredProperty("server.address");
        if (!isLoopback(address)) {
            throw new IllegalStateException(
                    "The profile conformance takes no token, so server.address must be a loopback address; it is "
                            + address);
        }
        return beans -> {};
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Bean
    FilterRegistrationBean<OwnerWithoutToken> ownerWithoutToken(Environment environment) {
        Path token = Path.of(environment.getRequiredProperty("devledger.data-dir"), "owner.token");
        FilterRegistrationBean<OwnerWithoutToken> filter = new FilterRegistrationBean<>(new OwnerWithoutToken(token));
        filter.addUrlPatterns("/mcp");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** The server is the real one; the fixtures come to what it has. */
    @Bean
    McpServerCustomizer fixtures() {
        return new McpServerCustomizer() {
            @Override
            public void customize(McpServer.SyncSpecification<?> server) {
                Fixtures.addTo(server);
            }

            @Override
            public void customize(Map<String, Method> modern) {
                ModernFixtures.addTo(modern);
            }
        };
    }
}
