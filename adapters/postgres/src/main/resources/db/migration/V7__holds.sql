-- What a guard holds, what a person let go, and the deletes that the guards count. Not built from events.

create table sync_hold (
  id               uuid primary key,
  connector        text        not null,
  account          text        not null,
  plan_hash        text        not null,
  guard            text        not null,
  scope            text        not null,
  operations       text        not null,
  estimate_seconds bigint      not null,
  expires_at       timestamptz not null,
  unique (connector, account, plan_hash)
);

comment on column sync_hold.operations is 'a list of {action, entity} as JSON';

create table sync_approval (
  id          uuid primary key,
  connector   text        not null,
  account     text        not null,
  plan_hash   text        not null,
  guard       text        not null,
  scope       text        not null,
  approved_at timestamptz not null,
  approved_by text        not null,
  unique (connector, account, plan_hash)
);

create table sync_delete (
  connector   text        not null,
  account     text        not null,
  scope       text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  at          timestamptz not null,
  primary key (connector, account, scope, entity_kind, entity_id)
);

create index sync_delete_at on sync_delete (connector, account, at);
