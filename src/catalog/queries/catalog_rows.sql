-- Which catalog rows there are, and to which roots and kinds each matters: what src/catalog/sql/row_source.h
-- makes its queries of. One block is one system catalog, or those of its rows that matter:
--
--     --{ rows t of pg_trigger t by t.oid where … leads if … since 150000
--     SELECT catalog, root, kinds, version FROM @rows WHERE …
--     UNION ALL
--     SELECT …
--     --}
--
-- The header gives the alias of the catalog, where its rows come from, a bigint that names a row as long as
-- it lives (without `by`, an updated row counts as another one), which rows matter (with `by`, an update must
-- not change that: what it may change is for the SELECTs to ask), and the first version of the server that has
-- them. `lasting where` says that no such row ever goes, and `indexed where` that an index leads to them.
-- Each SELECT leads a row to a root (an index's to its table, a composite type's
-- to its pg_type entry) and to the kinds, which are names of files here, that read it. `@rows` stands for
-- FROM and WHERE of the header.
--
-- `named` gives what others call the object by in their text: if it changes, their text is read again.
--
-- `leads if` tells which rows a read that reads all needs: the others lead to a root and kinds that it finds anyway,
-- as an index leads to its table.
--
-- A block of `parts` instead of `rows` tells of no root and no kind that the block of the root's own rows does
-- not tell of, or that the root has anyway, as a table has columns: a read that reads all does without it.
--
-- The kind `*` stands for all kinds of the root: its identity changed. `member` tells that an extension
-- brought the root. A branch reads of other catalogs only what never changes by itself: the table of a
-- trigger, the kind of a relation.
--
-- No branch has a row for what is no object of its own: temporary things, array types, the row types of
-- tables.
-- root: none

--{ rows c of pg_class c by c.oid named (c.relnamespace || '.' || c.relname) where c.oid >= 16384 AND c.relkind <> 't' AND c.relpersistence <> 't' AND c.relnamespace <> 'pg_toast'::regnamespace leads if c.relkind NOT IN ('i', 'I')
SELECT @root_catalog(c), @root(c, i), @kinds_of_relation(c, i), @version(c)
  FROM @rows LEFT JOIN pg_index i ON i.indexrelid = c.oid
UNION ALL
SELECT @root_catalog(c), @root(c, i), '*',
       hashtextextended(c.relname::text, c.relnamespace::bigint << 32 | c.relowner::bigint)
  FROM @rows LEFT JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relkind NOT IN ('i', 'I')
--}

--{ parts a of pg_attribute a by a.attrelid::bigint << 16 | a.attnum named a.attname where a.attrelid >= 16384 AND a.attnum > 0
SELECT @root_catalog(c), @root(c, i),
       CASE WHEN c.relkind = 'c' THEN 'composite_type attribute'
            WHEN c.relkind IN ('i', 'I', 'S') THEN @kinds_of_relation(c, i)
            ELSE @kinds_of_relation(c, i) || ' column' END, @version(a)
  FROM @rows @to_relation(a.attrelid) WHERE c.relkind <> 'S' OR a.attacl IS NOT NULL
--}

--{ parts d of pg_attrdef d by d.oid
SELECT 'pg_class'::regclass, d.adrelid, 'column', @version(d) FROM @rows
--}

--{ parts i of pg_index i by i.indexrelid where i.indexrelid >= 16384
SELECT 'pg_class'::regclass, i.indrelid, @kinds_of_index(i), @version(i) FROM @rows
UNION ALL
SELECT 'pg_class'::regclass, i.indrelid, 'table materialized_view', @version(i)
  FROM @rows WHERE i.indisclustered OR i.indisreplident
--}

--{ parts k of pg_constraint k by k.oid named k.conname where k.oid >= 16384
SELECT 'pg_class'::regclass, k.conrelid, CASE k.contype WHEN 'u' THEN 'index constraint' ELSE 'constraint' END, @version(k)
  FROM @rows WHERE k.conrelid <> 0 AND k.contype <> 't'
UNION ALL
SELECT 'pg_type'::regclass, k.contypid, 'domain_constraint', @version(k) FROM @rows WHERE k.contypid <> 0
--}

