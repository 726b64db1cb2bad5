-- DropIndex
DROP INDEX "search_word_letters_idx";

-- CreateIndex
CREATE INDEX "search_word_letters_idx" ON "search_word" USING GIN ("letters" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ticket_assignee_id_created_at_id_idx" ON "ticket"("assignee_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_building_id_created_at_id_idx" ON "ticket"("building_id", "created_at" DESC, "id" DESC);

-- Words near to one, the nearest first. A tree of trigrams would be read nearly whole to find them; lists of trigrams are not, but
-- want a bound, and the usual one (0.3) is too high for a slip in a word of five letters.
create function words_like(asked text, most int) returns setof text
language sql stable set pg_trgm.similarity_threshold = 0.2 as $$
  select word from search_word
  where letters % search_letters(asked)
  order by letters <-> search_letters(asked), word
  limit most
$$;
