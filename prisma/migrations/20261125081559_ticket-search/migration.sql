-- Likeness of words. Trusted since PostgreSQL 13: the owner of a database may create it, on managed servers too.
create extension if not exists pg_trgm;

-- CreateTable
CREATE TABLE "ticket_search" (
    "ticket_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "ticket_search_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT COLLATE "C" NOT NULL,
    "letters" TEXT NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_search_number_key" ON "ticket_search"("number");

-- CreateIndex
CREATE INDEX "ticket_search_words_idx" ON "ticket_search" USING GIN ("words") WITH (fastupdate = off);

-- CreateIndex
CREATE INDEX "search_word_letters_idx" ON "search_word" USING GIST ("letters" gist_trgm_ops);

-- AddForeignKey
ALTER TABLE "ticket_search" ADD CONSTRAINT "ticket_search_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── What a ticket is found by ──────────────────────────────────────────────────────────────────────────────

-- Small letters, е for ё, and a space for whatever is neither letter nor digit: "кран.Течёт" is two words, not a host. Letters
-- are named one by one, for a database of locale C knows the small ones of English alone.
create function search_plain(text) returns text language sql immutable parallel safe as $$
  select translate(lower($1),
    'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё' || '.,:;!?…-–—_/\|()[]{}<>«»„“”"''`’*+=~^&%$#@№' || E'\n\r\t',
    'абвгдеежзийклмнопрстуфхцчшщъыьэюяе' || repeat(' ', 60))
$$;

-- The configuration `russian` stems Russian words as Russian and Latin ones as English. Marks stand beside the stems, so that
-- one index answers "leak, in this building, among the newest": a slice is 4096 tickets in the order of their numbers.
create function ticket_words(ticket) returns tsvector language sql stable as $$
  select strip(to_tsvector('russian', search_plain($1.text || ' ' || coalesce($1.report, ''))))
    || array_to_tsvector(array_remove(array[
      '№' || $1.number, 'slice:' || $1.number / 4096, 'kind:' || $1.kind,
      'category:' || $1.category_id, 'building:' || $1.building_id], null))
$$;

-- A letter of English or a digit for each Russian letter: pg_trgm sees no others in a database of locale C.
create function search_letters(text) returns text language sql immutable parallel safe as $$
  select translate($1, 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'abvgdejzi0klmnoprstufhc4wq1y253x')
$$;

-- Words as they were written, and their stems. They are learnt in one order, so that two who learn the same ones wait for one
-- another and never in a ring.
create function learn_words(texts text[], stems tsvector[]) returns void language sql as $$
  insert into search_word (word, letters)
  select distinct said.word, search_letters(said.word) from (
    select string_to_table(search_plain(one), ' ') from unnest(texts) one
    union all select unnest(tsvector_to_array(one)) from unnest(stems) one
  ) said (word)
  where said.word ~ '^[a-zа-я]{3,30}$' and not exists (select from search_word known where known.word = said.word)
  order by said.word
  on conflict do nothing
$$;

create function index_new_tickets() returns trigger language plpgsql as $$
declare
  stems tsvector[];
begin
  with found as (
    insert into ticket_search (ticket_id, number, words)
    select fresh.id, fresh.number, ticket_words(fresh::ticket) from fresh
    returning words
  ) select array_agg(words) into stems from found;
  perform learn_words(array(select text || ' ' || coalesce(report, '') from fresh), stems);
  return null;
end $$;

create trigger ticket_is_found after insert on ticket
  referencing new table as fresh for each statement execute function index_new_tickets();

create function index_changed_ticket() returns trigger language plpgsql as $$
declare
  stems tsvector := ticket_words(new);
begin
  update ticket_search set words = stems where ticket_id = new.id;
  perform learn_words(array[new.text || ' ' || coalesce(new.report, '')], array[stems]);
  return null;
end $$;

create trigger ticket_is_found_anew after update of text, report, kind, category_id, building_id on ticket
  for each row
  when ((old.text, old.report, old.kind, old.category_id, old.building_id)
    is distinct from (new.text, new.report, new.kind, new.category_id, new.building_id))
  execute function index_changed_ticket();

insert into ticket_search (ticket_id, number, words) select id, number, ticket_words(ticket) from ticket;
select learn_words(
  array(select text || ' ' || coalesce(report, '') from ticket), array(select words from ticket_search));
