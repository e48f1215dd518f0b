-- case: a text search dictionary keeps its new option
-- object: text search dictionary app.words
-- finding: downgrade-changes-object

-- base:
CREATE TEXT SEARCH DICTIONARY app.words (TEMPLATE = simple);

-- up:
ALTER TEXT SEARCH DICTIONARY app.words (accept = false);

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TEXT SEARCH DICTIONARY app.words (accept);