-- The triggers of a constraint show only if somebody disabled them; a trigger that a partition inherited,
-- beside its parent.
--{ rows t of pg_trigger t by t.oid named t.tgname
SELECT 'pg_class'::regclass, t.tgrelid, 'trigger', @version(t) FROM @rows WHERE NOT t.tgisinternal OR t.tgparentid <> 0
UNION ALL
SELECT 'pg_class'::regclass, k.conrelid, 'constraint', @version(t)
  FROM @rows JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT 'pg_class'::regclass, p.tgrelid, 'trigger', @version(t)
  FROM @rows
  JOIN pg_depend d ON d.refclassid = 'pg_trigger'::regclass AND d.refobjid = t.oid AND d.classid = 'pg_trigger'::regclass
  JOIN pg_trigger p ON p.oid = d.objid
--}

--{ rows w of pg_rewrite w by w.oid named w.rulename where w.oid >= 16384
SELECT 'pg_class'::regclass, w.ev_class,
       CASE w.rulename WHEN '_RETURN' THEN @kinds_of_relation(c, i) ELSE 'rule' END, @version(w)
  FROM @rows @to_relation(w.ev_class)
--}

--{ rows p of pg_policy p by p.oid
SELECT 'pg_class'::regclass, p.polrelid, 'policy', @version(p) FROM @rows
--}

--{ parts h of pg_inherits h by h.inhrelid::bigint << 32 | h.inhparent::bigint
SELECT @root_catalog(c), @root(c, i), @kinds_of_relation(c, i), @version(h) FROM @rows @to_relation(h.inhrelid)
--}

--{ parts p of pg_partitioned_table p by p.partrelid
SELECT 'pg_class'::regclass, p.partrelid, 'table', @version(p) FROM @rows
--}

--{ parts f of pg_foreign_table f by f.ftrelid
SELECT 'pg_class'::regclass, f.ftrelid, 'foreign_table', @version(f) FROM @rows
--}

-- Whose a sequence is stands in pg_depend; whoever changes that writes the row here as well (AlterSequence in sequence.c).
--{ parts s of pg_sequence s by s.seqrelid
SELECT 'pg_class'::regclass, s.seqrelid, 'sequence', @version(s) FROM @rows
--}

--{ rows t of pg_type t by t.oid named (t.typnamespace || '.' || t.typname) where t.oid >= 16384 AND t.typtype <> 'm' AND t.typinput <> 'array_in'::regproc
SELECT 'pg_type'::regclass, t.oid,
       CASE WHEN NOT t.typisdefined THEN 'base_type' WHEN t.typtype = 'e' THEN 'enum' WHEN t.typtype = 'r' THEN 'range_type'
            WHEN t.typtype = 'd' THEN 'domain domain_constraint' WHEN t.typtype = 'c' THEN 'composite_type attribute'
            ELSE 'base_type' END, @version(t)
  FROM @rows LEFT JOIN pg_class c ON c.oid = t.typrelid
 WHERE t.typnamespace <> pg_my_temp_schema() AND (t.typtype <> 'c' OR c.relkind = 'c' AND c.relpersistence <> 't')
--}

--{ parts e of pg_enum e by e.oid named e.enumlabel
SELECT 'pg_type'::regclass, e.enumtypid, 'enum', @version(e) FROM @rows
--}

--{ parts r of pg_range r by r.rngtypid where r.rngtypid >= 16384
SELECT 'pg_type'::regclass, r.rngtypid, 'range_type', @version(r) FROM @rows
--}

--{ rows p of pg_proc p by p.oid named (p.pronamespace || '.' || p.proname) where p.oid >= 16384
SELECT 'pg_proc'::regclass, p.oid, CASE p.prokind WHEN 'a' THEN 'aggregate' ELSE 'function' END, @version(p)
  FROM @rows WHERE p.pronamespace <> pg_my_temp_schema()
--}

--{ parts a of pg_aggregate a by a.aggfnoid::oid where a.aggfnoid::oid >= 16384
SELECT 'pg_proc'::regclass, a.aggfnoid, 'aggregate', @version(a) FROM @rows
--}

--{ rows n of pg_namespace n by n.oid named n.nspname where n.oid >= 16384 OR n.oid = 2200
SELECT 'pg_namespace'::regclass, n.oid, 'schema', @version(n) FROM @rows WHERE n.nspname !~ '^pg_'
--}

--{ rows e of pg_extension e by e.oid named e.extname
SELECT 'pg_extension'::regclass, e.oid, 'extension', @version(e) FROM @rows
--}

