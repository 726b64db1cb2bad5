-- The list of differences reads the newest; they are few among all entries.
create index ledger_entry_difference on ledger_entry (id) where kind = 'reconciliation' and reverses_id is null;
