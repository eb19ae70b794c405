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
