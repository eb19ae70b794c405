package dev.devledger.bootstrap.start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Keeps the classes of a start by {@code bin/devledger} that became ready, for those after it. The JVM's list of them is whole only when
 * it has ended: so another one, which waits for that end, puts them into the archive, or a later start does if that one was ended too.
 * The archive gets its name when it is whole. One that this JVM has refused is removed.
 */
public final class ClassArchive implements ApplicationListener<ApplicationReadyEvent> {
    private static final String PROPERTY = "launcher.class-archive";

    /** Of the archive, of the list and of the JVM that still writes it, if one does; the rest is the command that makes the archive. */
    private static final String MAKING = """
            archive=$1 list=$2 writer=$3; shift 3
            while [ "$writer" != 0 ] && kill -0 "$writer"; do sleep 0.2; done
            [ "$list" = "$archive.list" ] || mv "$list" "$archive.list"
            if nice "$@" -XX:SharedArchiveFile="$archive.$$"; then sync; mv "$archive.$$" "$archive"; fi
            rm -f "$archive".*""";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        String archive = System.getProperty(PROPERTY, "");
        if (archive.isEmpty()) {
            return;
        }
        Path list = Path.of(archive + ".list");
        if (Files.exists(list)) {
            make(archive, list, 0);
        } else if (!Files.exists(Path.of(archive))) {
            long self = ProcessHandle.current().pid();
            Thread atTheEnd = new Thread(() -> make(archive, Path.of(archive + "." + self), self), "class-archive");
            try {
                Runtime.getRuntime().addShutdownHook(atTheEnd);
            } catch (IllegalStateException stopping) {
                // Stopped in the moment that it became ready: the next start keeps its own.
            }
        } else if (!System.getProperty("java.vm.info", "").contains("sharing")) {
            remove(Path.of(archive));
        }
    }

    private static void make(String archive, Path list, long writer) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", MAKING, "class-archive", archive, list.toString(), Long.toString(writer)));
        command.addAll(command(archive + ".list"));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            notKept(e);
        }
    }

    private static void remove(Path refused) {
        try {
            Files.delete(refused);
        } catch (IOException e) {
            notKept(e);
        }
    }

    private static void notKept(IOException e) {
        LoggerFactory.getLogger("Devledger").info("The classes are not kept for the next start: {}", e.toString());
    }

    private static List<String> command(String list) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(ClassArchive::isOfTheArchive)
                .forEach(command::add);
        if (Runtime.version().feature() >= 24) {
            command.add("-XX:+AOTClassLinking");
        }
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-cp",
                System.getProperty("java.class.path")));
        return command;
    }

    /** How objects lie in memory, and what modules may do: with other options the JVM refuses the archive, or a part of it. */
    private static boolean isOfTheArchive(String option) {
        return option.startsWith("-XX:+Use")
                || option.startsWith("-XX:-Use")
                || option.startsWith("-Xm")
                || option.startsWith("--enable-native-access=");
    }
}
