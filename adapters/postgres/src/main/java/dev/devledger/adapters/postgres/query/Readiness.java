package dev.devledger.adapters.postgres.query;

/**
 * The readiness of a task, as an SQL expression on its row, true or false and never null. It is not stored but computed
 * from rows of the task's moment, so that it is always correct. Lookups by key come after all cheaper conditions.
 */
record Readiness(AsOfRows tasks) {
    /** The columns of the task's row that the expression uses. */
    static final String COLUMNS = "id, project_id, parent_id, status, deleted_at, start_at, blocked_by";

    /** @param task the alias of the row */
    String of(String task) {
        return expression(task, "when not exists (%s) then false".formatted(activeProject(task)));
    }

    /** As {@link #of}, for many tasks: the active projects are read first, in one set. */
    String ofMany(String task) {
        return expression(
                task,
                "when %s.project_id not in (select id from %s active) then false"
                        .formatted(task, projects().all("id", "status = 'active' and deleted_at is null")));
    }

    /** As {@link #of}, without the condition on the project. */
    String inAnyProject(String task) {
        return expression(task, "");
    }

    private String expression(String task, String project) {
        return """
                case
                  when %1$s.status <> 'open' or %1$s.deleted_at is not null or %1$s.start_at > %2$s then false
                  %3$s
                  when %4$s then false
                  when %5$s then false
                  when %1$s.parent_id is not null and exists (%6$s) then false
                  else true
                end
                """.formatted(task, tasks.clock(), project, claimed(task), blocked(task), blockersOfAncestors(task));
    }

    private String activeProject(String task) {
        return "select from (%s) home where home.status = 'active' and home.deleted_at is null"
                .formatted(projects().select("e.id = %s.project_id".formatted(task)));
    }

    /** Returns the projects at the moment of the tasks. */
    AsOfRows projects() {
        return tasks.beside(AsOfRows.projects());
    }

    /**
     * Returns the condition of a claimed task. Nothing marks a claim as expired, so its end is compared with the time.
     */
    String claimed(String task) {
        return tasks.isPast()
                ? """
                (select claim.until from claim_versions claim where claim.id = %s.id and claim.position <= :asOf
                 order by claim.position desc limit 1) > %s""".formatted(task, tasks.clock())
                : "exists (select from claims claim where claim.id = %s.id and claim.until > now())".formatted(task);
    }

    /** Returns the condition of a task that waits for an open task. */
    String blocked(String task) {
        return "(%s.blocked_by is not null and exists (%s))".formatted(task, blockers(task));
    }

    private String blockers(String task) {
        return openOnes("unnest(%s.blocked_by)".formatted(task));
    }

    /** Selects open tasks that block an ancestor; a task has three ancestors at most. */
    private String blockersOfAncestors(String task) {
        return openOnes("""
                (%s) one
                left join lateral (%s) two on true
                left join lateral (%s) three on true
                cross join lateral unnest(one.blocked_by || two.blocked_by || three.blocked_by)""".formatted(
                        tasks.select("e.id = %s.parent_id".formatted(task)),
                        tasks.select("e.id = one.parent_id"),
                        tasks.select("e.id = two.parent_id")));
    }

    /**
     * Selects the open tasks among the tasks with the keys. Each task is looked up by its key, which {@code offset 0}
     * enforces: with some thousands of tasks PostgreSQL would scan the table for each key, as for a single key that
     * seems no more expensive.
     *
     * @param keys rows of one key each
     */
    private String openOnes(String keys) {
        return """
                select from %s awaited (key) cross join lateral (%s offset 0) blocker
                where blocker.status = 'open' and blocker.deleted_at is null
                """.formatted(keys, tasks.select("e.id = awaited.key"));
    }
}
