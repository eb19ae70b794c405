package dev.devledger.bootstrap.system;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.domain.access.Scope;
import org.springframework.context.annotation.Bean;

/** Tools of no consequence, one of each kind, for a server that names this as a source: a configuration would be found by all. */
class ProbeTools {
    @Bean
    Tool reading() {
        return new Probe("probe_read", Toolset.DEFAULT, Hints.READS);
    }

    @Bean
    Tool writing() {
        return new Probe("probe_write", Toolset.DEFAULT, Hints.SETS);
    }

    @Bean
    Tool past() {
        return new Probe("ticktick_probe", Toolset.TICKTICK, Hints.SETS);
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
