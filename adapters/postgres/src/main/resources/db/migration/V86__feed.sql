-- How far the feed of changes of each account is taken over into the ledger.
create table sync_feed (
  connector text        not null,
  account   text        not null,
  cursor    text        not null,
  sweep_at  timestamptz not null,
  moved_at  timestamptz not null,
  primary key (connector, account)
);

comment on column sync_feed.cursor is 'in the service''s own words';
comment on column sync_feed.sweep_at is 'each list is to be read anew that was not since then, once it is that time';

-- What services have said by themselves, and no look was taken for so far; never more than a few hundred of an account.
create table sync_hint (
  connector   text        not null,
  account     text        not null,
  dedupe      text        not null,
  remote_list text,
  remote_id   text,
  deleted     boolean     not null,
  generation  bigint      not null default 1,
  attempts    integer     not null default 0,
  not_before  timestamptz not null default '1970-01-01T00:00:00Z',
  primary key (connector, account, dedupe)
);

comment on column sync_hint.dedupe is 'the same for each delivery; empty where it is to look at everything';
comment on column sync_hint.generation is 'grows with each delivery: one that comes during the look is not taken away with it';
