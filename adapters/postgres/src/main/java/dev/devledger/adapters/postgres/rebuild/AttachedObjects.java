package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.application.projection.ShadowTables.InTheWay;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What somebody has attached to tables of the read model. Tables that are put in their place would not have it: a view keeps
 * the old ones from being dropped, and a trigger would be gone with them without a word.
 */
record AttachedObjects(JdbcClient jdbc) {
    /** Throws what is there, with what to do about it. */
    void requireNone(List<String> tables) {
        List<String> found = to(tables);
        if (!found.isEmpty()) {
            throw new InTheWay("These objects depend on tables that the replay replaces: "
                    + String.join("; ", found)
                    + ". Drop them, run the replay, and create them again; or let them use your own tables.");
        }
    }

    private List<String> to(List<String> tables) {
        return jdbc.sql("""
                        select distinct case
                            when ev_class <> refobjid then pg_describe_object('pg_class'::regclass, ev_class, 0)
                            else pg_describe_object(classid, objid, objsubid) end
                        from pg_depend
                        left join pg_rewrite on classid = 'pg_rewrite'::regclass and pg_rewrite.oid = objid
                        left join pg_trigger on classid = 'pg_trigger'::regclass and pg_trigger.oid = objid
                        left join pg_constraint on classid = 'pg_constraint'::regclass and pg_constraint.oid = objid
                        where refclassid = 'pg_class'::regclass and refobjid = any(cast(:tables as regclass[]))
                          and (classid in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_publication_rel'::regclass,
                                           'pg_proc'::regclass)
                               or pg_trigger.oid is not null and not tgisinternal
                               or pg_constraint.oid is not null and conrelid <> refobjid
                               or classid = 'pg_class'::regclass and deptype in ('n', 'a')
                                 and exists (select from pg_inherits where inhrelid = objid))
                        order by 1
                        """)
                .param("tables", tables.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
