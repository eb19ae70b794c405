-- A token to renew with that comes again within a minute is answered as before, for which the hash of the one before is
-- needed; and that one came later, so that all ended, is told of the app.
alter table oauth_grant add column before_hash text;
alter table oauth_app add column reused_at timestamptz;

comment on column oauth_grant.before_hash is 'of the token to renew with whose place refresh_hash took, at refresh_issued_at';
comment on column oauth_app.reused_at is 'when one of its secrets came again, so that what it was given ended';
