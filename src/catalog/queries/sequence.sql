-- Sequences, those of serial and identity columns too. Where a sequence stands (`last_value`,
-- `is_called`) is added by the reader: it lives outside the catalogs and outside transactions.
-- Sources: pg_sequence, pg_class, pg_attribute (privileges), pg_depend (OWNED BY, identity).
-- root: pg_class
SELECT c.oid, 'sequence', quote_ident(n.nspname), '', quote_ident(c.relname),
  json_build_object(
    'type', format_type(s.seqtypid, NULL),
    'start', s.seqstart,
    'increment', s.seqincrement,
    'minimum', s.seqmin,
    'maximum', s.seqmax,
    'cache', s.seqcache,
    'cycle', s.seqcycle,
    'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
    'owned_by',
      (SELECT @relation_name(d.refobjid) || '.' || quote_ident(a.attname)
              || CASE d.deptype WHEN 'i' THEN ' (identity)' ELSE '' END
         FROM pg_depend d
         JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')),
    'owner', @role(c.relowner),
    'privileges', @privileges(c.relacl, s, c.relowner),
    'column_privileges',
      (SELECT string_agg(quote_ident(a.attname) || ': ' || @privileges(a.attacl, c, c.relowner), '; ' ORDER BY a.attname)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL),
    'comment', @comment(pg_class, c.oid, 0))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_sequence s ON s.seqrelid = c.oid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
