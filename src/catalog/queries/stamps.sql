-- One stamp for each root and set of kinds: the sum, over the catalog rows that those kinds of the root
-- are read from, of a hash of the row's version. A row that is inserted, updated or deleted, by whatever
-- transaction, changes the sum; so does a rollback that brings an old version back.
--
-- Each branch is one system catalog; it leads its rows to the root that they belong to (an index's to its
-- table, a composite type's to its pg_type entry) and names the kinds, which are names of files here, that
-- read them. The kind `*` stands for all kinds of the root: its identity changed. The row (0, 0) stands
-- for the names that are kept outside the database: roles and tablespaces.
--
-- No branch has a row for what is no object of its own: temporary things, array types, the row types of
-- tables. What an extension brought leads to the kinds extension_…, if there is one for it.
--
-- To be planned with hash joins only: the sizes of catalogs are misjudged until somebody analyzes them,
-- and a hash join is right for any size.
-- root: none
WITH relation AS MATERIALIZED (
  SELECT c.oid, c.relname, c.relnamespace, c.relowner, c.relkind, @version(c) AS version,
         CASE c.relkind WHEN 'c' THEN 'pg_type'::regclass::oid ELSE 'pg_class'::regclass::oid END AS catalog,
         CASE WHEN c.relkind = 'c' THEN c.reltype ELSE coalesce(i.indrelid, c.oid) END AS root,
         CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'f' THEN 'foreign_table' WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite_type'
                        ELSE @kinds_of_index(i) END AS kinds
    FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
   WHERE c.oid >= 16384 AND c.relkind <> 't' AND c.relpersistence <> 't'),
row_version (catalog, root, kinds, version) AS (
  SELECT catalog, root, kinds, version FROM relation
  UNION ALL
  SELECT catalog, root, '*', hashtextextended(relname::text, relnamespace::bigint << 32 | relowner::bigint) FROM relation
   WHERE relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT catalog, root, CASE WHEN relkind = 'c' THEN 'composite_type attribute' WHEN relkind IN ('i', 'I', 'S') THEN kinds
                             ELSE kinds || ' column' END, @version(a)
    FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid
   WHERE a.attrelid >= 16384 AND a.attnum > 0 AND (relkind <> 'S' OR attacl IS NOT NULL)
  UNION ALL
  SELECT 'pg_class'::regclass, adrelid, 'column', @version(d) FROM pg_attrdef d
  UNION ALL
  SELECT 'pg_class'::regclass, indrelid, @kinds_of_index(i), @version(i) FROM pg_index i WHERE indexrelid >= 16384
  UNION ALL
  SELECT 'pg_class'::regclass, indrelid, 'table materialized_view', @version(i) FROM pg_index i
   WHERE indexrelid >= 16384 AND (indisclustered OR indisreplident)
  UNION ALL
  SELECT 'pg_class'::regclass, conrelid, CASE contype WHEN 'u' THEN 'index constraint' ELSE 'constraint' END, @version(k)
    FROM pg_constraint k WHERE oid >= 16384 AND conrelid <> 0 AND contype <> 't'
  UNION ALL
  SELECT 'pg_type'::regclass, contypid, 'domain_constraint', @version(k)
    FROM pg_constraint k WHERE oid >= 16384 AND contypid <> 0
  UNION ALL
  SELECT 'pg_class'::regclass, tgrelid, 'trigger', @version(t) FROM pg_trigger t WHERE NOT tgisinternal
  UNION ALL
  SELECT 'pg_class'::regclass, conrelid, 'constraint', @version(t)
    FROM pg_trigger t JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE t.tgisinternal AND t.tgenabled <> 'O'
  UNION ALL
  SELECT 'pg_class'::regclass, t.tgrelid, 'trigger', @version(t) # @version(p)
    FROM pg_trigger t JOIN pg_trigger p ON p.oid = t.tgparentid WHERE t.tgparentid <> 0
  UNION ALL
  SELECT 'pg_class'::regclass, ev_class, CASE rulename WHEN '_RETURN' THEN kinds ELSE 'rule' END, @version(w)
    FROM pg_rewrite w JOIN relation r ON r.oid = ev_class WHERE w.oid >= 16384
  UNION ALL
  SELECT 'pg_class'::regclass, polrelid, 'policy', @version(p) FROM pg_policy p
  UNION ALL
  SELECT catalog, root, kinds, @version(h) FROM pg_inherits h JOIN relation r ON r.oid = inhrelid
  UNION ALL
  SELECT 'pg_class'::regclass, partrelid, 'table', @version(p) FROM pg_partitioned_table p
  UNION ALL
  SELECT 'pg_class'::regclass, ftrelid, 'foreign_table', @version(f) FROM pg_foreign_table f
  UNION ALL
  SELECT 'pg_class'::regclass, seqrelid, 'sequence', @version(s) FROM pg_sequence s
  UNION ALL
  SELECT 'pg_class'::regclass, seqrelid, 'sequence', @version(d) FROM pg_sequence s
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.deptype IN ('a', 'i')
   WHERE d.objid >= 16384
  UNION ALL
  SELECT 'pg_type'::regclass, oid,
         CASE WHEN NOT typisdefined THEN 'base_type' WHEN typtype = 'e' THEN 'enum' WHEN typtype = 'r' THEN 'range_type'
              WHEN typtype = 'd' THEN 'domain domain_constraint' WHEN typtype = 'c' THEN 'composite_type attribute'
              ELSE 'base_type' END, @version(t)
    FROM pg_type t
   WHERE oid >= 16384 AND typnamespace <> pg_my_temp_schema() AND typtype <> 'm' AND typinput <> 'array_in'::regproc
     AND (typtype <> 'c' OR typrelid IN (SELECT r.oid FROM relation r WHERE r.relkind = 'c'))
  UNION ALL
  SELECT 'pg_type'::regclass, enumtypid, 'enum', @version(e) FROM pg_enum e
  UNION ALL
  SELECT 'pg_type'::regclass, rngtypid, 'range_type', @version(r) FROM pg_range r WHERE rngtypid >= 16384
  UNION ALL
  SELECT 'pg_proc'::regclass, oid, CASE prokind WHEN 'a' THEN 'aggregate' ELSE 'function' END, @version(p)
    FROM pg_proc p WHERE oid >= 16384 AND pronamespace <> pg_my_temp_schema()
  UNION ALL
  SELECT 'pg_proc'::regclass, aggfnoid, 'aggregate', @version(a) FROM pg_aggregate a WHERE aggfnoid::oid >= 16384
  UNION ALL
  SELECT 'pg_namespace'::regclass, oid, 'schema', @version(n)
    FROM pg_namespace n WHERE (oid >= 16384 OR oid = 2200) AND nspname !~ '^pg_'
  UNION ALL
  SELECT 'pg_extension'::regclass, oid, 'extension', @version(e) FROM pg_extension e
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, oid, 'statistics', @version(s) FROM pg_statistic_ext s
  UNION ALL
  SELECT 'pg_event_trigger'::regclass, oid, 'event_trigger', @version(e) FROM pg_event_trigger e
  UNION ALL
  SELECT 'pg_publication'::regclass, oid, 'publication publication_member', @version(p) FROM pg_publication p
  UNION ALL
  SELECT 'pg_publication'::regclass, prpubid, 'publication_member', @version(p) FROM pg_publication_rel p
--{ if version >= 150000
  UNION ALL
  SELECT 'pg_publication'::regclass, pnpubid, 'publication_member', @version(p) FROM pg_publication_namespace p
--}
  UNION ALL
  SELECT 'pg_subscription'::regclass, s.oid, 'subscription', @version(s) FROM pg_subscription s
    JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
  UNION ALL
  SELECT 'pg_foreign_data_wrapper'::regclass, oid, 'foreign_data_wrapper', @version(w) FROM pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, oid, 'foreign_server', @version(s) FROM pg_foreign_server s
  UNION ALL
  SELECT 'pg_user_mapping'::regclass, oid, 'user_mapping', @version(u) FROM pg_user_mapping u
  UNION ALL
  SELECT 'pg_default_acl'::regclass, oid, 'default_privileges', @version(d) FROM pg_default_acl d
  UNION ALL
  SELECT 'pg_language'::regclass, oid, 'language', @version(l) FROM pg_language l WHERE lanispl
  UNION ALL
  SELECT 'pg_cast'::regclass, oid, 'cast', @version(c) FROM pg_cast c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_transform'::regclass, oid, 'transform', @version(t) FROM pg_transform t
  UNION ALL
  SELECT 'pg_operator'::regclass, oid, 'operator', @version(o) FROM pg_operator o WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opclass'::regclass, oid, 'operator_class', @version(o) FROM pg_opclass o WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, oid, 'operator_family', @version(f) FROM pg_opfamily f WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, amopfamily, 'operator_family', @version(o) FROM pg_amop o WHERE amopfamily >= 16384
  UNION ALL
  SELECT 'pg_opfamily'::regclass, amprocfamily, 'operator_family', @version(p) FROM pg_amproc p WHERE amprocfamily >= 16384
  UNION ALL
  SELECT 'pg_collation'::regclass, oid, 'collation', @version(c) FROM pg_collation c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_conversion'::regclass, oid, 'conversion', @version(c) FROM pg_conversion c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_am'::regclass, oid, 'access_method', @version(a) FROM pg_am a WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_config'::regclass, oid, 'text_search_configuration', @version(c) FROM pg_ts_config c WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_config'::regclass, mapcfg, 'text_search_configuration', @version(m) FROM pg_ts_config_map m WHERE mapcfg >= 16384
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, oid, 'text_search_dictionary', @version(d) FROM pg_ts_dict d WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_template'::regclass, oid, 'text_search_template', @version(t) FROM pg_ts_template t WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, oid, 'text_search_parser', @version(p) FROM pg_ts_parser p WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_database'::regclass, oid, 'database', @version(d) FROM pg_database d WHERE datname = current_database()
  UNION ALL
  SELECT 'pg_database'::regclass, d.oid, 'database_setting', @version(s) FROM pg_db_role_setting s
    JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
  UNION ALL
  SELECT 'pg_database'::regclass, d.oid, 'database', @version(s) FROM pg_shdescription s
    JOIN pg_database d ON d.oid = s.objoid AND d.datname = current_database()
   WHERE s.classoid = 'pg_database'::regclass
  UNION ALL
  -- Comments.
  SELECT catalog, root, CASE WHEN objsubid = 0 OR relkind IN ('i', 'I') THEN kinds WHEN relkind = 'c' THEN 'attribute'
                             ELSE 'column' END, @version(d)
    FROM pg_description d JOIN relation r ON r.oid = objoid WHERE objoid >= 16384 AND classoid = 'pg_class'::regclass
  UNION ALL
  SELECT CASE WHEN contypid = 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END,
         CASE WHEN contypid = 0 THEN conrelid ELSE contypid END,
         CASE WHEN contypid = 0 THEN 'constraint' ELSE 'domain_constraint' END, @version(d)
    FROM pg_description d JOIN pg_constraint k ON k.oid = objoid
   WHERE objoid >= 16384 AND classoid = 'pg_constraint'::regclass
  UNION ALL
  SELECT 'pg_class'::regclass, tgrelid, 'trigger', @version(d) FROM pg_description d JOIN pg_trigger t ON t.oid = objoid
   WHERE objoid >= 16384 AND classoid = 'pg_trigger'::regclass
  UNION ALL
  SELECT 'pg_class'::regclass, ev_class, 'rule', @version(d) FROM pg_description d JOIN pg_rewrite w ON w.oid = objoid
   WHERE objoid >= 16384 AND classoid = 'pg_rewrite'::regclass
  UNION ALL
  SELECT 'pg_class'::regclass, polrelid, 'policy', @version(d) FROM pg_description d JOIN pg_policy p ON p.oid = objoid
   WHERE objoid >= 16384 AND classoid = 'pg_policy'::regclass
  UNION ALL
  SELECT classoid, objoid, '*', @version(d) FROM pg_description d
   WHERE objoid >= 16384
     AND classoid NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass,
                          'pg_rewrite'::regclass, 'pg_policy'::regclass)
  UNION ALL
  SELECT classoid, objoid, 'schema', @version(d) FROM pg_description d
   WHERE objoid = 2200 AND classoid = 'pg_namespace'::regclass
  UNION ALL
  SELECT classoid, objoid, 'extension', @version(d) FROM pg_description d
   WHERE objoid = ANY (ARRAY (SELECT oid FROM pg_extension WHERE oid < 16384)) AND classoid = 'pg_extension'::regclass
  UNION ALL
  -- DEPENDS ON EXTENSION.
  SELECT catalog, root, kinds, @version(d)
    FROM pg_depend d JOIN relation r ON r.oid = objid
   WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'x'
  UNION ALL
  SELECT 'pg_class'::regclass, tgrelid, 'trigger', @version(d)
    FROM pg_depend d JOIN pg_trigger t ON t.oid = objid
   WHERE classid = 'pg_trigger'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'x'
  UNION ALL
  SELECT classid, objid, '*', @version(d)
    FROM pg_depend d
   WHERE classid NOT IN ('pg_class'::regclass, 'pg_trigger'::regclass)
     AND refclassid = 'pg_extension'::regclass AND deptype = 'x'
  UNION ALL
  SELECT 0, 0, '', hashtextextended(rolname, oid::bigint) FROM pg_roles
  UNION ALL
  SELECT 0, 0, '', hashtextextended(spcname, oid::bigint) FROM pg_tablespace),
member AS (
  SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e')
SELECT catalog, root,
       CASE WHEN objid IS NULL THEN kinds
            WHEN catalog = 'pg_class'::regclass THEN 'extension_relation'
            WHEN catalog = 'pg_type'::regclass THEN 'extension_type'
            WHEN catalog = 'pg_proc'::regclass THEN 'extension_function'
            WHEN catalog = 'pg_namespace'::regclass THEN 'extension_schema'
            WHEN catalog = 'pg_language'::regclass THEN 'extension_language'
            WHEN catalog = 'pg_foreign_server'::regclass THEN 'extension_foreign_server'
            WHEN catalog = 'pg_foreign_data_wrapper'::regclass THEN 'extension_foreign_data_wrapper' END AS kinds,
       sum(version)
  FROM row_version LEFT JOIN member ON classid = catalog AND objid = root
 WHERE objid IS NULL
    OR catalog IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass,
                   'pg_language'::regclass, 'pg_foreign_server'::regclass, 'pg_foreign_data_wrapper'::regclass)
 GROUP BY 1, 2, 3
