-- Written together with last_used_at; not known of what was used before.
alter table access_token add column last_used_channel text;
alter table access_token add column last_used_client text;

comment on column access_token.last_used_channel is 'through what it came in last, such as rest or mcp';
comment on column access_token.last_used_client is 'the program, as it named itself when it connected';
