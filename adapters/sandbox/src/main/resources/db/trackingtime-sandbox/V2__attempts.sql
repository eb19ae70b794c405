-- One queue serves all sandboxes: webhooks are named by text, and failed attempts are counted where they are repeated.
alter table trackingtime_sandbox.delivery
    alter column webhook_id type text using webhook_id::text,
    add column attempts int not null default 0;
