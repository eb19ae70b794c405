-- The budget of calls to a remote account, which all nodes share.

-- The calls that the longest window still sees.
create table remote_call (
  id            bigint      generated always as identity primary key,
  connector     text        not null,
  account       text        not null,
  share         text        not null,
  counted_until timestamptz not null
);

comment on column remote_call.counted_until is 'its end, or the latest it can have; the remote has counted it by then';

create index remote_call_counted on remote_call (connector, account, counted_until);

-- Until when nobody calls, as the remote said that its limit is exceeded.
create table remote_pause (
  connector text        not null,
  account   text        not null,
  until     timestamptz not null,
  primary key (connector, account)
);

-- The shares that were turned away although they are not used up: until when the others leave them what is theirs.
create table remote_wait (
  connector text        not null,
  account   text        not null,
  share     text        not null,
  until     timestamptz not null,
  primary key (connector, account, share)
);
