-- Tokens that callers bring. Only the hash of a secret is kept, which is of 256 random bits: nobody finds it from that.
create table access_token (
  id           uuid        primary key,
  name         text        not null,
  secret_hash  text        not null unique,
  scopes       text[]      not null,
  project_id   uuid,
  project_key  text,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create unique index access_token_name on access_token (lower(name)) where revoked_at is null;
create index access_token_created on access_token (created_at desc, id desc) where revoked_at is null;

comment on column access_token.secret_hash is 'SHA-256 in hexadecimal digits';
comment on column access_token.project_id is 'the only project that it may see, where there is one';

-- At most one row: what a node has read of tokens holds until this number is another one.
create table access_token_revocations (
  many bigint not null,
  the_one boolean primary key default true check (the_one)
);
