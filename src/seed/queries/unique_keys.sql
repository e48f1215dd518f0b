-- What must be unique: constraints and bare indexes alike, and what must not collide (EXCLUDE).
-- The columns of expressions and predicates stand beside those of the key. Where an index has no
-- indnullsnotdistinct (before 15), the name means the stand-in of the outer query.
-- What a key demands is told in numbers, for pg_get_indexdef() is slow. $1: the tables, or NULL for
-- all.
SELECT i.indrelid, ic.relname, i.indisprimary,
       (SELECT json_agg(key.attnum ORDER BY key.place)
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS key(attnum, place)
         WHERE key.place <= i.indnkeyatts AND key.attnum <> 0),
       (SELECT json_agg(DISTINCT d.refobjsubid) FROM pg_depend d
         WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
           AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid
           AND d.refobjsubid > 0),
       i.indexprs IS NOT NULL, pg_get_expr(i.indpred, i.indrelid),
       i.nulls_not_distinct, i.indisexclusion,
       coalesce(con.oid, 0),
       concat_ws('|', ic.relam, i.indnkeyatts, i.indkey, i.indclass, i.indcollation, i.indoption,
                 i.nulls_not_distinct, con.conexclop, pg_get_expr(i.indexprs, i.indrelid),
                 pg_get_expr(i.indpred, i.indrelid))
  FROM (SELECT false AS indnullsnotdistinct) AS before_15
  CROSS JOIN LATERAL (SELECT index.*, indnullsnotdistinct AS nulls_not_distinct
                        FROM pg_index AS index) AS i
  JOIN pg_class ic ON ic.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid
                             AND con.contype IN ('p', 'u', 'x')
 WHERE (i.indisunique OR i.indisexclusion) AND i.indislive AND c.relpersistence <> 't'
   AND ($1::oid[] IS NULL OR i.indrelid = ANY ($1::oid[]))
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
 ORDER BY i.indrelid, i.indisprimary DESC, ic.relname COLLATE "C"
