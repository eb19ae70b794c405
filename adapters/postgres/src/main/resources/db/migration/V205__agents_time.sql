alter table time_entries add column agent text;
alter table time_entry_versions add column agent text;

comment on column time_entries.agent is 'that works for the person; null where the person does';
