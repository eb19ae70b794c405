package dev.devledger.bootstrap.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A folder with a package.json, and programs that run in it. */
final class NodeProject {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\..*", Pattern.DOTALL);
    private static final Pattern NO_NETWORK = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT"
                    + "|ENOTCACHED|SELF_SIGNED_CERT|E40[347]|E429|E5\\d\\d");

    /** How a program ended, and what it has printed. */
    record Ended(int code, String output) {}

    private final Path folder;

    NodeProject(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A copy of the files, so that nothing is installed among the sources. */
    static NodeProject copy(Path sources, String name) {
        Path folder = Path.of("target", name);
        try (Stream<Path> files = Files.list(sources)) {
            Files.createDirectories(folder);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeProject(folder);
    }

    /** What is not there to run it with; empty where all is. */
    static String missing(int leastNode) {
        NodeProject anywhere = new NodeProject(Path.of("target"));
        int node = anywhere.major("node");
        if (node < leastNode) {
            return "Node.js %d or newer is not installed%s".formatted(leastNode, node < 0 ? "" : ", but " + node);
        }
        return anywhere.major("npm") < 0 ? "npm is not installed" : "";
    }

    private int major(String program) {
        try {
            Matcher version =
                    VERSION.matcher(run(Map.of(), program, "--version").output());
            return version.matches() ? Integer.parseInt(version.group(1)) : -1;
        } catch (UncheckedIOException notThere) {
            return -1;
        }
    }

    /** Exactly what the lock file says. Answers why that could not be fetched; empty where it is there. */
    String install() {
        Ended ended = run(
                homeFor(System.getenv("HOME")),
                "npm",
                "ci",
                "--ignore-scripts",
                "--prefer-offline",
                "--fetch-retries=1",
                "--fetch-timeout=20000",
                "--no-audit",
                "--no-fund",
                "--loglevel=error");
        if (ended.code() == 0) {
            return "";
        }
        if (NO_NETWORK.matcher(ended.output()).find()) {
            return "npm could not fetch the packages: " + ended.output().strip().replaceAll("\\s+", " ");
        }
        throw new AssertionError("npm ci ended with " + ended.code() + ":\n" + ended.output());
    }

    /** npm keeps its cache there, and a build may run as somebody who has none. */
    private Map<String, String> homeFor(String home) {
        return home == null || !Files.isWritable(Path.of(home))
                ? Map.of("HOME", folder.resolveSibling("npm-home").toString())
                : Map.of();
    }

    /** The version of a package that is installed here; empty where it is not. */
    String version(String dependency) {
        Path description = folder.resolve("node_modules/" + dependency + "/package.json");
        try {
            return Files.exists(description)
                    ? new JsonMapper()
                            .readTree(Files.readString(description))
                            .path("version")
                            .asString()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Node.js among the dependencies, where there is one: a program may need another than the machine has. */
    Ended node(Map<String, String> environment, String... arguments) {
        Path own = folder.resolve("node_modules/.bin/node");
        String node = Files.isExecutable(own) ? own.toString() : "node";
        return run(
                environment,
                Stream.concat(Stream.of(node), Stream.of(arguments)).toArray(String[]::new));
    }

    private Ended run(Map<String, String> environment, String... command) {
        try {
            Path console = Files.createTempFile(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "console-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile());
            builder.environment().putAll(environment);
            builder.environment()
                    .merge(
                            "PATH",
                            folder.resolve("node_modules/.bin").toString(),
                            (path, own) -> own + File.pathSeparator + path);
            int code = await(builder.start(), List.of(command));
            return new Ended(code, Files.readString(console));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process, List<String> command) {
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end: " + command);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!Thread.currentThread().isInterrupted()) {
                Runtime.getRuntime().removeShutdownHook(end);
            }
        }
    }
}
