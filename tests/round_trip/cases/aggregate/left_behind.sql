-- case: a new aggregate is forgotten
-- object: aggregate app.longest(text)
-- finding: downgrade-leaves-residue

-- up:
CREATE FUNCTION app.longer(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT CASE WHEN length($1) < length($2) THEN $2 ELSE $1 END $$;
CREATE AGGREGATE app.longest(text) (SFUNC = app.longer, STYPE = text);

-- faulty down:
DROP AGGREGATE IF EXISTS app.longest_text(text);

-- correct down:
DROP AGGREGATE app.longest(text);
DROP FUNCTION app.longer(text, text);
