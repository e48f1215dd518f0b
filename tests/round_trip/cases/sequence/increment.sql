-- case: an increment stays
-- object: sequence app.ticket_number
-- finding: downgrade-changes-object

-- up:
ALTER SEQUENCE app.ticket_number INCREMENT BY 1;

-- faulty down:
ALTER SEQUENCE app.ticket_number START WITH 100;

-- correct down:
ALTER SEQUENCE app.ticket_number INCREMENT BY 10;
