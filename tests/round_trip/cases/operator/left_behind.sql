-- case: a new operator is forgotten
-- object: operator app.===(text, text)
-- finding: downgrade-leaves-residue

-- up:
CREATE FUNCTION app.same_letters(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE
  AS $$ SELECT lower($1) = lower($2) $$;
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = app.same_letters);

-- faulty down:
ANALYZE orders;

-- correct down:
DROP OPERATOR app.=== (text, text);
DROP FUNCTION app.same_letters(text, text);
