-- ALTER DEFAULT PRIVILEGES. Source: pg_default_acl. Without a schema the entry replaces the
-- built-in default; within one it adds to it.
-- root: pg_default_acl
SELECT d.oid, 'default privileges', coalesce(@schema_name(d.defaclnamespace), ''), '',
  CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
                       WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' END
  || ' for ' || @role(d.defaclrole) || coalesce(' in ' || @schema_name(d.defaclnamespace), ''),
  (SELECT string_agg(line, '; ' ORDER BY line)
                   FROM (SELECT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE @role(x.grantee) END || ': '
                                || string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN '*' ELSE '' END,
                                              ', ' ORDER BY x.privilege_type) AS line
                           FROM aclexplode(d.defaclacl) AS x GROUP BY x.grantee) AS lines) AS privileges
  FROM pg_default_acl d
 WHERE d.oid = ANY ($1::oid[])
