-- Event triggers. Source: pg_event_trigger. The tags are a set.
-- root: pg_event_trigger
SELECT e.oid, 'event trigger', '', '', quote_ident(e.evtname),
  json_build_object(
    'event', e.evtevent,
    'tags', (SELECT string_agg(quote_literal(tag), ', ' ORDER BY tag) FROM unnest(e.evttags) AS t (tag)),
    'function', @function_name(e.evtfoid),
    'enabled', CASE e.evtenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'A' THEN 'always'
                                 WHEN 'R' THEN 'replica' END,
    'owner', @role(e.evtowner),
    'comment', @comment(pg_event_trigger, e.oid, 0))::text
  FROM pg_event_trigger e
 WHERE e.oid = ANY ($1::oid[])
