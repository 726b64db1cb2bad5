-- Whether something older must go first is asked for every message that is taken.
create index delivery_in_order on delivery (channel, lane, recipient, not_before, created_at, id)
  where state in ('pending', 'sending');
