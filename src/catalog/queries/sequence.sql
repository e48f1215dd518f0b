-- Sequences, those of serial and identity columns too. Where a sequence stands (`last_value`,
-- `is_called`) is added by the reader: it lives outside the catalogs and outside transactions.
-- Sources: pg_sequence, pg_class, pg_attribute (privileges), pg_depend (OWNED BY, identity).
-- root: pg_class
SELECT c.oid, 'sequence', quote_ident(n.nspname), '', quote_ident(c.relname),
  format_type(s.seqtypid, NULL) AS type,
  s.seqstart AS start,
  s.seqincrement AS increment,
  s.seqmin AS minimum,
  s.seqmax AS maximum,
  s.seqcache AS cache,
  s.seqcycle AS cycle,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' END AS persistence,
  (SELECT @relation_name(d.refobjid) || '.' || quote_ident(a.attname)
            || CASE d.deptype WHEN 'i' THEN ' (identity)' ELSE '' END
       FROM pg_depend d
       JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')) AS owned_by,
  @role(c.relowner) AS owner,
  @privileges(c.relacl, s, c.relowner) AS privileges,
  (SELECT string_agg(quote_ident(a.attname) || ': ' || @privileges(a.attacl, c, c.relowner), '; ' ORDER BY a.attname)
       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL) AS column_privileges,
  @comment(pg_class, c.oid, 0) AS comment,
  @security_labels(pg_class, c.oid, 0) AS security_label
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_sequence s ON s.seqrelid = c.oid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