-- What an extension brought (e), and what depends on one (x).
--{ rows d of pg_depend d by hashtextextended(concat_ws(' ', d.classid, d.objid, d.objsubid, d.refobjid, d.deptype), 0) indexed where d.refclassid = 'pg_extension'::regclass AND d.deptype IN ('e', 'x')
SELECT d.classid, d.objid, 'member', @version(d) FROM @rows WHERE d.deptype = 'e'
UNION ALL
SELECT @root_catalog(c), @root(c, i), @kinds_of_relation(c, i), @version(d)
  FROM @rows @to_relation(d.objid) WHERE d.deptype = 'x' AND d.classid = 'pg_class'::regclass
UNION ALL
SELECT 'pg_class'::regclass, t.tgrelid, 'trigger', @version(d)
  FROM @rows JOIN pg_trigger t ON t.oid = d.objid WHERE d.deptype = 'x' AND d.classid = 'pg_trigger'::regclass
UNION ALL
SELECT d.classid, d.objid, '*', @version(d)
  FROM @rows WHERE d.deptype = 'x' AND d.classid NOT IN ('pg_class'::regclass, 'pg_trigger'::regclass)
--}

--{ rows s of pg_statistic_ext s by s.oid named (s.stxnamespace || '.' || s.stxname)
SELECT 'pg_statistic_ext'::regclass, s.oid, 'statistics', @version(s) FROM @rows
--}

--{ rows e of pg_event_trigger e by e.oid named e.evtname
SELECT 'pg_event_trigger'::regclass, e.oid, 'event_trigger', @version(e) FROM @rows
--}

--{ rows p of pg_publication p by p.oid named p.pubname
SELECT 'pg_publication'::regclass, p.oid, 'publication publication_member', @version(p) FROM @rows
--}

--{ parts p of pg_publication_rel p by p.oid
SELECT 'pg_publication'::regclass, p.prpubid, 'publication_member', @version(p) FROM @rows
--}

--{ parts p of pg_publication_namespace p by p.oid since 150000
SELECT 'pg_publication'::regclass, p.pnpubid, 'publication_member', @version(p) FROM @rows
--}

--{ rows s of pg_subscription s JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database() by s.oid
SELECT 'pg_subscription'::regclass, s.oid, 'subscription', @version(s) FROM @rows
--}

--{ rows w of pg_foreign_data_wrapper w by w.oid named w.fdwname
SELECT 'pg_foreign_data_wrapper'::regclass, w.oid, 'foreign_data_wrapper', @version(w) FROM @rows
--}

--{ rows s of pg_foreign_server s by s.oid named s.srvname
SELECT 'pg_foreign_server'::regclass, s.oid, 'foreign_server', @version(s) FROM @rows
--}

--{ rows u of pg_user_mapping u by u.oid
SELECT 'pg_user_mapping'::regclass, u.oid, 'user_mapping', @version(u) FROM @rows
--}

--{ rows d of pg_default_acl d by d.oid
SELECT 'pg_default_acl'::regclass, d.oid, 'default_privileges', @version(d) FROM @rows
--}

--{ rows l of pg_language l by l.oid named l.lanname where l.lanispl
SELECT 'pg_language'::regclass, l.oid, 'language', @version(l) FROM @rows
--}

--{ rows c of pg_cast c by c.oid where c.oid >= 16384
SELECT 'pg_cast'::regclass, c.oid, 'cast', @version(c) FROM @rows
--}

--{ rows t of pg_transform t by t.oid
SELECT 'pg_transform'::regclass, t.oid, 'transform', @version(t) FROM @rows
--}

--{ rows o of pg_operator o by o.oid named (o.oprnamespace || '.' || o.oprname) where o.oid >= 16384
SELECT 'pg_operator'::regclass, o.oid, 'operator', @version(o) FROM @rows
--}

--{ rows o of pg_opclass o by o.oid named (o.opcnamespace || '.' || o.opcname) where o.oid >= 16384
SELECT 'pg_opclass'::regclass, o.oid, 'operator_class', @version(o) FROM @rows
--}

--{ rows f of pg_opfamily f by f.oid named (f.opfnamespace || '.' || f.opfname) where f.oid >= 16384
SELECT 'pg_opfamily'::regclass, f.oid, 'operator_family', @version(f) FROM @rows
--}

--{ parts o of pg_amop o by o.oid where o.amopfamily >= 16384
SELECT 'pg_opfamily'::regclass, o.amopfamily, 'operator_family', @version(o) FROM @rows
--}

