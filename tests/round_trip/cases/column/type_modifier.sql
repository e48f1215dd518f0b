-- case: the length of a varchar is not given back
-- object: column app.labels.text
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.labels (id integer, text varchar(40));

-- up:
ALTER TABLE app.labels ALTER COLUMN text TYPE varchar(80);

-- faulty down:
ALTER TABLE app.labels ALTER COLUMN text TYPE varchar;

-- correct down:
ALTER TABLE app.labels ALTER COLUMN text TYPE varchar(40);
