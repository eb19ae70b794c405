package dev.devledger.adapters.postgres.proof;

import dev.devledger.application.proof.Difference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is in the database, does not belong to Devledger, and could change what its statements do. */
record ForeignObjects(Connection connection) {

    /**
     * What belongs to an extension is left out where it is in C, which takes the server's administrator, or is for types of its
     * own.
     */
    private static final String HIDING = """
            with path as (select oid, nspname from pg_namespace where nspname = any(?)),
            extended as (select classid, objid from pg_depend where deptype = 'e'),
            trusted as (select oid from pg_language where lanname in ('c', 'internal')),
            own as (select oid from pg_type where typnamespace = 'pg_catalog'::regnamespace)
            select 'Function ' || p.oid::regprocedure from pg_proc p join path on path.oid = pronamespace
            where exists (select from pg_proc o where o.proname = p.proname and o.pronamespace = 'pg_catalog'::regnamespace)
              and not (exists (select from extended where classid = 'pg_proc'::regclass and objid = p.oid)
                       and (prolang in (select oid from trusted)
                            or exists (select from unnest(proargtypes) a where a not in (select oid from own))))
            union all
            select 'Operator ' || o.oid::regoperator
            from pg_operator o join path on path.oid = oprnamespace join pg_proc p on p.oid = oprcode
            where exists (select from pg_operator w where w.oprname = o.oprname and w.oprnamespace = 'pg_catalog'::regnamespace)
              and not (exists (select from extended where classid = 'pg_operator'::regclass and objid = o.oid)
                       and (prolang in (select oid from trusted) or oprleft not in (select oid from own union all select 0)
                            or oprright not in (select oid from own union all select 0)))
            union all
            select 'Cast from ' || s.oid::regtype || ' to ' || t.oid::regtype
            from pg_cast c join pg_type s on s.oid = castsource join pg_type t on t.oid = casttarget
            where c.oid >= 16384 and 'pg_catalog'::regnamespace in (s.typnamespace, t.typnamespace)
              and s.typnamespace = t.typnamespace
            union all
            select 'Type ' || t.oid::regtype from pg_type t join path on path.oid = typnamespace
            where exists (select from pg_type o where o.typname = t.typname and o.typnamespace = 'pg_catalog'::regnamespace)
              and not exists (select from extended where classid = 'pg_type'::regclass and objid = t.oid)
            union all
            select 'Table ' || c.oid::regclass from pg_class c join path on path.oid = relnamespace
            where exists (select from pg_class o where o.relname = c.relname and o.relnamespace = 'pg_catalog'::regnamespace)
              and relkind in ('r', 'v', 'm', 'f', 'p')
            """;

    /** What is found on that search path before one of PostgreSQL's own. */
    List<Difference> hiding(List<String> path) throws SQLException {
        List<Difference> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HIDING)) {
            statement.setArray(1, connection.createArrayOf("text", path.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(foreign(rows.getString(1), "and hides one of PostgreSQL's own."));
                }
            }
        }
        return found;
    }

    List<Difference> eventTriggers() throws SQLException {
        List<Difference> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select evtname, evtevent, evtfoid::regproc::text as runs from pg_event_trigger t
                        where not exists (select from pg_depend where classid = 'pg_event_trigger'::regclass
                                          and objid = t.oid and deptype = 'e')
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(foreign(
                        "Event trigger " + rows.getString("evtname"),
                        "and runs %s at each %s.".formatted(rows.getString("runs"), rows.getString("evtevent"))));
            }
        }
        return found;
    }

    private static Difference foreign(String object, String does) {
        return new Difference.OfPlace(object, "it does not belong to Devledger, " + does, false);
    }
}
