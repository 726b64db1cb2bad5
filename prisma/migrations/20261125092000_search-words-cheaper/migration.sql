-- Words are learnt by the statement that makes a ticket findable. What is known already is found out by the insert itself, word by
-- word: asked beforehand, Postgres would read the whole vocabulary for a handful of words. They are learnt in one order, so that two
-- who learn the same ones wait for one another and never in a ring.
create or replace function index_new_tickets() returns trigger language plpgsql as $$
begin
  with found as (
    insert into ticket_search (ticket_id, number, words)
    select fresh.id, fresh.number, ticket_words(fresh::ticket) from fresh
    returning words
  ), said as (
    select string_to_table(search_plain(text || ' ' || coalesce(report, '')), ' ') as word from fresh
    union select unnest(tsvector_to_array(words)) from found
  )
  insert into search_word (word, letters)
  select word, search_letters(word) from said where word ~ '^[a-zа-я]{3,30}$' order by word
  on conflict do nothing;
  return null;
end $$;

create or replace function index_changed_ticket() returns trigger language plpgsql as $$
declare
  stems tsvector := ticket_words(new);
begin
  update ticket_search set words = stems where ticket_id = new.id;
  insert into search_word (word, letters)
  select word, search_letters(word) from (
    select string_to_table(search_plain(new.text || ' ' || coalesce(new.report, '')), ' ')
    union select unnest(tsvector_to_array(stems))
  ) said (word)
  where word ~ '^[a-zа-я]{3,30}$' order by word
  on conflict do nothing;
  return null;
end $$;

drop function learn_words(text[], tsvector[]);
