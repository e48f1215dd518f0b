-- case: a privilege on a sequence stays
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
GRANT USAGE ON SEQUENCE app.ticket_number TO PUBLIC;

-- faulty down:
ANALYZE orders;

-- correct down:
REVOKE USAGE ON SEQUENCE app.ticket_number FROM PUBLIC;
