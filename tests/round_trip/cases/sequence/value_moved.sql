-- case: a sequence that was moved on is not moved back
-- object: sequence app.ticket_number
-- finding: downgrade-moves-sequence

-- base:
SELECT setval('app.ticket_number', 500);

-- up:
-- Leave room for the tickets of the old system.
SELECT setval('app.ticket_number', 50000);

-- faulty down:
ANALYZE orders;

-- correct down:
SELECT setval('app.ticket_number', 500);
