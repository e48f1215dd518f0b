-- Extended statistics. Source: pg_statistic_ext. Versions: the unset target is NULL from 17, -1 before.
-- root: pg_statistic_ext
SELECT s.oid, 'statistics', quote_ident(n.nspname), '', quote_ident(s.stxname),
  pg_get_statisticsobjdef(s.oid) AS definition,
  nullif(s.stxstattarget, -1) AS target,
  @role(s.stxowner) AS owner,
  @comment(pg_statistic_ext, s.oid, 0) AS comment
  FROM pg_statistic_ext s
  JOIN pg_namespace n ON n.oid = s.stxnamespace
 WHERE s.oid = ANY ($1::oid[])
