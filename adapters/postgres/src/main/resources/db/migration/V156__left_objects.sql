-- What a service has and the ledger could not take over, until it is taken or a person dismisses it.
create table sync_left (
  connector   text        not null,
  account     text        not null,
  remote_list text        not null,
  remote_id   text        not null,
  name        text,
  reason      text        not null,
  since       timestamptz not null,
  dismissed   boolean     not null,
  primary key (connector, account, remote_id)
);

comment on column sync_left.name is 'what the service calls it, as far as that can be read';
