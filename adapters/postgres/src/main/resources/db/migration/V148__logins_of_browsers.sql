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
