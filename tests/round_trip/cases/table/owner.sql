-- case: an owner stays
-- object: table app.papers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.papers OWNER TO pg_signal_backend;

-- faulty down:
ANALYZE app.papers;

-- correct down:
ALTER TABLE app.papers OWNER TO CURRENT_USER;
