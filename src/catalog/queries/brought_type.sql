-- Types that an extension or the server brought, if their privileges are not those that they came with.
-- Sources: pg_type, pg_init_privs.
-- root: pg_type members
SELECT t.oid, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite type'
                             WHEN 'r' THEN 'range type' ELSE 'base type' END,
  quote_ident(n.nspname), '', quote_ident(t.typname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  @privileges_since(coalesce(t.typacl, acldefault('T', t.typowner)),
                    @initial_privileges(pg_type, t.oid, T, t.typowner), t.typowner)
 WHERE t.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
