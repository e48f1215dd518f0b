-- Voices to read with: ours, and those that users clone from their own. A user may have a favourite,
-- so users and voices refer to each other.
-- migrate:up
CREATE TYPE voice_tier AS ENUM ('standard', 'neural');

CREATE TABLE voices (
  id         integer GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY,
  owner_id   bigint REFERENCES users ON DELETE CASCADE,
  name       text NOT NULL,
  language   language_tag NOT NULL,
  tier       voice_tier NOT NULL DEFAULT 'standard',
  labels     text[] NOT NULL DEFAULT '{}',
  settings   jsonb NOT NULL DEFAULT '{"speed": 1.0}',
  CONSTRAINT voices_settings_is_object CHECK (jsonb_typeof(settings) = 'object')
);
COMMENT ON COLUMN voices.owner_id IS 'Who cloned it; null for the voices of the house.';

CREATE UNIQUE INDEX voices_house_name_idx ON voices (language, name) WHERE owner_id IS NULL;
CREATE UNIQUE INDEX voices_owner_name_idx ON voices (owner_id, name) WHERE owner_id IS NOT NULL;
CREATE INDEX voices_labels_idx ON voices USING gin (labels);

ALTER TABLE users
  ADD COLUMN favourite_voice_id integer
    CONSTRAINT users_favourite_voice_id_fkey REFERENCES voices
    ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX users_favourite_voice_id_idx ON users (favourite_voice_id);

-- migrate:down
ALTER TABLE users DROP COLUMN favourite_voice_id;
DROP TABLE voices;
DROP TYPE voice_tier;
