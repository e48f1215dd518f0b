-- case: an extension is dropped that was there before
-- object: extension citext
-- finding: downgrade-loses-object

-- base:
CREATE EXTENSION citext;

-- up:
CREATE EXTENSION IF NOT EXISTS citext;
ALTER TABLE customers ADD COLUMN login citext;

-- faulty down:
ALTER TABLE customers DROP COLUMN login;
DROP EXTENSION citext;

-- correct down:
ALTER TABLE customers DROP COLUMN login;
