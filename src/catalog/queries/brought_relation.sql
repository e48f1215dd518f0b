-- Tables, views and sequences that an extension or the server brought, and their columns, if their
-- privileges are not those that they came with. Sources: pg_class, pg_attribute, pg_init_privs.
-- root: pg_class members
SELECT c.oid, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                             WHEN 'S' THEN 'sequence' ELSE 'table' END,
  quote_ident(n.nspname), '', quote_ident(c.relname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL
    (SELECT coalesce(c.relacl, usual), coalesce(i.initprivs, usual)
       FROM (SELECT CASE c.relkind WHEN 'S' THEN acldefault('s', c.relowner) ELSE acldefault('r', c.relowner) END) AS u (usual)
       LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0) AS p (now, initial)
  @privileges_since(p.now, p.initial, c.relowner)
 WHERE c.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
UNION ALL
SELECT c.oid, 'column', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(a.attname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
  @privileges_since(coalesce(a.attacl, acldefault('c', c.relowner)),
                    coalesce(i.initprivs, acldefault('c', c.relowner)), c.relowner)
 WHERE c.oid = ANY ($1::oid[]) AND a.attacl IS DISTINCT FROM i.initprivs AND (granted IS NOT NULL OR revoked IS NOT NULL)
