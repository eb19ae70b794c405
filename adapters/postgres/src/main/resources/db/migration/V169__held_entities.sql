-- What of a hold each entity waits for, so that its link can say so without a look into all holds.
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

insert into sync_held (hold, connector, account, entity_kind, entity_id, action)
select distinct sync_hold.id, connector, account, lower(each #>> '{entity,kind}'), cast(each #>> '{entity,id}' as uuid), each ->> 'action'
from sync_hold, jsonb_array_elements(cast(operations as jsonb)) each
where each #>> '{entity,id}' is not null;
