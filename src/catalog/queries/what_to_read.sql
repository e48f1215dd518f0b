-- Which kinds to read again, of which roots, for a set of dirty catalog entries ($1 their catalogs, $2
-- their OIDs): each is led to its root (an index to its table, a composite type's relation to its type),
-- and a root is asked only for kinds that it has. A kind is the name of its file. Entries that are gone
-- lead nowhere.
--
-- Left out are entries that are no objects of their own: temporary things, array types, the row types
-- of tables, the multirange types of ranges with their constructor functions and casts.
-- root: none
WITH root AS MATERIALIZED (
  SELECT DISTINCT
         CASE WHEN c.relkind = 'c' OR k.contypid <> 0 THEN 'pg_type'::regclass
              WHEN coalesce(c.oid, k.conrelid, f.adrelid, t.tgrelid, w.ev_class, p.polrelid) IS NOT NULL
              THEN 'pg_class'::regclass
              WHEN b.oid IS NOT NULL THEN 'pg_publication'::regclass
              ELSE d.catalog END AS catalog,
         CASE WHEN c.relkind = 'c' THEN c.reltype
              ELSE coalesce(i.indrelid, c.oid, nullif(k.contypid, 0), k.conrelid, f.adrelid, t.tgrelid,
                            w.ev_class, p.polrelid, b.prpubid, d.oid) END AS oid
    FROM unnest($1::oid[], $2::oid[]) AS d (catalog, oid)
    LEFT JOIN pg_class c ON d.catalog = 'pg_class'::regclass AND c.oid = d.oid
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_constraint k ON d.catalog = 'pg_constraint'::regclass AND k.oid = d.oid
    LEFT JOIN pg_attrdef f ON d.catalog = 'pg_attrdef'::regclass AND f.oid = d.oid
    LEFT JOIN pg_trigger t ON d.catalog = 'pg_trigger'::regclass AND t.oid = d.oid
    LEFT JOIN pg_rewrite w ON d.catalog = 'pg_rewrite'::regclass AND w.oid = d.oid
    LEFT JOIN pg_policy p ON d.catalog = 'pg_policy'::regclass AND p.oid = d.oid
    LEFT JOIN pg_publication_rel b ON d.catalog = 'pg_publication_rel'::regclass AND b.oid = d.oid)
SELECT r.catalog, r.oid,
  CASE
    WHEN EXISTS (SELECT FROM pg_depend e WHERE e.classid = r.catalog AND e.objid = r.oid AND e.deptype = 'e')
    THEN CASE r.catalog WHEN 'pg_class'::regclass THEN 'extension_relation' WHEN 'pg_type'::regclass THEN 'extension_type'
                        WHEN 'pg_proc'::regclass THEN 'extension_function' END
    ELSE CASE r.catalog
      WHEN 'pg_class'::regclass THEN
        CASE WHEN c.relpersistence = 't' THEN NULL WHEN c.relkind = 'S' THEN 'sequence' ELSE concat_ws(' ',
          CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'f' THEN 'foreign_table' ELSE 'table' END,
          'column',
          CASE WHEN c.relhasindex AND EXISTS
            (SELECT FROM pg_index i WHERE i.indrelid = r.oid
                AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid AND k.conindid = i.indexrelid
                                                              AND k.contype IN ('p', 'u', 'x'))) THEN 'index' END,
          CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid) THEN 'constraint' END,
          CASE WHEN c.relhastriggers THEN 'trigger' END,
          CASE WHEN c.relhasrules THEN 'rule' END,
          CASE WHEN EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = r.oid) THEN 'policy' END) END
      WHEN 'pg_type'::regclass THEN
        CASE WHEN t.typnamespace = pg_my_temp_schema() THEN NULL
             WHEN t.typtype = 'e' THEN 'enum'
             WHEN t.typtype = 'd' THEN 'domain domain_constraint'
             WHEN t.typtype = 'r' THEN 'range_type'
             WHEN t.typtype = 'c' AND tc.relkind = 'c' THEN 'composite_type attribute'
             WHEN NOT t.typisdefined OR t.typtype = 'b' AND NOT EXISTS
               (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid) THEN 'base_type' END
      WHEN 'pg_proc'::regclass THEN
        CASE WHEN f.pronamespace = pg_my_temp_schema() OR EXISTS
               (SELECT FROM pg_depend i WHERE i.classid = r.catalog AND i.objid = r.oid AND i.deptype = 'i') THEN NULL
             WHEN f.prokind = 'a' THEN 'aggregate'
             ELSE 'function' END
      WHEN 'pg_cast'::regclass THEN
        CASE WHEN NOT EXISTS
               (SELECT FROM pg_depend i WHERE i.classid = r.catalog AND i.objid = r.oid AND i.deptype = 'i') THEN 'cast' END
      WHEN 'pg_namespace'::regclass THEN CASE WHEN n.nspname !~ '^pg_' THEN 'schema' END
      WHEN 'pg_am'::regclass THEN 'access_method'
      WHEN 'pg_collation'::regclass THEN 'collation'
      WHEN 'pg_conversion'::regclass THEN 'conversion'
      WHEN 'pg_database'::regclass THEN 'database database_setting'
      WHEN 'pg_default_acl'::regclass THEN 'default_privileges'
      WHEN 'pg_event_trigger'::regclass THEN 'event_trigger'
      WHEN 'pg_extension'::regclass THEN 'extension'
      WHEN 'pg_foreign_data_wrapper'::regclass THEN 'foreign_data_wrapper'
      WHEN 'pg_foreign_server'::regclass THEN 'foreign_server'
      WHEN 'pg_language'::regclass THEN 'language'
      WHEN 'pg_opclass'::regclass THEN 'operator_class'
      WHEN 'pg_operator'::regclass THEN 'operator'
      WHEN 'pg_opfamily'::regclass THEN 'operator_family'
      WHEN 'pg_publication'::regclass THEN 'publication publication_member'
      WHEN 'pg_statistic_ext'::regclass THEN 'statistics'
      WHEN 'pg_subscription'::regclass THEN 'subscription'
      WHEN 'pg_transform'::regclass THEN 'transform'
      WHEN 'pg_ts_config'::regclass THEN 'text_search_configuration'
      WHEN 'pg_ts_dict'::regclass THEN 'text_search_dictionary'
      WHEN 'pg_ts_parser'::regclass THEN 'text_search_parser'
      WHEN 'pg_ts_template'::regclass THEN 'text_search_template'
      WHEN 'pg_user_mapping'::regclass THEN 'user_mapping' END END
  FROM root r
  LEFT JOIN pg_class c ON r.catalog = 'pg_class'::regclass AND c.oid = r.oid
  LEFT JOIN pg_type t ON r.catalog = 'pg_type'::regclass AND t.oid = r.oid
  LEFT JOIN pg_class tc ON tc.oid = t.typrelid
  LEFT JOIN pg_proc f ON r.catalog = 'pg_proc'::regclass AND f.oid = r.oid
  LEFT JOIN pg_namespace n ON r.catalog = 'pg_namespace'::regclass AND n.oid = r.oid
 WHERE CASE r.catalog WHEN 'pg_class'::regclass THEN c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
                      WHEN 'pg_type'::regclass THEN t.oid IS NOT NULL
                      WHEN 'pg_proc'::regclass THEN f.oid IS NOT NULL
                      WHEN 'pg_namespace'::regclass THEN n.oid IS NOT NULL
                      ELSE r.catalog <> 0 END
