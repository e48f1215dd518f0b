-- One stamp for each catalog entry: the sum, over its rows and those of its satellites, of a hash of the
-- row's version. A row that is inserted, updated or deleted, by whatever transaction, changes the sum; so
-- does a rollback that brings an old version back.
--
-- A satellite counts for the entry that its row names, whatever that is: a column for its table, a
-- column of an index for the index, a comment for what it is on. what_to_read.sql leads them to roots, for
-- the few that changed. So each branch is one scan without a join.
-- The row (0, 0) stands for the names that are kept outside the database: roles and tablespaces.
-- root: none
SELECT catalog, oid, sum(version) FROM (
  SELECT 'pg_class'::regclass::oid, oid, @version(c) FROM pg_class c WHERE oid >= 16384 AND relpersistence <> 't'
  UNION ALL
  SELECT 'pg_class'::regclass, indrelid, @version(i) FROM pg_index i WHERE indexrelid >= 16384
  UNION ALL
  SELECT 'pg_class'::regclass, attrelid, @version(a) FROM pg_attribute a WHERE attrelid >= 16384 AND attnum > 0
  UNION ALL
  SELECT 'pg_class'::regclass, adrelid, @version(d) FROM pg_attrdef d
  UNION ALL
  SELECT CASE WHEN conrelid = 0 THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END,
         CASE WHEN conrelid = 0 THEN contypid ELSE conrelid END, @version(k)
    FROM pg_constraint k WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_class'::regclass, tgrelid, @version(t) FROM pg_trigger t WHERE NOT tgisinternal OR tgparentid <> 0
  UNION ALL
  SELECT 'pg_class'::regclass, ev_class, @version(r) FROM pg_rewrite r WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_class'::regclass, polrelid, @version(p) FROM pg_policy p
  UNION ALL
  SELECT 'pg_class'::regclass, inhrelid, @version(h) FROM pg_inherits h
  UNION ALL
  SELECT 'pg_class'::regclass, partrelid, @version(p) FROM pg_partitioned_table p
  UNION ALL
  SELECT 'pg_class'::regclass, ftrelid, @version(f) FROM pg_foreign_table f
  UNION ALL
  SELECT 'pg_class'::regclass, seqrelid, @version(s) FROM pg_sequence s
  UNION ALL
  SELECT 'pg_class'::regclass, seqrelid, version FROM pg_sequence
   CROSS JOIN LATERAL  -- OFFSET 0: one look into the index for each, not a scan of pg_depend
     (SELECT @version(d) AS version FROM pg_depend d
       WHERE d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.deptype IN ('a', 'i') OFFSET 0) AS owner
  UNION ALL
  SELECT 'pg_type'::regclass, oid, @version(t) FROM pg_type t WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_type'::regclass, enumtypid, @version(e) FROM pg_enum e
  UNION ALL
  SELECT 'pg_type'::regclass, rngtypid, @version(r) FROM pg_range r WHERE rngtypid >= 16384
  UNION ALL
  SELECT 'pg_proc'::regclass, oid, @version(p) FROM pg_proc p WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_proc'::regclass, aggfnoid, @version(a) FROM pg_aggregate a WHERE aggfnoid::oid >= 16384
  UNION ALL
  SELECT 'pg_namespace'::regclass, oid, @version(n) FROM pg_namespace n WHERE oid >= 16384 OR oid = 2200
  UNION ALL
  SELECT 'pg_extension'::regclass, oid, @version(e) FROM pg_extension e
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, oid, @version(s) FROM pg_statistic_ext s
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, oid, @version(e) FROM pg_event_trigger e
  UNION ALL
  SELECT 'pg_publication'::regclass, oid, @version(p) FROM pg_publication p
  UNION ALL
  SELECT 'pg_publication'::regclass, prpubid, @version(p) FROM pg_publication_rel p
--{ if version >= 150000
  UNION ALL
  SELECT 'pg_publication'::regclass, pnpubid, @version(p) FROM pg_publication_namespace p
--}
  UNION ALL
  SELECT 'pg_subscription'::regclass, s.oid, @version(s) FROM pg_subscription s
    JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, oid, @version(w) FROM pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, oid, @version(s) FROM pg_foreign_server s
  UNION ALL
  SELECT 'pg_user_mapping'::regclass, oid, @version(u) FROM pg_user_mapping u
  UNION ALL
  SELECT 'pg_default_acl'::regclass, oid, @version(d) FROM pg_default_acl d
  UNION ALL
  SELECT 'pg_language'::regclass, oid, @version(l) FROM pg_language l WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_cast'::regclass, oid, @version(c) FROM pg_cast c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_transform'::regclass, oid, @version(t) FROM pg_transform t
  UNION ALL
  SELECT 'pg_operator'::regclass, oid, @version(o) FROM pg_operator o WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opclass'::regclass, oid, @version(o) FROM pg_opclass o WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, oid, @version(f) FROM pg_opfamily f WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, amopfamily, @version(o) FROM pg_amop o WHERE amopfamily >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, amprocfamily, @version(p) FROM pg_amproc p WHERE amprocfamily >= 16384
  UNION ALL
  SELECT 'pg_collation'::regclass, oid, @version(c) FROM pg_collation c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_conversion'::regclass, oid, @version(c) FROM pg_conversion c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_am'::regclass, oid, @version(a) FROM pg_am a WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_config'::regclass, oid, @version(c) FROM pg_ts_config c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_config'::regclass, mapcfg, @version(m) FROM pg_ts_config_map m WHERE mapcfg >= 16384
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, oid, @version(d) FROM pg_ts_dict d WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_template'::regclass, oid, @version(t) FROM pg_ts_template t WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, oid, @version(p) FROM pg_ts_parser p WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_database'::regclass, oid, @version(d) FROM pg_database d WHERE datname = current_database()
  UNION ALL
  SELECT 'pg_database'::regclass, d.oid, @version(s) FROM pg_db_role_setting s
    JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
  UNION ALL
  SELECT 'pg_database'::regclass, d.oid, @version(s) FROM pg_shdescription s
    JOIN pg_database d ON d.oid = s.objoid AND d.datname = current_database()
   WHERE s.classoid = 'pg_database'::regclass
  UNION ALL
  SELECT classoid, objoid, @version(d) FROM pg_description d WHERE objoid >= 16384
  UNION ALL
  SELECT classoid, objoid, @version(d) FROM pg_description d
   WHERE objoid = 2200 AND classoid = 'pg_namespace'::regclass
  UNION ALL
  SELECT d.classoid, d.objoid, @version(d) FROM pg_extension e
    JOIN pg_description d ON d.objoid = e.oid AND d.classoid = 'pg_extension'::regclass
   WHERE e.oid < 16384
  UNION ALL
  -- Membership of an extension, and DEPENDS ON EXTENSION.
  SELECT classid, objid, @version(d) FROM pg_depend d
   WHERE refclassid = 'pg_extension'::regclass AND deptype IN ('e', 'x')
  UNION ALL
  SELECT 0, 0, hashtextextended(rolname, oid::bigint) FROM pg_roles
  UNION ALL
  SELECT 0, 0, hashtextextended(spcname, oid::bigint) FROM pg_tablespace
) AS row_version (catalog, oid, version)
GROUP BY catalog, oid
