package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.FilterValues;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.NormalizedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresLabels(JdbcClient jdbc) implements Labels {
    @Override
    public Map<UUID, Label> of(Collection<UUID> ids) {
        return jdbc.sql("""
                        select id, key, name from dev_projects where id = any(:ids)
                        union all
                        select id, key, title from tasks where id = any(:ids)
                        """).param("ids", ids.toArray(UUID[]::new)).query((row, number) -> label(row)).list().stream()
                .collect(Collectors.toUnmodifiableMap(Label::id, Function.identity()));
    }

    @Override
    public Optional<Label> ofKey(String key) {
        return jdbc.sql("""
                        select id, key, name from dev_projects where key = :key
                        union all
                        select id, key, title from tasks where key_number = any(:numbers)
                        """)
                .param("key", key)
                .param("numbers", IdOrKey.numbers(List.of(key)))
                .query((row, number) -> label(row))
                .optional();
    }

    @Override
    public Map<UUID, ProjectStatus> closedProjects(Collection<UUID> projects) {
        Map<UUID, ProjectStatus> closed = new HashMap<>();
        jdbc.sql("select id, status from dev_projects where id = any(:ids) and status = any(:closed)")
                .param("ids", projects.toArray(UUID[]::new))
                .param("closed", FilterValues.closed())
                .query((ResultSet row) -> {
                    closed.put(
                            row.getObject("id", UUID.class),
                            EnumColumns.to(ProjectStatus.class, row.getString("status")));
                });
        return closed;
    }

    @Override
    public List<Label> projectsCalled(String keyOrName, int most) {
        if (!Texts.isStorable(keyOrName)) {
            return List.of(); // matches no name
        }
        return jdbc.sql("""
                        with called as (
                          select id, key, name, key_number, key = upper(:called) as by_key from dev_projects
                          where key = upper(:called) or (lower(name) = lower(:called) and deleted_at is null))
                        select * from called where by_key or not exists (select from called where by_key)
                        order by key_number limit :most
                        """)
                .param("called", keyOrName)
                .param("most", most)
                .query((row, number) -> label(row))
                .list();
    }

    /** Compares in Java: lower case in PostgreSQL depends on the database's locale. */
    @Override
    public List<Label> projectsNamed(NormalizedName name) {
        return jdbc
                .sql("select id, key, name from dev_projects where deleted_at is null order by key_number")
                .query((row, number) -> label(row))
                .list()
                .stream()
                .filter(each -> NormalizedName.of(each.name()).equals(name))
                .toList();
    }

    @Override
    public List<Label> projectsBeginning(String prefix, int most) {
        if (!Texts.isStorable(prefix)) {
            return List.of();
        }
        return jdbc.sql("""
                        select * from dev_projects
                        where deleted_at is null
                          and (starts_with(key, upper(:prefix)) or starts_with(lower(name), lower(:prefix)))
                        order by key_number limit :most
                        """)
                .param("prefix", prefix)
                .param("most", most)
                .query((row, number) -> label(row))
                .list();
    }

    private static Label label(ResultSet row) throws SQLException {
        return new Label(row.getObject("id", UUID.class), row.getString("key"), row.getString("name"));
    }

    /** Looks up each name by id, at present or in the past. */
    public record PostgresEntityNames(JdbcClient jdbc) implements EntityNames {
        private static final String OF_THESE = "e.id = any(:entities)";

        @Override
        public Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf) {
            if (entities.isEmpty()) {
                return Map.of();
            }
            AsOfRows projects = at(AsOfRows.projects(), asOf);
            Map<UUID, String> names = new HashMap<>();
            jdbc.sql("""
                        select id, name as called from (%s) projects
                        union all
                        select id, title from (%s) tasks
                        """.formatted(
                                    projects.select(OF_THESE),
                                    at(AsOfRows.tasks(), asOf).select(OF_THESE)))
                    .params(projects.parameters())
                    .param("entities", entities.toArray(UUID[]::new))
                    .query((ResultSet row) -> {
                        names.put(row.getObject("id", UUID.class), row.getString("called"));
                    });
            return names;
        }

        @Override
        public Map<String, Integer> words(int shortest, int longest) {
            Map<String, Integer> words = new HashMap<>();
            jdbc.sql("""
                        select word, count(*)::int as titles from (
                          select regexp_split_to_table(lower(title), '[^[:alnum:]]+') word
                          from tasks where deleted_at is null
                          union all
                          select regexp_split_to_table(lower(name), '[^[:alnum:]]+')
                          from dev_projects where deleted_at is null) words
                        where length(word) between :shortest and :longest
                        group by word order by titles desc, word limit 20000
                        """).param("shortest", shortest).param("longest", longest).query((ResultSet row) -> {
                words.put(row.getString("word"), row.getInt("titles"));
            });
            return words;
        }

        private static AsOfRows at(AsOfRows rows, @Nullable Long asOf) {
            return asOf == null ? rows : rows.at(asOf);
        }
    }
}
