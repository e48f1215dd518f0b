-- The schema that the chain must produce at head. These files are loaded in the order of their names.

CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;

CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'Kept for ten years, whatever becomes of the rest.';

CREATE DOMAIN email_address AS text
  CONSTRAINT email_address_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$');
COMMENT ON DOMAIN email_address IS 'One @, no blanks, a dot in the host; the mail server decides the rest.';

CREATE DOMAIN language_tag AS text
  CONSTRAINT language_tag_shape CHECK (VALUE ~ '^[a-z]{2,3}(-[A-Z]{2})?$');
COMMENT ON DOMAIN language_tag IS 'BCP 47, as far as we need it: en, pt-BR.';

CREATE DOMAIN cents AS integer
  CONSTRAINT cents_not_negative CHECK (VALUE >= 0);

CREATE TYPE subscription_status AS ENUM ('trialing', 'active', 'past_due', 'canceled');
CREATE TYPE voice_tier AS ENUM ('standard', 'neural');
CREATE TYPE job_status AS ENUM ('queued', 'running', 'canceled', 'succeeded', 'failed');
COMMENT ON TYPE job_status IS 'A job only ever moves forward through these.';

-- Shared by the tables below.

CREATE FUNCTION set_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION set_updated_at() IS 'For BEFORE UPDATE triggers of tables with an updated_at.';

CREATE FUNCTION current_user_id() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.user_id', true), '')::bigint
$$;
COMMENT ON FUNCTION current_user_id() IS 'Whom the application speaks for: SET LOCAL app.user_id = …';
