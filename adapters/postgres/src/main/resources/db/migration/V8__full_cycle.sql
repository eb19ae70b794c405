-- What a cycle that reads the lists needs to know of the ones before it.

create index sync_links_list on sync_links (connector, account, remote_list) where remote_list is not null;

alter table sync_cycle add column reads text;

comment on column sync_cycle.reads is
  'of a full cycle: when each list was last read as a whole and last found changed, as JSON';

-- What one read alone does not prove: since when an entity is not seen where it should be, or is where it should not be.
create table sync_doubt (
  connector   text        not null,
  account     text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  since       timestamptz not null,
  primary key (connector, account, entity_kind, entity_id)
);

-- The change set in which something was last asked for: what one of them deletes counts as one deletion.
alter table sync_work add column change_set uuid;
