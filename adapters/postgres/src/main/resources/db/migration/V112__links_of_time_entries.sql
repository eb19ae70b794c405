-- Which time entries are which ones of a connected service. Built from the events of their links alone.
create table sync_entry_links (
  connector  text not null,
  account    text not null,
  entry_id   uuid not null,
  state      text not null,
  remote_id  text,
  began_at   timestamptz,
  deleted_at timestamptz,
  link       text not null,
  primary key (connector, account, entry_id)
);

create index sync_entry_links_remote on sync_entry_links (connector, account, remote_id) where remote_id is not null;
create index sync_entry_links_open on sync_entry_links (connector, account, began_at) where state in ('linked', 'adding');
create index sync_entry_links_deleted on sync_entry_links (connector, account, deleted_at) where deleted_at is not null;

comment on column sync_entry_links.state is 'none, adding, linked, ended or apart';
comment on column sync_entry_links.began_at is 'when the remote entry began as both sides last agreed, of a linked one';
comment on column sync_entry_links.deleted_at is 'when the sync last deleted it, on either side';
comment on column sync_entry_links.link is 'the whole of it, as JSON';

-- The entries of which something may have to be written there; no part of the read model.
create table sync_time_work (
  connector  text        not null,
  account    text        not null,
  entry_id   uuid        not null,
  generation bigint      not null default 1,
  not_before timestamptz not null default '1970-01-01T00:00:00Z',
  attempts   integer     not null default 0,
  reason     text,
  primary key (connector, account, entry_id)
);

create index sync_time_work_due on sync_time_work (connector, account, not_before, entry_id);

comment on column sync_time_work.generation is 'grows with each mark: one that is made meanwhile is not taken away with an older one';

create table sync_time_missing (
  connector     text        not null,
  account       text        not null,
  entry_id      uuid        not null,
  missing_since timestamptz not null,
  primary key (connector, account, entry_id)
);

comment on table sync_time_missing is 'linked entries that the service did not show when it was looked for them';
