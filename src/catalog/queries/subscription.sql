-- Subscriptions. Source: pg_subscription. Versions: streaming and binary from 14, two-phase commit
-- and disable_on_error from 15, origin, password_required and run_as_owner from 16, failover from 17.
-- root: pg_subscription
SELECT s.oid, 'subscription', '', '', quote_ident(s.subname),
  json_build_object(
    'connection', s.subconninfo,
    'enabled', s.subenabled,
    'slot', s.subslotname,
    'synchronous_commit', s.subsynccommit,
    'publications', (SELECT string_agg(quote_ident(p), ', ' ORDER BY p) FROM unnest(s.subpublications) AS u (p)),
--{ if version >= 140000
    'binary', s.subbinary,
    'streaming', s.substream::text,
--}
--{ if version >= 150000
    'two_phase', s.subtwophasestate <> 'd',
    'disable_on_error', s.subdisableonerr,
--}
--{ if version >= 160000
    'origin', s.suborigin,
    'password_required', s.subpasswordrequired,
    'run_as_owner', s.subrunasowner,
--}
--{ if version >= 170000
    'failover', s.subfailover,
--}
    'owner', @role(s.subowner),
    'comment', @comment(pg_subscription, s.oid, 0))::text
  FROM pg_subscription s
 WHERE s.oid = ANY ($1::oid[])
