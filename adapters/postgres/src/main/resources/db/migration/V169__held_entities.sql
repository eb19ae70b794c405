-- What of a hold each entity waits for, so that its link can say so without a look into all holds. What is held already is
-- filled in by the next cycle, which shows all that it holds anew.
create table sync_held (
  hold        uuid not null references sync_hold on delete cascade,
  connector   text not null,
  account     text not null,
  entity_kind text not null,
  entity_id   uuid not null,
  action      text not null,
  primary key (connector, account, entity_kind, entity_id, hold, action)
);

create index sync_held_hold on sync_held (hold);

comment on column sync_held.action is 'as in sync_hold.operations, such as delete-locally';
