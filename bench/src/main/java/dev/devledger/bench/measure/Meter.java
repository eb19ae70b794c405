package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Sample.Figure.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells what each side took from its making until it is asked. */
public final class Meter {
    private final Server server;
    private final long load;
    private final double serverBefore;
    private final double databaseBefore;
    private final double loadBefore;

    /** @param load the process that sends the load */
    public Meter(Server server, long load) {
        this.server = server;
        this.load = load;
        Processes.forgetPeak(server.pid());
        this.serverBefore = Processes.cpuSeconds(server.pid());
        this.databaseBefore = Processes.familyCpuSeconds(server.postgres());
        this.loadBefore = Processes.cpuSeconds(load);
    }

    public Cost cost() {
        return new Cost(
                Processes.cpuSeconds(server.pid()) - serverBefore,
                Processes.familyCpuSeconds(server.postgres()) - databaseBefore,
                Processes.cpuSeconds(load) - loadBefore,
                Processes.peakBytes(server.pid()),
                Processes.familyBytes(server.postgres()));
    }

    /** What Linux tells of running processes in {@code /proc}; NaN on other systems. */
    static final class Processes {
        /** Linux counts processor time for programs in these, whatever its kernel's own clock is. */
        private static final double TICKS_A_SECOND = 100;

        private static final Path PROC = Path.of("/proc");

        private Processes() {}

        /** User and system time of the process and of its children that have ended. */
        static double cpuSeconds(long pid) {
            String[] fields = stat(pid);
            if (fields.length < 15) {
                return Double.NaN;
            }
            double ticks = 0;
            for (int i = 11; i < 15; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS_A_SECOND;
        }

        /** The same of it and all that it has started. */
        static double familyCpuSeconds(long pid) {
            return family(pid)
                    .mapToDouble(Processes::cpuSeconds)
                    .filter(seconds -> !Double.isNaN(seconds))
                    .sum();
        }

        /** The most memory that it has had since {@link #forgetPeak}. */
        static double peakBytes(long pid) {
            return status(pid, "VmHWM:");
        }

        /** What each of them has for itself, and once what they share. */
        static double familyBytes(long pid) {
            List<Long> family = family(pid).toList();
            return family.stream()
                            .mapToDouble(each -> known(status(each, "RssAnon:")))
                            .sum()
                    + family.stream()
                            .mapToDouble(each -> known(status(each, "RssShmem:")))
                            .max()
                            .orElse(0);
        }

        /** Where the system does not let us, the peak stays that of its whole life. */
        static void forgetPeak(long pid) {
            try {
                Files.writeString(PROC.resolve(Long.toString(pid)).resolve("clear_refs"), "5");
            } catch (IOException notAllowed) {
                return;
            }
        }

        private static Stream<Long> family(long pid) {
            return Stream.concat(
                    Stream.of(pid),
                    ProcessHandle.of(pid).stream()
                            .flatMap(ProcessHandle::descendants)
                            .map(ProcessHandle::pid));
        }

        private static double known(double number) {
            return Double.isNaN(number) ? 0 : number;
        }

        private static double status(long pid, String field) {
            return lines(pid, "status").stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        }

        /** The fields behind the name, which may have spaces in it. */
        private static String[] stat(long pid) {
            List<String> lines = lines(pid, "stat");
            return lines.isEmpty()
                    ? new String[0]
                    : lines.getFirst()
                            .substring(lines.getFirst().lastIndexOf(')') + 2)
                            .split(" ", -1);
        }

        private static List<String> lines(long pid, String file) {
            try {
                return Files.readAllLines(PROC.resolve(Long.toString(pid)).resolve(file));
            } catch (IOException endedOrNotLinux) {
                return List.of();
            }
        }
    }
}
