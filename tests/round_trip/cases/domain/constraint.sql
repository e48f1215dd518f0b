-- case: the constraint of a domain comes back with another condition
-- object: domain constraint email_has_at on public.email
-- finding: downgrade-changes-object

-- up:
ALTER DOMAIN email DROP CONSTRAINT email_has_at;

-- faulty down:
ALTER DOMAIN email ADD CONSTRAINT email_has_at CHECK (VALUE LIKE '%@%.%');

-- correct down:
ALTER DOMAIN email ADD CONSTRAINT email_has_at CHECK (VALUE LIKE '%@%');
