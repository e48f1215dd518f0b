-- Pieces that several kinds share. `@name(arguments)` in a query is replaced by the text below,
-- with `$parameter` standing for the argument.
-- root: none

--{ define schema_name(namespace)
(SELECT quote_ident(nspname) FROM pg_namespace WHERE oid = $namespace)
--}

--{ define relation_name(relation)
(SELECT quote_ident(rn.nspname) || '.' || quote_ident(rc.relname)
   FROM pg_class rc JOIN pg_namespace rn ON rn.oid = rc.relnamespace WHERE rc.oid = $relation)
--}

--{ define role(oid)
quote_ident(pg_get_userbyid($oid))
--}

--{ define comment(catalog, oid, column)
(SELECT description FROM pg_description
  WHERE classoid = '$catalog'::regclass AND objoid = $oid AND objsubid = $column)
--}

-- Labels by a provider such as sepgsql. Whether there is any is asked once: hardly anybody has a provider.
--{ define security_labels(catalog, oid, column)
CASE WHEN EXISTS (SELECT FROM pg_seclabel) THEN
  (SELECT string_agg(quote_ident(provider) || ': ' || quote_literal(label), '; ' ORDER BY provider) FROM pg_seclabel
    WHERE classoid = '$catalog'::regclass AND objoid = $oid AND objsubid = $column) END
--}

-- Labels of what is shared by the databases of a cluster.
--{ define shared_security_labels(catalog, oid)
(SELECT string_agg(quote_ident(provider) || ': ' || quote_literal(label), '; ' ORDER BY provider) FROM pg_shseclabel
  WHERE classoid = '$catalog'::regclass AND objoid = $oid)
--}

-- Options are a set: their order is an accident. Those that start with pg_ are the server's own
-- (15.20 keeps pg_attver there).
--{ define options(array)
CASE WHEN $array IS NOT NULL THEN
  (SELECT string_agg(option, ', ' ORDER BY option) FROM unnest($array) AS o (option)
    WHERE option !~ '^pg_') END
--}

-- Options of a foreign-data wrapper and what belongs to it, whose names are the wrapper's business.
--{ define foreign_options(array)
CASE WHEN $array IS NOT NULL THEN
  (SELECT string_agg(option, ', ' ORDER BY option) FROM unnest($array) AS o (option)) END
--}

-- Who may do what, or nothing if that is what an object of this type and owner has anyway.
--{ define privileges(acl, type, owner)
CASE WHEN $acl IS NOT NULL THEN @privileges_beyond($acl, acldefault('$type', $owner), $owner) END
--}

-- Who may do what, or nothing if `usual` says the same. An asterisk is a grant option; the grantor is
-- named if he is not the owner.
--{ define privileges_beyond(acl, usual, owner)
(SELECT nullif(coalesce(string_agg(line, '; ' ORDER BY line) FILTER (WHERE granted), 'nobody'),
               coalesce(string_agg(line, '; ' ORDER BY line) FILTER (WHERE NOT granted), 'nobody'))
   FROM (SELECT granted, @grants($owner) AS line
           FROM (SELECT true AS granted, x.* FROM aclexplode($acl) AS x
                 UNION ALL
                 SELECT false, x.* FROM aclexplode($usual) AS x) AS entry
          GROUP BY granted, grantee, grantor) AS grants)
--}

-- One role's privileges on an object, by one grantor.
--{ define grants(owner)
CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE @role(grantee) END
  || ': ' || string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ', ' ORDER BY privilege_type)
  || CASE WHEN grantor = $owner THEN '' ELSE ' (by ' || @role(grantor) || ')' END
--}

-- What `acl` grants and `other` does not.
--{ define privileges_without(acl, other, owner)
(SELECT string_agg(line, '; ' ORDER BY line)
   FROM (SELECT @grants($owner) AS line
           FROM (SELECT * FROM aclexplode($acl) EXCEPT SELECT * FROM aclexplode($other)) AS entry
          GROUP BY grantee, grantor) AS grants)
--}

-- What was granted and what was revoked since an object had its `initial` privileges. Only that is told, as versions
-- of the server and of extensions differ in the initial ones.
--{ define privileges_since(acl, initial, owner)
CROSS JOIN LATERAL
  (SELECT @privileges_without($acl, $initial, $owner), @privileges_without($initial, $acl, $owner)) AS since (granted, revoked)
--}

