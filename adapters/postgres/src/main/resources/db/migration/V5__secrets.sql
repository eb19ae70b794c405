-- Secrets of connected accounts, encrypted with AES-256-GCM. The name is authenticated with each: a row under another
-- name does not open.
create table secret (
  name       text primary key,
  ciphertext bytea       not null,
  nonce      bytea       not null,
  key_id     text        not null,
  updated_at timestamptz not null default now()
);

comment on column secret.key_id is 'tells which key opens it, and nothing of the key';

-- Which account at the remote the links are with, where it has told.
create table connected_account (
  connector      text not null,
  account        text not null,
  remote_account text not null,
  primary key (connector, account)
);
