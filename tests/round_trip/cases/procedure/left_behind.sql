-- case: a new procedure is forgotten
-- object: procedure app.close_tickets(text)
-- finding: downgrade-leaves-residue

-- up:
CREATE OR REPLACE PROCEDURE app.close_tickets(title text) LANGUAGE sql
  AS $$ DELETE FROM app.tickets t WHERE t.title = $1 $$;

-- faulty down:
DROP PROCEDURE IF EXISTS app.close_ticket(text);

-- correct down:
DROP PROCEDURE app.close_tickets(text);
