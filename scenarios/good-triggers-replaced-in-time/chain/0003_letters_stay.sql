-- migrate:up
ALTER TABLE letters RENAME COLUMN body TO text;
CREATE TRIGGER letters_are_kept BEFORE DELETE ON letters FOR EACH ROW EXECUTE FUNCTION refuse();

-- migrate:down
DROP TRIGGER letters_are_kept ON letters;
ALTER TABLE letters RENAME COLUMN text TO body;
