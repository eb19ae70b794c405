-- What is added to a table is added to its versions too, at the end.
alter table dev_projects add column placements jsonb;
alter table project_versions add column placements jsonb;

comment on column dev_projects.placements is
  'where it is in services that placement does not speak of, by their names; null where nothing was said';
