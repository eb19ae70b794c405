package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.CommandHere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the jar, as a user runs it: a process of its own, with what it says on each of its outputs. */
final class JarCommand {
    private static final int MINUTES = 3;

    private final Process process;
    private final Path out;
    private final Path err;

    private JarCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How it ended. */
    record Result(int exit, String out, String err) {
        Result expect(int expected) {
            if (exit != expected) {
                throw new AssertionError("It ended with " + exit + " instead of " + expected + ":\n" + out + err);
            }
            return this;
        }
    }

    /** Does not wait for it. */
    static JarCommand start(String... arguments) {
        List<String> command = new ArrayList<>(UnpackedJar.command());
        command.addAll(List.of(arguments));
        command.add("--devledger.embedded.binaries=" + TestDatabase.binaries());
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "command-");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new JarCommand(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result run(String... arguments) {
        return start(arguments).result();
    }

    /** Not as a process, where another test has it run as one: it says the same, and takes a tenth of the time. */
    static Result here(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--devledger.embedded.binaries=" + TestDatabase.binaries());
        CommandHere.Result result = CommandHere.run(all.toArray(String[]::new));
        return new Result(result.exit(), result.out(), result.err());
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        result();
    }

    Result result() {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("It does not end:\n" + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