-- ALTER … DEPENDS ON EXTENSION. Whether anything does is asked once: hardly anything ever does.
--{ define extension_dependencies(catalog, oid)
CASE WHEN EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'x') THEN
  (SELECT string_agg(quote_ident(ext.extname), ', ' ORDER BY ext.extname)
     FROM pg_depend xd JOIN pg_extension ext ON ext.oid = xd.refobjid
    WHERE xd.classid = '$catalog'::regclass AND xd.objid = $oid
      AND xd.refclassid = 'pg_extension'::regclass AND xd.deptype = 'x') END
--}

-- What a column has by default or is generated from, whose columns are those of `table` (0 if it names none).
--{ define default(column, table)
(SELECT pg_get_expr(adbin, $table) FROM pg_attrdef WHERE adrelid = $column.attrelid AND adnum = $column.attnum)
--}

-- A collation, unless it is the one that the type brings.
--{ define collation(collation, usual)
CASE WHEN $collation <> $usual THEN
  (SELECT quote_ident(cn.nspname) || '.' || quote_ident(cc.collname)
     FROM pg_collation cc JOIN pg_namespace cn ON cn.oid = cc.collnamespace
    WHERE cc.oid = $collation) END
--}

-- A function by its full name, or nothing for "none".
--{ define function_name(oid)
nullif($oid::regproc::text, '-')
--}

--{ define tablespace(oid)
CASE WHEN $oid <> 0 THEN (SELECT quote_ident(spcname) FROM pg_tablespace WHERE oid = $oid) END
--}

--{ define access_method(oid)
(SELECT quote_ident(amname) FROM pg_am WHERE oid = $oid)
--}