--{ parts p of pg_amproc p by p.oid where p.amprocfamily >= 16384
SELECT 'pg_opfamily'::regclass, p.amprocfamily, 'operator_family', @version(p) FROM @rows
--}

--{ rows c of pg_collation c by c.oid named (c.collnamespace || '.' || c.collname) where c.oid >= 16384
SELECT 'pg_collation'::regclass, c.oid, 'collation', @version(c) FROM @rows
--}

--{ rows c of pg_conversion c by c.oid named (c.connamespace || '.' || c.conname) where c.oid >= 16384
SELECT 'pg_conversion'::regclass, c.oid, 'conversion', @version(c) FROM @rows
--}

--{ rows a of pg_am a by a.oid named a.amname where a.oid >= 16384
SELECT 'pg_am'::regclass, a.oid, 'access_method', @version(a) FROM @rows
--}

--{ rows c of pg_ts_config c by c.oid named (c.cfgnamespace || '.' || c.cfgname) where c.oid >= 16384
SELECT 'pg_ts_config'::regclass, c.oid, 'text_search_configuration', @version(c) FROM @rows
--}

--{ parts m of pg_ts_config_map m by hashtextextended(concat_ws(' ', m.mapcfg, m.maptokentype, m.mapseqno), 0) where m.mapcfg >= 16384
SELECT 'pg_ts_config'::regclass, m.mapcfg, 'text_search_configuration', @version(m) FROM @rows
--}

--{ rows d of pg_ts_dict d by d.oid named (d.dictnamespace || '.' || d.dictname) where d.oid >= 16384
SELECT 'pg_ts_dict'::regclass, d.oid, 'text_search_dictionary', @version(d) FROM @rows
--}

--{ rows t of pg_ts_template t by t.oid named (t.tmplnamespace || '.' || t.tmplname) where t.oid >= 16384
SELECT 'pg_ts_template'::regclass, t.oid, 'text_search_template', @version(t) FROM @rows
--}

--{ rows p of pg_ts_parser p by p.oid named (p.prsnamespace || '.' || p.prsname) where p.oid >= 16384
SELECT 'pg_ts_parser'::regclass, p.oid, 'text_search_parser', @version(p) FROM @rows
--}

-- What the cluster keeps about this database.
--{ rows d of pg_database d by d.oid where d.datname = current_database()
SELECT 'pg_database'::regclass, d.oid, 'database', @version(d) FROM @rows
--}

--{ rows s of pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase AND d.datname = current_database()
SELECT 'pg_database'::regclass, s.setdatabase, 'database_setting', @version(s) FROM @rows
--}

--{ parts s of pg_shdescription s JOIN pg_database d ON d.oid = s.objoid AND d.datname = current_database() where s.classoid = 'pg_database'::regclass
SELECT 'pg_database'::regclass, s.objoid, 'database', @version(s) FROM @rows
--}

-- Comments.
--{ parts d of pg_description d by hashtextextended(concat_ws(' ', d.classoid, d.objoid, d.objsubid), 0) where d.objoid >= 16384
SELECT @root_catalog(c), @root(c, i),
       CASE WHEN d.objsubid = 0 OR c.relkind IN ('i', 'I') THEN @kinds_of_relation(c, i)
            WHEN c.relkind = 'c' THEN 'attribute' ELSE 'column' END, @version(d)
  FROM @rows @to_relation(d.objoid) WHERE d.classoid = 'pg_class'::regclass
UNION ALL
SELECT CASE WHEN k.contypid = 0 THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END,
       CASE WHEN k.contypid = 0 THEN k.conrelid ELSE k.contypid END,
       CASE WHEN k.contypid = 0 THEN 'constraint' ELSE 'domain_constraint' END, @version(d)
  FROM @rows JOIN pg_constraint k ON k.oid = d.objoid WHERE d.classoid = 'pg_constraint'::regclass
UNION ALL
SELECT 'pg_class'::regclass, t.tgrelid, 'trigger', @version(d)
  FROM @rows JOIN pg_trigger t ON t.oid = d.objoid WHERE d.classoid = 'pg_trigger'::regclass
UNION ALL
SELECT 'pg_class'::regclass, w.ev_class, 'rule', @version(d)
  FROM @rows JOIN pg_rewrite w ON w.oid = d.objoid WHERE d.classoid = 'pg_rewrite'::regclass
UNION ALL
SELECT 'pg_class'::regclass, p.polrelid, 'policy', @version(d)
  FROM @rows JOIN pg_policy p ON p.oid = d.objoid WHERE d.classoid = 'pg_policy'::regclass
UNION ALL
SELECT d.classoid, d.objoid, '*', @version(d)
  FROM @rows
 WHERE d.classoid NOT IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass,
                          'pg_rewrite'::regclass, 'pg_policy'::regclass)
