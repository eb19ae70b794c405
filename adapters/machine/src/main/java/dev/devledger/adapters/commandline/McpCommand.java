package dev.devledger.adapters.commandline;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * {@code mcp}: connects a client that starts its servers itself, over standard input and output, with the running
 * server. All that an agent does is done by that server.
 *
 * @param port the port of the server that runs with the same settings
 * @param folder the data folder, which has the owner token
 * @param token an access token to use in place of the owner token; empty for none
 */
public record McpCommand(int port, Path folder, String token) implements Command {
    private static final String START = "start";
    private static final String URL = "url";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The time that a server of another client has to answer, once our own has given way to it. */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    public static final CommandInfo INFO = new CommandInfo(
            "mcp",
            "",
            Set.of(START, URL + "=URL"),
            "connects an agent, over standard input and output, with the running server; --start starts one",
            CommandInfo.Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        HttpUrl server = server(arguments);
        boolean ours = LOCAL.contains(server.host());
        if (arguments.has(START) && !ours) {
            throw Complaint.couldNotRun(
                    "--start starts a server on this computer, and --url is elsewhere. Leave one out.");
        }
        if (arguments.has(START) && !isUp(server)) {
            start(server, arguments);
        }
        // The console's own stream has the charset of the terminal, and messages are UTF-8.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            new McpBridge(server, bearer(ours), out).run(in);
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
        return Exit.GOOD;
    }

    private HttpUrl server(CommandArguments arguments) {
        String text = arguments.value(URL).orElse("http://localhost:" + port + "/mcp");
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw Complaint.couldNotRun(
                    "--url is %s. Give the address of a server, such as http://localhost:8080/mcp.".formatted(text));
        }
        return url;
    }

    /** @param ours true if the server is on this computer: no other one may get its owner token */
    private String bearer(boolean ours) {
        if (!token.isBlank()) {
            return token.strip();
        }
        if (!ours) {
            throw Complaint.couldNotRun(
                    "There is no token for another computer. Put an access token into the environment as DEVLEDGER_TOKEN.");
        }
        Path file = folder.resolve("owner.token");
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException missing) {
            throw Complaint.couldNotRun(
                    "There is no token. The server makes %s when it starts; or put an access token into the environment as DEVLEDGER_TOKEN."
                            .formatted(file),
                    missing);
        }
    }

    /** True if something answers, whatever it answers. */
    private static boolean isUp(HttpUrl server) {
        OkHttpClient http =
                new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(2)).build();
        try (Response answer =
                http.newCall(new Request.Builder().url(server).build()).execute()) {
            return answer.code() > 0;
        } catch (IOException away) {
            return false;
        } finally {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    /** Starts a server that goes on after this command, and waits until it answers. */
    private static void start(HttpUrl server, CommandArguments arguments) {
        try {
            Path console = Files.createTempFile("devledger-", ".log");
            Process process = new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            process.getOutputStream().close();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!isUp(server)) {
                boolean over = process.waitFor(300, TimeUnit.MILLISECONDS);
                if (over && end - System.nanoTime() > OTHERS.toNanos()) {
                    end = System.nanoTime() + OTHERS.toNanos(); // another client may have started one at the same time
                } else if (over) {
                    TimeUnit.MILLISECONDS.sleep(300);
                }
                if (System.nanoTime() > end) {
                    throw Complaint.couldNotRun(
                            "The server did not start. What it printed is in %s.".formatted(console));
                }
            }
        } catch (IOException notStarted) {
            throw Complaint.couldNotRun("The server could not be started: " + notStarted.getMessage(), notStarted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaint.couldNotRun("The start of the server was interrupted.");
        }
    }

    /** Returns the command of this process for a server: the same Java, classes and settings. */
    private static List<String> command(CommandArguments arguments) {
        String whole = System.getProperty("sun.java.command", "");
        String program = whole.substring(0, (whole + " ").indexOf(' '));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (program.endsWith(".jar")) {
            command.addAll(List.of("-jar", program));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
        }
        command.add("serve");
        command.addAll(List.of(arguments.forConfiguration(INFO)));
        return command;
    }
}
