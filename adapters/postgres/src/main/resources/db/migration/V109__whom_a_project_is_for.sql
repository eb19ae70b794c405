-- What is added to a table is added to its versions too, at the end.
alter table dev_projects
  add column customer uuid,
  add column service uuid,
  add column billable boolean not null default false;
alter table project_versions
  add column customer uuid,
  add column service uuid,
  add column billable boolean not null default false;

comment on column dev_projects.customer is 'whom it is for, of customers; null where nobody';
comment on column dev_projects.service is 'as what it is billed, of services; null as nothing';
