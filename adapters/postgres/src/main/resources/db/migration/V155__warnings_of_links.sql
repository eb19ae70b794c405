-- What the ledger could not take as it is at the service. Told with the entity and in the status.
alter table sync_links add column warnings text[];
create index sync_links_warned on sync_links (connector, account) where warnings is not null;

comment on column sync_links.warnings is 'what the ledger holds otherwise than the service, each a field, a blank and why';
