-- What the ledger could not take as it is at the service. Told with the entity and in the status.
alter table sync_links add column warnings text[];

comment on column sync_links.warnings is 'what the ledger holds otherwise than the service, each a field, a blank and why';
