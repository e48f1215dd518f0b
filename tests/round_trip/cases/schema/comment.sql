-- case: the comment on a schema is forgotten
-- object: schema app
-- finding: downgrade-changes-object

-- up:
COMMENT ON SCHEMA app IS 'The back office.';

-- faulty down:
COMMENT ON SCHEMA app IS NULL;

-- correct down:
COMMENT ON SCHEMA app IS 'What the back office uses.';
