-- The status of a connector counts those that have one, each time that it is asked for.
create index sync_links_reason on sync_links (connector, account) where reason is not null;
