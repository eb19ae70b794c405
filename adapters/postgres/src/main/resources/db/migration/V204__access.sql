-- Secrets of connected accounts, encrypted with AES-256-GCM. The name is authenticated with each: a row under another
-- name does not open.
create table secret (
  name       text        primary key,
  ciphertext bytea       not null,
  nonce      bytea       not null,
  key_id     text        not null,
  updated_at timestamptz not null default now()
);

comment on column secret.key_id is 'tells which key opens it, and nothing of the key';

-- Tokens that callers bring. Only the hash of a secret is kept, which is of 256 random bits: nobody finds it from that.
create table access_token (
  id                uuid        primary key,
  name              text        not null,
  secret_hash       text        not null unique,
  scopes            text[]      not null,
  project_id        uuid,
  project_key       text,
  created_at        timestamptz not null,
  expires_at        timestamptz,
  last_used_at      timestamptz,
  revoked_at        timestamptz,
  last_used_channel text,
  last_used_client  text
);

create unique index access_token_name on access_token (lower(name)) where revoked_at is null;
create index access_token_created on access_token (created_at desc, id desc) where revoked_at is null;

comment on column access_token.secret_hash is 'SHA-256 in hexadecimal digits';
comment on column access_token.project_id is 'the only project that it may see, where there is one';
comment on column access_token.last_used_channel is 'through what it came in last, such as rest or mcp';
comment on column access_token.last_used_client is 'the program, as it named itself when it connected';

-- At most one row: what a node has read of tokens holds until this number is another one.
create table access_token_revocations (
  many    bigint  not null,
  the_one boolean primary key default true check (the_one)
);

-- Programs that are let in by OAuth where this server is the issuer. Of each secret only the hash is kept, SHA-256 in
-- hexadecimal digits of at least 256 random bits.
create table oauth_app (
  id            uuid        primary key,
  name          text        not null,
  redirects     text[]      not null,
  registered_at timestamptz not null,
  actor         text,
  confirmed_at  timestamptz,
  last_used_at  timestamptz,
  reused_at     timestamptz,
  check ((actor is null) = (confirmed_at is null))
);

create unique index oauth_app_actor on oauth_app (lower(actor));
create index oauth_app_waiting on oauth_app (registered_at) where confirmed_at is null;
create index oauth_app_confirmed on oauth_app (confirmed_at desc, id desc) where confirmed_at is not null;

comment on column oauth_app.actor is 'as the history names it, from when the owner has let it in';
comment on column oauth_app.reused_at is 'when one of its secrets came again, so that what it was given ended';

create table oauth_grant (
  id                uuid        primary key,
  app_id            uuid        not null references oauth_app on delete cascade,
  redirect          text,
  state             text,
  challenge         text        not null,
  resource          text        not null,
  requested_scopes  text[]      not null,
  asked_at          timestamptz not null,
  ends_at           timestamptz not null,
  state_hash        text        unique,
  scopes            text[],
  code_hash         text        unique,
  code_issued_at    timestamptz,
  code_used         boolean     not null default false,
  family_hash       text        unique,
  refresh_hash      text,
  refresh_issued_at timestamptz,
  before_hash       text
);

create index oauth_grant_app on oauth_grant (app_id);
create index oauth_grant_end on oauth_grant (ends_at);

comment on column oauth_grant.state is
  'what the program is sent back with; state_hash is ours, and in the owner''s browser alone';
comment on column oauth_grant.ends_at is 'of what it is now: asked for, a code, or a token to renew with';
comment on column oauth_grant.before_hash is
  'of the token to renew with whose place refresh_hash took, at refresh_issued_at';

-- Logins of the owner's browsers, which outlive a node and hold on each of them. What a browser has is nowhere in them: a
-- hash of it with the owner token as the key, so that neither who reads the rows nor who writes one is let in by that.
create table browser_login (
  hash     text        primary key,
  shown_at timestamptz not null,
  ends_at  timestamptz not null
);

create index browser_login_end on browser_login (ends_at);

comment on column browser_login.hash is 'HMAC-SHA-256 in hexadecimal digits, of 256 random bits';
comment on column browser_login.shown_at is 'when the owner token was last entered';
comment on column browser_login.ends_at is 'when it is over, however much it is used';

-- What all nodes together have let in of each caller that has limits. Not logged: after a crash nothing is held, and the
-- requests of the last minute are forgotten, but no request waits for a disk.
create unlogged table caller_requests (
  caller   text    not null,
  slot     bigint  not null,
  requests integer not null,
  primary key (caller, slot)
);

comment on column caller_requests.slot is 'ten seconds, counted from 1970';
comment on column caller_requests.requests is 'that nodes have taken, and not given back';

create unlogged table caller_places (
  caller text        not null,
  node   uuid        not null,
  places integer     not null,
  until  timestamptz not null,
  primary key (caller, node)
);

comment on column caller_places.places is 'how many requests the node may answer at one time';
comment on column caller_places.until is 'when they are free again, if the node says nothing more';
