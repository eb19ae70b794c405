-- Only hashes: who reads the database can open nothing with it.
create table sandbox.oauth_code (
    hash         text primary key,
    client_id    text        not null,
    redirect_uri text        not null,
    scope        text        not null,
    challenge    text,
    expires_at   timestamptz not null
);

-- A revoked one is gone. Only some servers have refresh tokens, and TickTick is none of them.
create table sandbox.oauth_token (
    hash       text primary key,
    refreshes  boolean     not null,
    client_id  text        not null,
    scope      text        not null,
    expires_at timestamptz not null
);
