-- Every type that a column may have, with what it is made of. Arrays are JSON. From OID $1
-- on, below $2 if that is not NULL. Where a range has no rngmultitypid (before 14), the name means
-- the stand-in of the outer query.
WITH range AS MATERIALIZED (
  SELECT found.*
    FROM (SELECT 0::oid AS rngmultitypid) AS before_14,
         LATERAL (SELECT r.rngtypid, r.rngsubtype, rngmultitypid AS multirange FROM pg_range r) AS found
)
SELECT t.oid, n.nspname, t.typname, pg_catalog.format_type(t.oid, NULL), t.typtype,
       t.typbasetype, t.typtypmod, t.typnotnull,
       coalesce(element.oid, r.rngsubtype, multi.rngtypid, 0),
       CASE WHEN element.oid IS NOT NULL THEN 'array'
            WHEN t.typtype = 'c' THEN 'composite'
            WHEN t.typtype = 'd' THEN 'domain'
            WHEN t.typtype = 'e' THEN 'enum'
            WHEN t.typtype = 'r' THEN 'range'
            WHEN t.typtype = 'm' THEN 'multirange'
            WHEN t.typtype = 'p' THEN 'pseudo'
            ELSE 'base' END,
       CASE WHEN t.typtype = 'e' THEN
         (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
            FROM pg_enum e WHERE e.enumtypid = t.oid) END,
       CASE WHEN t.typtype = 'c' THEN
         (SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::bigint,
                                            'typmod', a.atttypmod) ORDER BY a.attnum)
            FROM pg_attribute a
           WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END,
       CASE WHEN t.typtype = 'd' THEN
         (SELECT json_agg(json_build_object('name', c.conname,
                                            'expression', pg_get_expr(c.conbin, 0))
                          ORDER BY c.conname)
            FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c') END
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_type element ON element.typarray = t.oid
  LEFT JOIN range r ON r.rngtypid = t.oid
  LEFT JOIN range multi ON multi.multirange = t.oid AND t.typtype = 'm'
 WHERE NOT (t.typtype = 'c' AND n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast'))
   AND t.oid >= $1::oid AND ($2::oid IS NULL OR t.oid < $2::oid)
