-- case: a CHECK comes back without NO INHERIT
-- object: constraint papers_have_a_date on app.papers
-- finding: downgrade-changes-object

-- base:
ALTER TABLE app.papers ADD CONSTRAINT papers_have_a_date CHECK (written_on IS NOT NULL) NO INHERIT;

-- up:
ALTER TABLE app.papers DROP CONSTRAINT papers_have_a_date;

-- faulty down:
ALTER TABLE app.papers ADD CONSTRAINT papers_have_a_date CHECK (written_on IS NOT NULL);

-- correct down:
ALTER TABLE app.papers ADD CONSTRAINT papers_have_a_date CHECK (written_on IS NOT NULL) NO INHERIT;
