-- migrate:up
DO $$ BEGIN IF EXISTS (SELECT FROM drafts) THEN RAISE EXCEPTION 'there are drafts'; END IF; END $$;
ALTER TABLE "Straßen" ALTER COLUMN r SET NOT NULL;

-- migrate:down
ALTER TABLE "Straßen" ALTER COLUMN r DROP NOT NULL;
