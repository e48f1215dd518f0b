-- migrate:up
CREATE TYPE deed AS ENUM ('made', 'gone');
CREATE TABLE totals (id int PRIMARY KEY, amount numeric NOT NULL DEFAULT 0);
CREATE TABLE orders (id int PRIMARY KEY, price numeric NOT NULL);
CREATE FUNCTION add_to_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE totals SET amount = amount + NEW.price;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_total AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION add_to_totals();

CREATE TABLE people (id int PRIMARY KEY, name text);
CREATE TABLE people_history (LIKE people);
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO people_history SELECT OLD.*;
  RETURN NULL;
END $$;
CREATE TRIGGER people_history AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION keep_history();

CREATE TABLE tags (name text NOT NULL);
CREATE UNIQUE INDEX tags_name ON tags (name);
CREATE TABLE notes (id int PRIMARY KEY, tag text NOT NULL);
CREATE FUNCTION keep_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tags VALUES (NEW.tag) ON CONFLICT (name) DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER notes_tag BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION keep_tag();

CREATE FUNCTION bare(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN lower(t); END';
CREATE FUNCTION is_bare(t text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN t = bare(t) OR length(t) > 1; END';
CREATE TABLE codes (id int PRIMARY KEY, code text CHECK (is_bare(code)));

CREATE TABLE counters (next int NOT NULL);
INSERT INTO counters VALUES (1);
CREATE FUNCTION next_number() RETURNS int LANGUAGE plpgsql AS $$
DECLARE result int;
BEGIN
  UPDATE counters SET next = next + 1 RETURNING next INTO result;
  RETURN result;
END $$;
CREATE TABLE invoices (id int PRIMARY KEY, number int NOT NULL DEFAULT next_number());

CREATE TABLE log (what deed NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE files (id int PRIMARY KEY, path text);
CREATE FUNCTION log_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log VALUES ('gone');
  RETURN OLD;
END $$;
CREATE TRIGGER files_gone AFTER DELETE ON files FOR EACH ROW EXECUTE FUNCTION log_gone();

CREATE TABLE pages (id int PRIMARY KEY, title text, words tsvector);
CREATE TRIGGER pages_words BEFORE INSERT OR UPDATE ON pages FOR EACH ROW
  EXECUTE FUNCTION tsvector_update_trigger('words', 'pg_catalog.english', 'title');

CREATE TABLE cities (id int PRIMARY KEY, name text);

-- migrate:down
DROP TABLE cities, pages, files, log, invoices, counters, codes, notes, tags, people, people_history, orders, totals;
DROP FUNCTION add_to_totals, keep_history, keep_tag, is_bare, bare, next_number, log_gone;
DROP TYPE deed;
