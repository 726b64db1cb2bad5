-- New words are few: they go into the index at once. A list of what is not yet in it would be read by every search.
drop index search_word_letters_idx;
create index search_word_letters_idx on search_word using gin (letters gin_trgm_ops) with (fastupdate = off);

-- The text of a question as one. Not said to be safe for parallel workers, on purpose: a search reads few rows, and starting
-- workers costs more than reading them.
create function asked_words(text) returns tsquery language sql stable as $$ select $1::tsquery $$;
