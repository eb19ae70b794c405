-- Time entries whose task or project there was not known here when both sides last agreed: they get it once it is.
alter table sync_entry_links add column unplaced_for text;

create index sync_entry_links_unplaced on sync_entry_links (connector, account, unplaced_for) where unplaced_for is not null;

comment on column sync_entry_links.unplaced_for is
  'the remote task or project of a linked one that is for nothing here, as both sides last agreed';
