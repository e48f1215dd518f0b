-- A job is billed by the length that its document had when the job was made, not by today's.
-- migrate:up
ALTER TABLE jobs ADD COLUMN character_count integer;

UPDATE jobs
SET character_count = documents.character_count
FROM documents
WHERE documents.id = jobs.document_id;

ALTER TABLE jobs
  ALTER COLUMN character_count SET NOT NULL,
  ADD CONSTRAINT jobs_character_count_not_negative CHECK (character_count >= 0);

-- migrate:down
ALTER TABLE jobs DROP COLUMN character_count;
