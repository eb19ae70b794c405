package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.SandboxDatabase;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Tags that were made as such. One that only a task carries is none of them; docs/ticktick.md, section 5. */
public final class Tags {
    private static final long BELOW = 1L << 40;
    private static final int PERSONAL = 1;

    private final SandboxDatabase database;
    private final JdbcClient jdbc;

    public Tags(SandboxDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    public String all() {
        return TaskReads.list(jdbc.sql("select body from sandbox.tag order by sort_order, name")
                .query(String.class)
                .list());
    }

    /** One that is there already stays as it is: there is no update of tags. */
    public ObjectNode create(Given body) {
        String name = Names.fitting(body.text("name").orElse(""));
        String label = Names.fitting(body.text("label").orElse(""));
        if (!name.equals(label.toLowerCase(Locale.ROOT)))
            throw Refusal.invalid("The name is not the label in lower case");
        return database.change(() -> body(name).map(Json::stored).orElseGet(() -> made(name, label)));
    }

    private Optional<String> body(String name) {
        return jdbc.sql("select body from sandbox.tag where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    private ObjectNode made(String name, String label) {
        long last = jdbc.sql("select coalesce(max(sort_order), 0) from sandbox.tag")
                .query(Long.class)
                .single();
        ObjectNode tag = Json.object();
        tag.put("name", name);
        tag.put("label", label);
        tag.put("sortOrder", last + BELOW);
        tag.put("type", PERSONAL);
        jdbc.sql("insert into sandbox.tag (name, sort_order, body) values (?, ?, ?)")
                .params(name, last + BELOW, tag.toString())
                .update();
        return tag;
    }
}
