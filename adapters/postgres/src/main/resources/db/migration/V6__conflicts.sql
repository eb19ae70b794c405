-- Built from the events of conflicts alone, together with sync_links.
create table sync_conflicts (
  id            uuid primary key,
  connector     text        not null,
  account       text        not null,
  entity_kind   text        not null,
  entity_id     uuid        not null,
  state         text        not null,
  summary       text        not null,
  first_seen_at timestamptz not null,
  resolved_at   timestamptz,
  resolved_by   text,
  dispute       text        not null
);

comment on column sync_conflicts.state is 'open waits, applied was settled by a policy; resolved and obsolete are over';
comment on column sync_conflicts.dispute is 'what both sides differ on, as JSON';

create index sync_conflicts_newest on sync_conflicts (connector, account, first_seen_at desc, id);
create index sync_conflicts_standing on sync_conflicts (connector, account, entity_kind, entity_id)
  where state in ('open', 'applied');
