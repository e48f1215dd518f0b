-- Text search configurations. Sources: pg_ts_config, pg_ts_config_map, the parser's token types.
-- root: pg_ts_config
SELECT c.oid, 'text search configuration', quote_ident(n.nspname), '', quote_ident(c.cfgname),
  (SELECT quote_ident(pn.nspname) || '.' || quote_ident(p.prsname)
               FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = c.cfgparser) AS parser,
  (SELECT string_agg(token || ': ' || dictionaries, '; ' ORDER BY token)
       FROM (SELECT (SELECT t.alias FROM ts_token_type(c.cfgparser) AS t WHERE t.tokid = m.maptokentype) AS token,
                    string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
               FROM pg_ts_config_map m WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) AS mapping) AS mappings,
  @role(c.cfgowner) AS owner,
  @comment(pg_ts_config, c.oid, 0) AS comment
  FROM pg_ts_config c
  JOIN pg_namespace n ON n.oid = c.cfgnamespace
 WHERE c.oid = ANY ($1::oid[])
