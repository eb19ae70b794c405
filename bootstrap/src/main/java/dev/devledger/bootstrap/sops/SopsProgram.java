package dev.devledger.bootstrap.sops;

import dev.devledger.bootstrap.sops.SopsLoader.SopsResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Runs {@code sops} for files that Devledger does not decrypt itself. The decrypted text is kept in memory only. */
public final class SopsProgram {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final int LONGEST_ERROR = 500;

    private SopsProgram() {}

    /**
     * Returns the file's content as JSON.
     *
     * @param reason why the program is needed
     */
    static String decrypt(SopsResource resource, String reason) {
        Process process = start(resource, reason);
        try {
            process.getOutputStream().close(); // so a prompt of the program gets the end of input, and does not wait
            CompletableFuture<String> answer = read(process.getInputStream());
            CompletableFuture<String> error = read(process.getErrorStream());
            long nanos = resource.settings().timeLimit().toNanos();
            long begun = System.nanoTime();
            if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                throw tooSlow(resource);
            }
            // A child of the program may still run, and keep its output open.
            long left = Math.max(nanos - (System.nanoTime() - begun), TimeUnit.SECONDS.toNanos(1));
            if (process.exitValue() != 0) {
                throw refused(resource, process.exitValue(), error.get(left, TimeUnit.NANOSECONDS));
            }
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(resource);
        } catch (IOException | ExecutionException e) {
            throw new SopsFailure(
                    "The " + resource + " could not be decrypted: " + e, "Try it with " + command(resource));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SopsFailure("The " + resource + " was not decrypted: the start was interrupted.", "Start again.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(SopsResource resource, String reason) {
        try {
            ProcessBuilder program = new ProcessBuilder(
                    resource.settings().program(),
                    "-d",
                    "--output-type",
                    "json",
                    resource.file().toString());
            Path ageKeyFile = resource.settings().ageKeyFile();
            if (ageKeyFile != null) {
                program.environment().put("SOPS_AGE_KEY_FILE", ageKeyFile.toString());
            }
            return program.start();
        } catch (IOException e) {
            throw new SopsFailure(
                    "The " + resource + " cannot be decrypted: it takes SOPS, as " + reason + ", and the program "
                            + resource.settings().program() + " cannot be started.",
                    "Install SOPS (https://getsops.io), or set devledger.sops.program to where it is, or leave out the"
                            + " import of the file.");
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    private static SopsFailure tooSlow(SopsResource resource) {
        return new SopsFailure(
                "The " + resource + " was not decrypted within "
                        + resource.settings().timeLimit().toMillis() + " ms.",
                "It may wait for a passphrase, which it cannot ask for here; unlock the key first. Try it with "
                        + command(resource) + ". The limit is devledger.sops.time-limit.");
    }

    /** Returns the failure with the error output of SOPS, which names the keys that it tried, but no decrypted text. */
    private static SopsFailure refused(SopsResource resource, int exit, String error) {
        String line = error.replaceAll("\\s+", " ").strip();
        return new SopsFailure(
                "The " + resource + " cannot be decrypted (exit code " + exit + "): "
                        + (line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…"),
                "Check that the key of the file is here, such as with SOPS_AGE_KEY_FILE. Try it with "
                        + command(resource));
    }

    private static String command(SopsResource resource) {
        return resource.settings().program() + " -d " + resource.file();
    }

    /** Thrown if an existing SOPS file cannot be read. Neither the message nor the action contains decrypted text. */
    static final class SopsFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String action;

        SopsFailure(String message, String action) {
            super(message);
            this.action = action;
        }

        String action() {
            return action;
        }
    }

    /** Reports the error without a stack trace. */
    static final class SopsFailureAnalyzer extends AbstractFailureAnalyzer<SopsFailure> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, SopsFailure cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
        }
    }

    /**
     * {@code devledger.sops}: the file with age identities, the program for files that Devledger cannot decrypt itself,
     * and the program's time limit.
     */
    public record SopsSettings(
            @Nullable Path ageKeyFile,
            @DefaultValue("sops") String program,
            @DefaultValue("30s") Duration timeLimit) {}
}
