-- case: an enum built anew loses a value that no row uses
-- object: enum app.size
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.size AS ENUM ('S', 'M', 'L');
CREATE TABLE app.boxes (size app.size);
INSERT INTO app.boxes VALUES ('M');

-- up:
ALTER TYPE app.size ADD VALUE 'XL';

-- faulty down:
ALTER TYPE app.size RENAME TO size_with_xl;
CREATE TYPE app.size AS ENUM ('M', 'L');
ALTER TABLE app.boxes ALTER COLUMN size TYPE app.size USING size::text::app.size;
DROP TYPE app.size_with_xl;

-- correct down:
ALTER TYPE app.size RENAME TO size_with_xl;
CREATE TYPE app.size AS ENUM ('S', 'M', 'L');
ALTER TABLE app.boxes ALTER COLUMN size TYPE app.size USING size::text::app.size;
DROP TYPE app.size_with_xl;
