-- case: a text search configuration keeps another dictionary
-- object: text search configuration app.plain
-- finding: downgrade-changes-object

-- base:
CREATE TEXT SEARCH CONFIGURATION app.plain (COPY = simple);

-- up:
ALTER TEXT SEARCH CONFIGURATION app.plain ALTER MAPPING FOR word WITH english_stem;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TEXT SEARCH CONFIGURATION app.plain ALTER MAPPING FOR word WITH simple;
