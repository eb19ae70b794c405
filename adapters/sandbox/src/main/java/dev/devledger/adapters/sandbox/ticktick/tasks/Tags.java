package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tags that were made as such. One that only a task carries is none of them; docs/ticktick.md, section 5. */
public record Tags(SandboxDatabase database) {
    private static final long BELOW = 1L << 40;
    private static final int PERSONAL = 1;

    public String all() {
        return TaskReads.list(database.jdbc()
                .sql("select body from sandbox.tag order by sort_order, name")
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
        return database.jdbc()
                .sql("select body from sandbox.tag where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    private ObjectNode made(String name, String label) {
        long last = database.jdbc()
                .sql("select coalesce(max(sort_order), 0) from sandbox.tag")
                .query(Long.class)
                .single();
        ObjectNode tag = Json.object();
        tag.put("name", name);
        tag.put("label", label);
        tag.put("sortOrder", last + BELOW);
        tag.put("type", PERSONAL);
        database.jdbc()
                .sql("insert into sandbox.tag (name, sort_order, body) values (?, ?, ?)")
                .params(name, last + BELOW, tag.toString())
                .update();
        return tag;
    }
}
