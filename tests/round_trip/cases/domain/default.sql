-- case: the default of a domain stays
-- object: domain public.email
-- finding: downgrade-changes-object

-- up:
ALTER DOMAIN email SET DEFAULT 'nobody@example.com';

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER DOMAIN email DROP DEFAULT;
