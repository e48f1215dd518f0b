-- What a migration can change of the database itself. Sources: pg_database, pg_shdescription,
-- pg_shseclabel.
-- The name is not part of it (every database compared has another), nor is the mark of a scratch
-- database of ours.
-- root: pg_database
SELECT d.oid, 'database', '', '', 'current',
  @role(d.datdba) AS owner,
  @privileges(d.datacl, d, d.datdba) AS privileges,
  (SELECT description FROM pg_shdescription
               WHERE classoid = 'pg_database'::regclass AND objoid = d.oid
                 AND description !~ '^pgstair') AS comment,
  @shared_security_labels(pg_database, d.oid) AS security_label
  FROM pg_database d
 WHERE d.oid = ANY ($1::oid[])
