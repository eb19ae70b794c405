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
  check ((actor is null) = (confirmed_at is null))
);

create unique index oauth_app_actor on oauth_app (lower(actor));
create index oauth_app_waiting on oauth_app (registered_at) where confirmed_at is null;
create index oauth_app_confirmed on oauth_app (confirmed_at desc, id desc) where confirmed_at is not null;

comment on column oauth_app.actor is 'as the history names it, from when the owner has let it in';

create table oauth_grant (
  id               uuid        primary key,
  app_id           uuid        not null references oauth_app on delete cascade,
  redirect         text,
  state            text,
  challenge        text        not null,
  resource         text        not null,
  requested_scopes text[]      not null,
  asked_at         timestamptz not null,
  ends_at          timestamptz not null,
  state_hash       text        unique,
  scopes           text[],
  code_hash        text        unique,
  code_issued_at   timestamptz,
  code_used        boolean     not null default false,
  family_hash      text        unique,
  refresh_hash     text,
  refresh_issued_at timestamptz
);

create index oauth_grant_app on oauth_grant (app_id);
create index oauth_grant_end on oauth_grant (ends_at);

comment on column oauth_grant.state is 'what the program is sent back with; state_hash is ours, and in the owner''s browser alone';
comment on column oauth_grant.ends_at is 'of what it is now: asked for, a code, or a token to renew with';
