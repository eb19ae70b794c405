package dev.devledger.bootstrap.start;

import dev.devledger.adapters.commandline.Command.Complaint;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Describes a command's failures in the words of a failing start of the server. */
public final class CommandFailures implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    private @Nullable ConfigurableApplicationContext context;

    @Override
    public void initialize(ConfigurableApplicationContext begun) {
        context = begun;
    }

    /** Runs as the first initializer, as failures of the others are described with the context that it gets. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Returns the message for the user of the command. */
    public String describe(RuntimeException failure) {
        return Complaint.in(failure)
                .map(complaint -> String.valueOf(complaint.getMessage()))
                .orElseGet(() -> analysed(failure));
    }

    private String analysed(RuntimeException failure) {
        return analyzers().stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .map(CommandFailures::words)
                .orElseGet(() -> unforeseen(failure));
    }

    /** Returns the analyzers; before there is a context, only those that need none. */
    private List<FailureAnalyzer> analyzers() {
        ConfigurableApplicationContext begun = context;
        ArgumentResolver arguments = begun == null
                ? null
                : ArgumentResolver.of(BeanFactory.class, begun.getBeanFactory())
                        .and(Environment.class, begun.getEnvironment());
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        arguments,
                        (type, name, problem) -> {}); // an analyzer that cannot be made is left out
    }

    private static String words(FailureAnalysis analysis) {
        return analysis.getAction() == null
                ? String.valueOf(analysis.getDescription())
                : analysis.getDescription() + "\n" + analysis.getAction();
    }

    private static String unforeseen(RuntimeException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return "It failed: %s%nAdd --debug to see where.".formatted(cause);
    }
}
