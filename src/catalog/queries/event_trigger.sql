-- Event triggers. Source: pg_event_trigger. The tags are a set.
-- root: pg_event_trigger
SELECT e.oid, 'event trigger', '', '', quote_ident(e.evtname),
  e.evtevent AS event,
  (SELECT string_agg(quote_literal(tag), ', ' ORDER BY tag) FROM unnest(e.evttags) AS t (tag)) AS tags,
  @function_name(e.evtfoid) AS function,
  CASE e.evtenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'A' THEN 'always'
                               WHEN 'R' THEN 'replica' END AS enabled,
  @role(e.evtowner) AS owner,
  @comment(pg_event_trigger, e.oid, 0) AS comment,
  @security_labels(pg_event_trigger, e.oid, 0) AS security_label
  FROM pg_event_trigger e
 WHERE e.oid = ANY ($1::oid[])
