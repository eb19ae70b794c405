-- What the ledger could not take of a time entry as it is at the service. Told with the entry and in the status.
alter table sync_entry_links add column warnings text[];
create index sync_entry_links_warned on sync_entry_links (connector, account) where warnings is not null;

comment on column sync_entry_links.warnings is 'what the ledger holds otherwise than the service, each a field, a blank and why';