-- What a version of a catalog row is: an update makes another ctid, an insert after a rollback
-- another xmin, so no two versions share both. The difference of two ages is xmin, counted from 3, at a
-- tenth of the cost of a cast through text; rows of initdb, which have no age, never change their xmin.
--{ define version(row)
--{ if version >= 140000
hashtidextended($row.ctid, CASE age($row.xmin) WHEN 2147483647 THEN 0 ELSE age('3'::xid) - age($row.xmin) END)
--{ else
hashtextextended($row.ctid::text, $row.xmin::text::bigint)
--}
--}

-- How many rows of a table were inserted or updated, whether or not it came to a commit: what the server's
-- statistics have, and what this session will add to them. It never falls. A server before 15 reports its
-- statistics too late to be of use.
--{ define rows_put(table)
--{ if version >= 150000
pg_stat_get_tuples_inserted($table) + pg_stat_get_xact_tuples_inserted($table)
  + pg_stat_get_tuples_updated($table) + pg_stat_get_xact_tuples_updated($table)
--{ else
NULL::bigint
--}
--}

-- The same of those that were deleted.
--{ define rows_deleted(table)
--{ if version >= 150000
pg_stat_get_tuples_deleted($table) + pg_stat_get_xact_tuples_deleted($table)
--{ else
NULL::bigint
--}
--}

-- Whether those counts are complete, if they are read afterwards: sessions that have ended have reported theirs; others
-- that are there may not have. A transaction would otherwise be told again what it was told before.
--{ define counts_are_complete()
--{ if version >= 150000
(pg_stat_clear_snapshot()::text = '' AND current_setting('track_counts')::boolean
  AND pg_stat_get_db_numbackends((SELECT oid FROM pg_database WHERE datname = current_database())) = 1)
--{ else
false
--}
--}

-- Names that are kept outside of the database and appear anywhere in it, hashed.
--{ define outside_names()
SELECT hashtext(rolname || ' ' || oid) FROM pg_roles UNION ALL SELECT hashtext(spcname || ' ' || oid) FROM pg_tablespace
--}

-- The relation with an OID, as c with its index i if it is one; none for what is no object of its own.
--{ define to_relation(oid)
JOIN pg_class c ON c.oid = $oid AND c.relkind <> 't' AND c.relpersistence <> 't'
  LEFT JOIN pg_index i ON i.indexrelid = c.oid
--}

-- The root that a relation belongs to: a composite type's pg_type entry, an index's table.
--{ define root_catalog(relation)
CASE $relation.relkind WHEN 'c' THEN 'pg_type'::regclass ELSE 'pg_class'::regclass END
--}

--{ define root(relation, index)
CASE WHEN $relation.relkind = 'c' THEN $relation.reltype ELSE coalesce($index.indrelid, $relation.oid) END
--}

--{ define kinds_of_relation(relation, index)
CASE $relation.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'f' THEN 'foreign_table' WHEN 'v' THEN 'view'
     WHEN 'm' THEN 'materialized_view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite_type'
     ELSE @kinds_of_index($index) END
--}

-- The WITH clause exactly as the server's deparse writes it (flatten_reloptions in ruleutils.c), so
-- that it can be taken out: the order of options within it is an accident.
--{ define with_options(array)
(SELECT ' WITH (' || string_agg(quote_ident(name) || '=' || CASE WHEN quote_ident(value) = value THEN value
                                ELSE '''' || replace(value, '''', '''''') || '''' END, ', ' ORDER BY position) || ')'
   FROM unnest($array) WITH ORDINALITY AS o (option, position)
  CROSS JOIN LATERAL (SELECT split_part(option, '=', 1), substr(option, strpos(option, '=') + 1)) AS p (name, value))
--}

--{ define replica_identity(relation)
CASE $relation.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN
  (SELECT 'index ' || quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
    WHERE i.indrelid = $relation.oid AND i.indisreplident) END
--}

-- What the server's deparse says after USING of the commonest of indexes, at a third of its cost: a btree (OID 403) of
-- columns as they come, each by the server's own default operator class for just its type, or for text if that is
-- varchar. Nothing for any other index.
--{ define plain_index(index, relation)
CASE WHEN $relation.relam = 403 AND $index.indexprs IS NULL AND $index.indpred IS NULL
--{ if version >= 150000
          AND NOT $index.indnullsnotdistinct
--}
          AND $index.indnatts = $index.indnkeyatts AND 0 = ALL ($index.indoption::int2[]) THEN
  (SELECT 'btree (' || string_agg(quote_ident(a.attname), ', ' ORDER BY key.position) || ')'
     FROM pg_attribute a
    CROSS JOIN LATERAL (SELECT array_position($index.indkey::int2[], a.attnum)) AS key (position)
    WHERE a.attrelid = $index.indrelid AND a.attnum = ANY ($index.indkey::int2[])
   HAVING count(*) = $index.indnatts
      AND bool_and($index.indcollation[key.position] IN (0, a.attcollation)
                   AND ($index.indclass[key.position], a.atttypid) IN (@default_operator_classes()))) END
--}

-- The server's own for btrees, and the type that each is the default for. A default for varchar of somebody else's
-- would take the place of that for text.
--{ define default_operator_classes()
SELECT oid, opcintype FROM pg_opclass WHERE opcmethod = 403 AND opcdefault AND oid < 16384
UNION ALL
SELECT oid, 'varchar'::regtype FROM pg_opclass
 WHERE opcmethod = 403 AND opcdefault AND oid < 16384 AND opcintype = 'text'::regtype
   AND NOT EXISTS (SELECT FROM pg_opclass WHERE opcmethod = 403 AND opcdefault AND opcintype = 'varchar'::regtype)
--}

-- Statistics targets of an index's columns, which only expressions can have.
--{ define index_statistics(index)
CASE WHEN $index.indexprs IS NOT NULL THEN
  (SELECT string_agg('column ' || attnum || ': ' || attstattarget, ', ' ORDER BY attnum)
     FROM pg_attribute WHERE attrelid = $index.indexrelid AND attnum > 0 AND attstattarget >= 0) END
--}

-- The privileges that a row came with, as i; none if they were the usual ones.
--{ define with_initial_privileges(catalog, oid)
LEFT JOIN pg_init_privs i ON i.classoid = '$catalog'::regclass AND i.objoid = $oid AND i.objsubid = 0
--}

-- What pg_init_privs says an object of an extension or of the server had when that was made.
--{ define initial_privileges(catalog, oid, type, owner)
coalesce((SELECT initprivs FROM pg_init_privs
           WHERE classoid = '$catalog'::regclass AND objoid = $oid AND objsubid = 0), acldefault('$type', $owner))
--}

-- The kinds that an index's rows matter to: those of a constraint are part of it. A unique index may be
-- either, and may become the constraint's without a row of its own changing.
--{ define kinds_of_index(index)
CASE WHEN $index.indisprimary OR $index.indisexclusion THEN 'constraint'
     WHEN $index.indisunique THEN 'index constraint' ELSE 'index' END
--}
