-- How each list that is kept in step was read: what was read stays read, whatever becomes of the next list or cycle.
create table sync_list_read (
  connector   text        not null,
  account     text        not null,
  remote_list text        not null,
  read_at     timestamptz,
  changed_at  timestamptz not null,
  unread      text,
  primary key (connector, account, remote_list)
);

comment on column sync_list_read.read_at is 'the beginning of the newest look that has read all of it; null where none has';
comment on column sync_list_read.changed_at is 'when something in it was last found changed';
comment on column sync_list_read.unread is
  'as JSON, why it was not read when it was last its turn, and since when; null where it was';

insert into sync_list_read (connector, account, remote_list, read_at, changed_at, unread)
select newest.connector, newest.account, list.key,
  (list.value ->> 'readAt')::timestamptz,
  (list.value ->> 'changedAt')::timestamptz,
  nullif(list.value -> 'unread', 'null'::jsonb)::text
from (
  select distinct on (connector, account) connector, account, reads
  from sync_cycle
  where reads is not null
  order by connector, account, started_at desc
) newest, jsonb_each(newest.reads::jsonb) list;

-- Of a cycle it is enough to know that it came to the end of its look.
alter table sync_cycle add column looked boolean not null default false;
update sync_cycle set looked = true where reads is not null;
alter table sync_cycle drop column reads;

comment on column sync_cycle.looked is 'whether it has read the lists, as far as they can be read, and taken over what was in them';
