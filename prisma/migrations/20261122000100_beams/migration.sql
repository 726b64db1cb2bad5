-- What Prisma's schema language cannot say: wake-up calls, books that only grow, words a column may hold, hot paths.

-- ── Wake-up calls ──────────────────────────────────────────────────────────────────────────────────────────
-- A call says "look", never "what": whoever listens reads the rows. A sweep stands behind each of them.

create function notify_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', '');
  return null;
end $$;

create trigger outbox_event_calls after insert on outbox_event
  for each statement execute function notify_outbox();

create function notify_delivery() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform pg_notify('delivery', channel)
      from (select distinct channel from fresh where state = 'pending') woken;
  else
    perform pg_notify('delivery', channel)
      from (select distinct fresh.channel from fresh join old_rows using (id)
            where fresh.state = 'pending' and old_rows.state <> 'pending') woken;
  end if;
  return null;
end $$;

create trigger delivery_calls_on_insert after insert on delivery
  referencing new table as fresh for each statement execute function notify_delivery();
create trigger delivery_calls_on_update after update on delivery
  referencing new table as fresh old table as old_rows for each statement execute function notify_delivery();

-- Only a newly wanted version calls: noting a failed attempt must not wake the one who has just failed.
create function notify_card() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform pg_notify('card', channel)
      from (select distinct channel from fresh where wanted_version <> shown_version) woken;
  else
    perform pg_notify('card', channel)
      from (select distinct fresh.channel from fresh join old_rows using (id)
            where fresh.wanted_version <> fresh.shown_version
              and fresh.wanted_version <> old_rows.wanted_version) woken;
  end if;
  return null;
end $$;

create trigger card_calls_on_insert after insert on card
  referencing new table as fresh for each statement execute function notify_card();
create trigger card_calls_on_update after update on card
  referencing new table as fresh old table as old_rows for each statement execute function notify_card();

create function notify_attachment() returns trigger language plpgsql as $$
begin
  perform pg_notify('attachment', source)
    from (select distinct source from fresh where state = 'remote') woken;
  return null;
end $$;

create trigger attachment_calls after insert on attachment
  referencing new table as fresh for each statement execute function notify_attachment();

create function notify_inbound_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('inbound', source)
    from (select distinct source from fresh where state = 'received') woken;
  return null;
end $$;

create trigger inbound_event_calls after insert on inbound_event
  referencing new table as fresh for each statement execute function notify_inbound_event();

create function notify_setting() returns trigger language plpgsql as $$
begin
  perform pg_notify('setting', coalesce(new.key, old.key));
  return null;
end $$;

create trigger setting_calls after insert or update or delete on setting
  for each row execute function notify_setting();

-- ── Books that only grow ───────────────────────────────────────────────────────────────────────────────────
-- The only way around: `set local domovoy.may_rewrite = 'on'` inside a transaction. For emptying a demo and for erasing a
-- resident's words when the law asks for it; never in a verb of the domain.

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  if current_setting('domovoy.may_rewrite', true) = 'on' then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  raise exception '% only grows: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

create trigger ledger_entry_only_grows before update or delete on ledger_entry
  for each row execute function refuse_rewriting();
create trigger ledger_entry_is_not_emptied before truncate on ledger_entry
  for each statement execute function refuse_rewriting();
create trigger ticket_event_only_grows before update or delete on ticket_event
  for each row execute function refuse_rewriting();
create trigger ticket_event_is_not_emptied before truncate on ticket_event
  for each statement execute function refuse_rewriting();
create trigger audit_event_only_grows before update or delete on audit_event
  for each row execute function refuse_rewriting();
create trigger audit_event_is_not_emptied before truncate on audit_event
  for each statement execute function refuse_rewriting();

-- ── Numbers people see ─────────────────────────────────────────────────────────────────────────────────────

create sequence ticket_number_seq as integer start with 1201;

-- ── Words a column may hold ────────────────────────────────────────────────────────────────────────────────

alter table unit add constraint unit_type_word
  check (type in ('flat', 'apartment', 'parking', 'storage', 'commercial'));
alter table occupancy add constraint occupancy_role_word
  check (role in ('owner', 'tenant', 'family', 'representative'));
alter table occupancy add constraint occupancy_rights_words
  check (rights <@ array['tickets', 'meters', 'bills', 'pay', 'household']);
alter table occupancy add constraint occupancy_ends_after_start check (ends_on is null or ends_on >= starts_on);
alter table chat add constraint chat_state_word check (state in ('active', 'blocked', 'left'));
alter table join_code add constraint join_code_role_word
  check (role in ('owner', 'tenant', 'family', 'representative'));
alter table join_code add constraint join_code_rights_words
  check (rights <@ array['tickets', 'meters', 'bills', 'pay', 'household']);
alter table join_request add constraint join_request_reason_word check (reason in ('no-code', 'ambiguous-phone'));
alter table join_request add constraint join_request_state_word check (state in ('pending', 'approved', 'declined'));
alter table staff_member add constraint staff_member_roles_words
  check (roles <@ array['manager', 'accountant', 'dispatcher', 'technician', 'emergency', 'read-only']);

