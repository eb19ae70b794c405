-- Built from the events of links alone, together with sync_links.
create table sync_former_object (
  connector   text not null,
  account     text not null,
  remote_id   text not null,
  entity_kind text not null,
  entity_id   uuid not null,
  remote_list text not null,
  primary key (connector, account, remote_id, entity_kind, entity_id)
);

comment on table sync_former_object is 'what entities were linked to before: one that comes back is a question and not a new one';
comment on column sync_former_object.remote_list is 'where it was last known to be';
