-- The texts that users want read, found again by any part of their title.
-- migrate:up
CREATE TABLE documents (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id         bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  title           text NOT NULL,
  body            text NOT NULL,
  language        language_tag NOT NULL DEFAULT 'en',
  character_count integer GENERATED ALWAYS AS (char_length(body)) STORED,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  deleted_at      timestamptz,
  ssml_draft      text,
  CONSTRAINT documents_title_length CHECK (char_length(title) BETWEEN 1 AND 200)
);
COMMENT ON TABLE documents IS 'Texts to be read aloud.';
COMMENT ON COLUMN documents.deleted_at IS 'In the bin since; emptied after 30 days.';

-- A body is read whole or not at all: keep it out of line, uncompressed.
ALTER TABLE documents ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE INDEX documents_title_trgm_idx ON documents USING gin (title gin_trgm_ops);
CREATE INDEX documents_recent_idx ON documents (user_id, updated_at DESC) INCLUDE (title)
  WHERE deleted_at IS NULL;

CREATE TRIGGER set_updated_at
  BEFORE UPDATE OF title, body, language ON documents
  FOR EACH ROW
  EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE documents;
