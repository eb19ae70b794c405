package dev.devledger.bench;

import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Disk.Folder;
import dev.devledger.bench.measure.Load;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.report.Charts;
import dev.devledger.bench.report.Machine;
import dev.devledger.bench.report.Report.Publication;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.trial.BuildTrial;
import dev.devledger.bench.trial.CommandTrial;
import dev.devledger.bench.trial.DiskSize;
import dev.devledger.bench.trial.ImportTrial;
import dev.devledger.bench.trial.LagTrial;
import dev.devledger.bench.trial.LargeLedger;
import dev.devledger.bench.trial.Options;
import dev.devledger.bench.trial.Options.Part;
import dev.devledger.bench.trial.ReadTrial;
import dev.devledger.bench.trial.ReplayTrial;
import dev.devledger.bench.trial.StartTrial;
import dev.devledger.bench.trial.StoreTrial;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Measures what the options say, prints the table, and ends with 0 where every goal is reached. */
public final class Bench {
    private static final System.Logger LOG = System.getLogger("bench");
    private static final Path DATA = Path.of("bench", "target", "data");

    private final Options options;
    private final Report report = new Report();
    private boolean databaseNoted;

    private Bench(Options options) {
        this.options = options;
    }

    /** Exit codes: 0 where every goal is reached, 1 where one is missed, 2 where it could not measure. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String... arguments) {
        try {
            Bench bench = new Bench(Options.of(arguments));
            bench.run();
            if (bench.options.publish()) {
                Publication.of(bench.report);
            }
            System.out.print(bench.report.markdown());
            return bench.report.allReached() ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
        } catch (RuntimeException failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The benchmark could not go on. What it measured before is in " + Report.FOLDER + ".",
                    failure);
        }
        return 2;
    }

    private void run() {
        Folder.delete(DATA);
        Folder.delete(Report.FOLDER);
        Machine.note(report);
        if (options.has(Part.START)) {
            new StartTrial(DATA.resolve("start")).report(report);
            Folder.delete(DATA.resolve("start"));
        }
        if (options.has(Part.COMMANDS) || options.has(Part.FLOOR)) {
            underLoad("commands", (server, load) -> {
                Contest contest = new CommandTrial(server, load, options).hold();
                CommandTrial.report(contest, report);
                Charts.ofCommands(contest, report);
                DiskSize.report(server, report);
            });
        }
        if (options.has(Part.LAG)) {
            underLoad("lag", (server, load) -> new LagTrial(server, load, options).report(report));
        }
        if (options.has(Part.IMPORT)) {
            Path folder = DATA.resolve("import");
            try (Server server = Server.plain(folder, "--devledger.ticktick.mode=off")) {
                machine(server);
                new ImportTrial(server, options).report(DATA, report);
            }
            Folder.delete(folder);
        }
        if (options.has(Part.REPLAY) || options.has(Part.READS)) {
            LargeLedger.of(options).make(DATA.resolve("large"));
            underLoad("large", this::ofLargeLedger);
        }
        if (options.against() != null) {
            compare(options.against());
        }
        if (options.has(Part.STORE)) {
            try (Load load = Load.start()) {
                new StoreTrial(DATA.resolve("store"), load, options).report(report);
            }
            Folder.delete(DATA.resolve("store"));
        }
    }

    /** Each on a ledger of its own, at the same time. */
    private void compare(Path jar) {
        try (Server after = Server.plain(DATA.resolve("after"), "--devledger.ticktick.mode=off");
                Server before = Server.plain(jar, DATA.resolve("before"), "--devledger.ticktick.mode=off");
                Load load = Load.start()) {
            machine(after);
            new BuildTrial(after, before, load, options).report(report);
        }
        Folder.delete(DATA);
    }

    private void ofLargeLedger(Server server, Load load) {
        ReplayTrial replay = new ReplayTrial(server, options);
        replay.build();
        if (options.has(Part.REPLAY)) {
            replay.report(report);
        }
        if (options.has(Part.READS)) {
            new Database(server).execute("vacuum analyze");
            new ReadTrial(server, load, options).report(report);
        }
    }

    /** On a ledger of its own, which is gone afterwards. */
    private void underLoad(String name, BiConsumer<Server, Load> trial) {
        Path folder = DATA.resolve(name);
        try (Server server = Server.withPeer(folder, "--devledger.ticktick.mode=off");
                Load load = Load.start()) {
            machine(server);
            trial.accept(server, load);
        }
        Folder.delete(folder);
    }

    /** Of the first server; the others are alike. */
    private void machine(Server server) {
        if (!databaseNoted) {
            Machine.note(server, report);
            databaseNoted = true;
        }
    }
}
