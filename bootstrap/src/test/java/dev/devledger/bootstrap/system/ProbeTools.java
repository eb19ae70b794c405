package dev.devledger.bootstrap.system;

import dev.devledger.adapters.mcp.server.McpConfiguration.McpOffer;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Tools of no consequence, one of each kind, for a server that names this as a source: a configuration would be found by all. */
class ProbeTools {
    private static final List<Tool> PROBES = List.of(
            new Probe("probe_read", Toolset.DEFAULT, Hints.READS),
            new Probe("probe_write", Toolset.DEFAULT, Hints.SETS),
            new Probe("ticktick_probe", Toolset.TICKTICK, Hints.SETS));

    @Bean
    static BeanPostProcessor probes() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof McpOffer offer ? offered(offer) : bean;
            }
        };
    }

    private static McpOffer offered(McpOffer beside) {
        List<Tool> tools =
                Stream.of(beside.tools(), PROBES).flatMap(List::stream).toList();
        return new McpOffer(tools, beside.resources(), beside.prompts(), beside.completions(), beside.page());
    }

    private record Probe(String name, Toolset toolset, Hints hints) implements Tool {
        @Override
        public Declaration declaration() {
            return new Declaration(
                    name,
                    name,
                    "A probe.",
                    toolset,
                    hints,
                    hints.readOnly() ? Scope.READ : Scope.WRITE,
                    Schema.closed(),
                    Schema.open());
        }

        @Override
        public ToolAnswer call(ToolCall call) {
            return new ToolAnswer(ToolJson.object(), "done");
        }
    }
}
