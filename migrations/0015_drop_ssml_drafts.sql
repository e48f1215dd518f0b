-- Nobody used the SSML editor; its drafts go. The way back restores the column, not what was in it.
-- migrate:loses documents.ssml_draft
-- migrate:up
ALTER TABLE documents DROP COLUMN ssml_draft;

-- migrate:down
ALTER TABLE documents ADD COLUMN ssml_draft text;
