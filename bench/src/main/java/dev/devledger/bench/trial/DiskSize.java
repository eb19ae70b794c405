package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Sample.Figure;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.report.Report.Column;
import dev.devledger.bench.report.Report;
import dev.devledger.bench.report.Report.Row;

/** What an event takes on disk. */
public final class DiskSize {
    private DiskSize() {}

    public static void report(Server server, Report report) {
        Database database = new Database(server);
        double events = database.number("select count(*) from event");
        double store = database.number("select pg_total_relation_size('event')");
        double table = database.number("select pg_relation_size('event')");
        double all = database.number("""
                select sum(pg_total_relation_size(oid))::bigint from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'peer%'""");
        report.add(new Row("An event on disk")
                .with(
                        Column.ALSO,
                        "%s bytes: %s in its row and %s in indexes; %s with all that is built from it, history and versions included"
                                .formatted(
                                        Figure.of(store / events),
                                        Figure.of(table / events),
                                        Figure.of((store - table) / events),
                                        Figure.of(all / events))));
    }
}
