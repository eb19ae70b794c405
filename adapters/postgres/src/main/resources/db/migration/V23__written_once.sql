-- An entry of the history keeps what it is found by. What it tells is in its event, and is made of it when it is read.
-- It is built anew at the next start; until then it is read as it is here.
alter table history rename to history_told;
alter table history_told drop constraint history_pkey;
drop index history_entity, history_change_set, history_actor, history_channel, history_at, history_shown, history_status;

create table history (
  position    bigint      not null,
  at          timestamptz not null,
  entity_id   uuid        not null,
  change_set  uuid        not null,
  sync        boolean     not null,
  entity_type text        not null,
  event       text        not null,
  actor       text        not null,
  channel     text        not null
);

insert into history
select position, at, entity_id, change_set, sync, entity_type, event, actor, channel from history_told order by position;

drop table history_told;
alter table history add primary key (position);

comment on table history is 'where events are found; what they tell is in event';
comment on column history.sync is 'of the sync''s own book-keeping';

create index history_entity on history (entity_id, position);
create index history_change_set on history (change_set, position);
create index history_at on history (at, position);
create index history_status on history (position)
where event in ('project.created', 'project.status-changed', 'task.created', 'task.status-changed');
create index history_actor on history (actor, position);
-- Few have many entries each: without the position the index keeps each name once. What is frequent is found along the key.
create index history_channel on history (channel);

-- Which account's changes are marked since when: others were not told of what happened, and are looked through at the
-- next start with them.
create table sync_marking (
  connector text        not null,
  account   text        not null,
  since     timestamptz not null default now(),
  primary key (connector, account)
);

-- What has no link is found then, so nothing has to wait for an account that is off.
delete from sync_work w
where not exists (
  select from sync_links l
  where l.connector = w.connector and l.account = w.account and l.entity_kind = w.entity_kind and l.entity_id = w.entity_id);
