package dev.devledger.adapters.postgres.rebuild;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others may do with a table, such as a report that reads it: it goes with the table that takes its place. */
record TableGrants(JdbcClient jdbc) {
    /** The statements that give the same rights to the tables of these names in another schema. */
    List<String> carriedTo(String schema, List<String> tables) {
        return jdbc.sql("""
                        select format('grant %s%s on %I.%I to %s%s', privilege, columns, cast(:schema as text), name,
                          case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                          case when is_grantable then ' with grant option' else '' end)
                        from (
                          select relname as name, '' as columns, privilege_type as privilege, grantee, is_grantable
                          from pg_class, aclexplode(relacl)
                          where pg_class.oid = any(cast(:tables as regclass[]))
                          union all
                          select relname, format(' (%I)', attname), privilege_type, grantee, is_grantable
                          from pg_class
                          join pg_attribute on attrelid = pg_class.oid and not attisdropped, aclexplode(attacl)
                          where pg_class.oid = any(cast(:tables as regclass[]))) granted
                        """)
                .param("schema", schema)
                .param("tables", tables.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
