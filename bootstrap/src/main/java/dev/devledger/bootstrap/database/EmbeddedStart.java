package dev.devledger.bootstrap.database;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Opens the data folder of a server, and starts the embedded database while Spring reads its configuration. It runs
 * after all other checks, so that a start that they refuse makes no folder.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class EmbeddedStart
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, DisposableBean {
    private final CompletableFuture<EmbeddedDatabase> database = new CompletableFuture<>();

    /** True if {@code spring.datasource.url} is not set. */
    public static boolean isWanted(Environment environment) {
        return environment.getProperty("spring.datasource.url", "").isBlank();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!(context instanceof WebServerApplicationContext)) {
            return;
        }
        Binder settings = Binder.get(context.getEnvironment());
        Path folder = settings.bind("devledger.data-dir", Path.class).get();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        if (!isWanted(context.getEnvironment())) {
            beans.registerSingleton("dataDirectory", DataDirectory.open(folder));
            return;
        }
        EmbeddedDatabase.Settings chosen = new EmbeddedDatabase.Settings(folder)
                .withBinaries(
                        settings.bind("devledger.embedded.binaries", Path.class).orElse(null));
        beans.registerSingleton("dataDirectory", chosen.directory());
        beans.registerSingleton("embeddedStart", this);
        // If the context fails early, no other bean closes the database.
        beans.registerDisposableBean("embeddedStart", this);
        Thread.ofPlatform().name("embedded-start").start(() -> start(chosen));
    }

    private void start(EmbeddedDatabase.Settings chosen) {
        try {
            database.complete(EmbeddedDatabase.start(chosen).closedBy(SpringApplication.getShutdownHandlers()::add));
        } catch (RuntimeException | Error e) {
            database.completeExceptionally(e);
        }
    }

    /**
     * Waits until the database accepts connections. It waits in steps, as Spring does not wait for a thread without a
     * time limit when stopping.
     */
    public EmbeddedDatabase database() {
        while (true) {
            try {
                return database.get(1, TimeUnit.MINUTES);
            } catch (TimeoutException recovers) {
                // A recovery after a crash may take longer; the thread of the start has a limit of its own.
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException reason
                        ? reason
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Closes the database once it has started, in the background, so that the report of a failed start does not wait
     * for that.
     */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failing close reports itself
    public void destroy() {
        database.thenAccept(EmbeddedDatabase::close);
    }

    /** Reports without a stack trace that a data folder is in use, not writable or of another version. */
    static class EmbeddedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedDatabaseException cause) {
            @Nullable
            String action =
                    switch (cause.reason()) {
                        case DATA_FOLDER_IN_USE ->
                            "Stop the other server, or choose another folder with --devledger.data-dir=…";
                        case DATA_FOLDER_UNUSABLE ->
                            "Start Devledger as a user who may write there, or choose another folder with --devledger.data-dir=…";
                        case DATA_FOLDER_NAME ->
                            "Choose a folder without $, \", ` and line breaks in its path: --devledger.data-dir=…";
                        case DATA_FOLDER_OPEN ->
                            "Close it with: chmod 700 FOLDER. If somebody may have been in it, delete owner.token there (the"
                                    + " next start makes a new one), and run: java -jar devledger.jar key rotate";
                        case USER_WITHOUT_NAME ->
                            "Start Devledger as a user with a name: in a container one that is in its /etc/passwd, such as"
                                    + " --user nobody. Or set spring.datasource.url to a database of your own.";
                        case STOPPED -> null;
                        default ->
                            "Put that right and start again, or choose another folder with --devledger.data-dir=…";
                    };
            return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
        }
    }
}
