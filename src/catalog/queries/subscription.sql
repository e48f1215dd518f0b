-- Subscriptions. Source: pg_subscription. Versions: streaming and binary from 14, two-phase commit
-- and disable_on_error from 15, origin, password_required and run_as_owner from 16, failover from 17.
-- root: pg_subscription
SELECT s.oid, 'subscription', '', '', quote_ident(s.subname),
  s.subconninfo AS connection,
  s.subenabled AS enabled,
  s.subslotname AS slot,
  s.subsynccommit AS synchronous_commit,
  (SELECT string_agg(quote_ident(p), ', ' ORDER BY p) FROM unnest(s.subpublications) AS u (p)) AS publications,
--{ if version >= 140000
  s.subbinary AS binary,
  s.substream::text AS streaming,
--}
--{ if version >= 150000
  s.subtwophasestate <> 'd' AS two_phase,
  s.subdisableonerr AS disable_on_error,
--}
--{ if version >= 160000
  s.suborigin AS origin,
  s.subpasswordrequired AS password_required,
  s.subrunasowner AS run_as_owner,
--}
--{ if version >= 170000
  s.subfailover AS failover,
--}
  @role(s.subowner) AS owner,
  @comment(pg_subscription, s.oid, 0) AS comment,
  @shared_security_labels(pg_subscription, s.oid) AS security_label
  FROM pg_subscription s
 WHERE s.oid = ANY ($1::oid[])
