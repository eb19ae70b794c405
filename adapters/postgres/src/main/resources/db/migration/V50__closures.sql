-- The lists that take nothing from here at the moment, or nothing new: one item is tried now and then, and no other is.
create table sync_closure (
  connector    text        not null,
  account      text        not null,
  remote_list  text        not null,
  adding       boolean     not null,
  reason       text        not null,
  since        timestamptz not null,
  closed_until timestamptz not null,
  tries        integer     not null,
  entity_kind  text        not null,
  entity_id    uuid        not null,
  primary key (connector, account, remote_list)
);

comment on column sync_closure.remote_list is 'empty where the account takes no more lists';
comment on column sync_closure.adding is 'whether only what would be new in it is not taken';
comment on column sync_closure.entity_id is 'the one that was tried last';