--}

-- Comments on what came with the server and may be changed all the same: the schema public, extensions.
--{ parts d of pg_description d by hashtextextended(concat_ws(' ', d.classoid, d.objoid, d.objsubid), 0) where d.objoid = ANY (ARRAY (SELECT oid FROM pg_extension WHERE oid < 16384) || 2200::oid)
SELECT d.classoid, d.objoid, '*', @version(d)
  FROM @rows WHERE d.classoid IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
--}

-- Security labels. Extensions, and what came with the server but for the schema public, have none that shows.
--{ parts l of pg_seclabel l by hashtextextended(concat_ws(' ', l.classoid, l.objoid, l.objsubid, l.provider), 0) where l.objoid >= 16384 OR l.objoid = 2200
SELECT @root_catalog(c), @root(c, i),
       CASE WHEN l.objsubid = 0 THEN @kinds_of_relation(c, i) WHEN c.relkind = 'c' THEN 'attribute' ELSE 'column' END,
       @version(l)
  FROM @rows @to_relation(l.objoid) WHERE l.classoid = 'pg_class'::regclass
UNION ALL
SELECT l.classoid, l.objoid, '*', @version(l) FROM @rows WHERE l.classoid <> 'pg_class'::regclass
--}

--{ parts l of pg_shseclabel l where l.classoid = 'pg_subscription'::regclass OR l.classoid = 'pg_database'::regclass AND l.objoid = (SELECT oid FROM pg_database WHERE datname = current_database())
SELECT l.classoid, l.objoid, '*', @version(l) FROM @rows
--}

-- What the server brings, if its privileges are not those that it came with; without information_schema, of which no
-- server notes those. What bootstrap made and nobody changed has no age, and is passed over without a look into the row.
--{ rows p of pg_proc p by p.oid lasting where p.oid < 16384 AND age(p.xmin) < 2147483647
SELECT 'pg_proc'::regclass, p.oid, 'brought_function', @version(p)
  FROM @rows @with_initial_privileges(pg_proc, p.oid)
 WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proacl IS DISTINCT FROM i.initprivs
--}

-- Every relation of pg_catalog has privileges from the start: by them, an index leads past all others.
--{ rows c of pg_class c by c.oid lasting where c.relacl IS NOT NULL AND c.oid = ANY (ARRAY (SELECT objoid FROM pg_init_privs WHERE classoid = 'pg_class'::regclass AND objoid < 16384))
SELECT 'pg_class'::regclass, c.oid, 'brought_relation', @version(c)
  FROM @rows @with_initial_privileges(pg_class, c.oid)
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relacl IS DISTINCT FROM i.initprivs
--}

-- The same for their columns; those of pg_subscription have privileges from the start, too, which may have gone.
--{ rows a of pg_attribute a by a.attrelid::bigint << 16 | a.attnum lasting where a.attnum > 0 AND a.attrelid = ANY (ARRAY (SELECT objoid FROM pg_init_privs WHERE classoid = 'pg_class'::regclass AND objoid < 16384))
SELECT 'pg_class'::regclass, a.attrelid, 'brought_relation', @version(a)
  FROM @rows JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = a.attrelid AND i.objsubid = a.attnum
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND a.attacl IS DISTINCT FROM i.initprivs
--}

--{ rows t of pg_type t by t.oid lasting where t.oid < 16384 AND t.typacl IS NOT NULL
SELECT 'pg_type'::regclass, t.oid, 'brought_type', @version(t)
  FROM @rows WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype <> 'c'
--}

--{ rows n of pg_namespace n by n.oid lasting where n.nspname = 'pg_catalog'
SELECT 'pg_namespace'::regclass, n.oid, 'brought_schema', @version(n)
  FROM @rows @with_initial_privileges(pg_namespace, n.oid) WHERE n.nspacl IS DISTINCT FROM i.initprivs
--}

--{ rows l of pg_language l by l.oid lasting where NOT l.lanispl AND l.lanacl IS NOT NULL
SELECT 'pg_language'::regclass, l.oid, 'brought_language', @version(l) FROM @rows
--}
