-- What a migration can change of the database itself. Sources: pg_database, pg_shdescription.
-- The name is not part of it (every database compared has another), nor is the mark of a scratch
-- database of ours.
-- root: pg_database
SELECT d.oid, 'database', '', '', 'current',
  json_build_object(
    'owner', @role(d.datdba),
    'privileges', @privileges(d.datacl, d, d.datdba),
    'comment', (SELECT description FROM pg_shdescription
                 WHERE classoid = 'pg_database'::regclass AND objoid = d.oid
                   AND description !~ '^pgstair'))::text
  FROM pg_database d
 WHERE d.oid = ANY ($1::oid[])
