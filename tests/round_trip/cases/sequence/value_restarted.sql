-- case: a restarted sequence is not moved back
-- object: sequence app.tickets_id_seq
-- finding: downgrade-moves-sequence

-- up:
ALTER SEQUENCE app.tickets_id_seq RESTART WITH 9000;

-- faulty down:
ANALYZE orders;

-- correct down:
SELECT setval('app.tickets_id_seq', 2, true);
