-- From now on built from the events of links alone, together with sync_links: a delete counts as soon as it is meant.
delete from sync_delete;

alter table sync_delete add column unit text not null;

comment on column sync_delete.unit is 'what counts as one, such as all of one change set';

create table sync_foreign_object (
  connector   text not null,
  account     text not null,
  remote_id   text not null,
  remote_list text not null,
  primary key (connector, account, remote_id)
);

comment on table sync_foreign_object is 'what entities are or were linked to, and the ledger did not make: each counts for itself where many are deleted';
comment on column sync_foreign_object.remote_list is 'where it was when it was linked';
