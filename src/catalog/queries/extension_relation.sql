-- Tables, views and sequences of extensions, and their columns, if their privileges
-- are not those that they were made with. Sources: pg_class, pg_attribute, pg_init_privs.
-- root: pg_class members
SELECT c.oid, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                             WHEN 'S' THEN 'sequence' ELSE 'table' END,
  quote_ident(n.nspname), '', quote_ident(c.relname),
  beyond AS privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT CASE c.relkind WHEN 'S' THEN
    @privileges_beyond(coalesce(c.relacl, acldefault('s', c.relowner)),
                       @initial_privileges(pg_class, c.oid, s, c.relowner), c.relowner)
    ELSE
    @privileges_beyond(coalesce(c.relacl, acldefault('r', c.relowner)),
                       @initial_privileges(pg_class, c.oid, r, c.relowner), c.relowner) END) AS b (beyond)
 WHERE c.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
UNION ALL
SELECT c.oid, 'column', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(a.attname),
  beyond AS privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(a.attacl, acldefault('c', c.relowner)),
                               coalesce(i.initprivs, acldefault('c', c.relowner)), c.relowner)) AS b (beyond)
 WHERE c.oid = ANY ($1::oid[]) AND a.attacl IS DISTINCT FROM i.initprivs AND beyond IS NOT NULL
