-- ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET. Source: pg_db_role_setting. More than
-- pg_dump says without --create.
-- root: pg_database
SELECT d.oid, 'database setting', '',
  CASE WHEN s.setrole = 0 THEN '' ELSE 'role ' || @role(s.setrole) END,
  split_part(setting, '=', 1),
  substr(setting, strpos(setting, '=') + 1) AS value
  FROM pg_database d
  JOIN pg_db_role_setting s ON s.setdatabase = d.oid
 CROSS JOIN LATERAL unnest(s.setconfig) AS u (setting)
 WHERE d.oid = ANY ($1::oid[])
