-- migrate:up
CREATE TABLE events (id int PRIMARY KEY, starts timestamp NOT NULL, ends timestamptz, day date);
CREATE TABLE visits (id int PRIMARY KEY, at timestamptz NOT NULL);
CREATE TABLE days (id int PRIMARY KEY, day date NOT NULL);
CREATE TABLE notes (id int PRIMARY KEY, body text, seen timestamp, changed timestamp);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
CREATE TRIGGER notes_touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();

-- migrate:down
DROP TABLE notes, days, visits, events;
DROP FUNCTION touch;
