-- migrate:up
DO $$ BEGIN UPDATE notes SET seen = now(); END $$;

-- migrate:down
-- migrate:loses notes.seen
SELECT 1;
