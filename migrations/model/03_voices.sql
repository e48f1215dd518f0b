-- Voices, and what a user likes best among them.

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
CREATE INDEX voices_settings_idx ON voices USING gin (settings jsonb_path_ops);

CREATE STATISTICS voices_language_tier (ndistinct, dependencies) ON language, tier FROM voices;

GRANT SELECT (id, name, language, tier) ON voices TO PUBLIC;

ALTER TABLE users
  ADD CONSTRAINT users_favourite_voice_id_fkey FOREIGN KEY (favourite_voice_id) REFERENCES voices
    ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