alter table ticket_category add constraint ticket_category_kind_word check (kind in ('technical', 'billing', 'general'));
alter table ticket add constraint ticket_kind_word check (kind in ('technical', 'billing', 'general'));
alter table ticket add constraint ticket_place_word check (place in ('flat', 'common-area', 'grounds'));
alter table ticket add constraint ticket_urgency_word check (urgency in ('normal', 'high', 'emergency'));
alter table ticket add constraint ticket_status_word
  check (status in ('new', 'claimed', 'in-work', 'resolved', 'closed', 'rejected', 'cancelled'));
alter table ticket add constraint ticket_pause_word check (pause in ('none', 'waiting-for-resident', 'on-hold'));
alter table ticket add constraint ticket_rating_range check (rating between 1 and 5);
alter table ticket_event add constraint ticket_event_actor_word
  check (actor_kind in ('resident', 'staff', 'system', 'api-key'));
alter table ticket_deadline add constraint ticket_deadline_promise_word
  check (promise in ('first-response', 'localisation', 'resolution'));
alter table visit add constraint visit_state_word
  check (state in ('proposed', 'accepted', 'changed', 'on-the-way', 'at-the-door', 'missed', 'done', 'cancelled'));

alter table conversation add constraint conversation_state_word check (state in ('open', 'closed'));
alter table message add constraint message_author_word check (author_kind in ('resident', 'staff', 'system'));
alter table message add constraint message_visibility_word check (visibility in ('resident', 'internal'));
alter table attachment add constraint attachment_kind_word check (kind in ('photo', 'video', 'voice', 'file'));
alter table attachment add constraint attachment_state_word check (state in ('remote', 'stored', 'refused'));

alter table service add constraint service_group_word
  check ("group" in ('service-fees', 'water', 'electricity', 'gas', 'heating', 'other', 'penalty'));
alter table invoice add constraint invoice_state_word check (state in ('issued', 'cancelled'));
alter table invoice add constraint invoice_period_form check (period ~ '^\d{4}-(0[1-9]|1[0-2])$');
alter table ledger_entry add constraint ledger_entry_origin_word check (origin in ('billed', 'ours'));
alter table ledger_entry add constraint ledger_entry_kind_word
  check (kind in ('opening', 'charge', 'penalty', 'payment', 'refund', 'adjustment', 'reconciliation', 'confirmation'));
alter table payment add constraint payment_state_word
  check (state in ('created', 'pending', 'succeeded', 'cancelled', 'expired', 'refunded'));
alter table dispute add constraint dispute_outcome_word check (outcome in ('accepted', 'partial', 'rejected'));
alter table import_batch add constraint import_batch_target_word
  check (target in ('residents', 'invoices', 'meters', 'readings', 'payments', 'balances'));
alter table import_batch add constraint import_batch_state_word
  check (state in ('checked', 'applied', 'failed', 'undone'));

alter table meter add constraint meter_resource_word
  check (resource in ('cold-water', 'hot-water', 'electricity', 'gas', 'heating', 'other'));
alter table reading add constraint reading_state_word
  check (state in ('accepted', 'doubtful', 'declined', 'superseded'));
alter table reading add constraint reading_supplier_state_word check (supplier_state in ('sent', 'accepted', 'declined'));
alter table reading add constraint reading_period_form check (counts_for_period ~ '^\d{4}-(0[1-9]|1[0-2])$');
alter table reading_window add constraint reading_window_days
  check (start_day between 1 and 31 and end_day between 1 and 31);

alter table news_post add constraint news_post_urgency_word check (urgency in ('common', 'emergency'));
alter table news_post add constraint news_post_state_word
  check (state in ('draft', 'scheduled', 'publishing', 'published', 'cancelled'));
alter table news_post add constraint news_post_audience_word check (audience in ('everyone', 'buildings'));
alter table outage add constraint outage_work_type_word check (work_type in ('planned', 'emergency'));

alter table delivery add constraint delivery_lane_word check (lane in ('soon', 'bulk'));
alter table delivery add constraint delivery_state_word
  check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'cancelled'));
alter table inbound_event add constraint inbound_event_state_word check (state in ('received', 'done', 'failed'));
alter table occurrence add constraint occurrence_state_word check (state in ('due', 'done', 'skipped'));

-- ── Hot paths: only what is still to be done is indexed ────────────────────────────────────────────────────

create index outbox_event_to_hand_over on outbox_event (created_at, id) where handed_at is null;
create index delivery_to_send on delivery (channel, lane, not_before, created_at, id)
  where state in ('pending', 'sending');
create index card_to_show on card (channel, updated_at, id) where wanted_version > shown_version;
create index attachment_to_fetch on attachment (source, created_at, id) where state = 'remote';
create index attachment_with_copy on attachment (source_ref) where state = 'stored';
create index inbound_event_to_do on inbound_event (source, created_at) where state = 'received';
create index occurrence_to_run on occurrence (due_at) where state = 'due';

-- Tables that are written and emptied all day: vacuumed by their turnover, not by their size.
alter table outbox_event set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
alter table delivery set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- ── One row where "for the whole company" is a null ────────────────────────────────────────────────────────

drop index slack_channel_service_building_id_key;
create unique index slack_channel_service_building_id_key on slack_channel (service, building_id) nulls not distinct;
drop index reading_window_building_id_resource_key;
create unique index reading_window_building_id_resource_key on reading_window (building_id, resource) nulls not distinct;
