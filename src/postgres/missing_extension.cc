// SPDX-License-Identifier: MIT
#include "postgres/missing_extension.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "support/text.h"

namespace pgstair::postgres {

namespace {

using namespace std::string_view_literals;

/// A name that only an extension brings. One that ends in * is the beginning of several.
struct Bringer {
  std::string_view name;
  std::string_view extension;
};

constexpr std::array types{
    Bringer{"citext", "citext"},
    Bringer{"hstore", "hstore"},
    Bringer{"ltree", "ltree"},
    Bringer{"lquery", "ltree"},
    Bringer{"ltxtquery", "ltree"},
    Bringer{"cube", "cube"},
    Bringer{"seg", "seg"},
    Bringer{"earth", "earthdistance"},
    Bringer{"query_int", "intarray"},
    Bringer{"gtrgm", "pg_trgm"},
    Bringer{"isbn", "isn"},
    Bringer{"isbn13", "isn"},
    Bringer{"issn", "isn"},
    Bringer{"ismn", "isn"},
    Bringer{"ean13", "isn"},
    Bringer{"upc", "isn"},
    Bringer{"lo", "lo"},
    Bringer{"geometry", "postgis"},
    Bringer{"geography", "postgis"},
    Bringer{"box2d", "postgis"},
    Bringer{"box3d", "postgis"},
    Bringer{"raster", "postgis_raster"},
    Bringer{"topogeometry", "postgis_topology"},
    Bringer{"vector", "vector"},
    Bringer{"halfvec", "vector"},
    Bringer{"sparsevec", "vector"},
    Bringer{"ip4r", "ip4r"},
    Bringer{"ip4", "ip4r"},
    Bringer{"iprange", "ip4r"},
    Bringer{"semver", "semver"},
    Bringer{"hll", "hll"},
    Bringer{"roaringbitmap", "roaringbitmap"},
    Bringer{"h3index", "h3"},
};

constexpr std::array functions{
    Bringer{"uuid_generate_*", "uuid-ossp"},
    Bringer{"uuid_nil", "uuid-ossp"},
    Bringer{"uuid_ns_*", "uuid-ossp"},
    Bringer{"crypt", "pgcrypto"},
    Bringer{"gen_salt", "pgcrypto"},
    Bringer{"gen_random_bytes", "pgcrypto"},
    Bringer{"digest", "pgcrypto"},
    Bringer{"hmac", "pgcrypto"},
    Bringer{"armor", "pgcrypto"},
    Bringer{"pgp_*", "pgcrypto"},
    Bringer{"similarity", "pg_trgm"},
    Bringer{"word_similarity", "pg_trgm"},
    Bringer{"strict_word_similarity", "pg_trgm"},
    Bringer{"show_trgm", "pg_trgm"},
    Bringer{"unaccent", "unaccent"},
    Bringer{"levenshtein", "fuzzystrmatch"},
    Bringer{"levenshtein_less_equal", "fuzzystrmatch"},
    Bringer{"soundex", "fuzzystrmatch"},
    Bringer{"difference", "fuzzystrmatch"},
    Bringer{"metaphone", "fuzzystrmatch"},
    Bringer{"dmetaphone", "fuzzystrmatch"},
    Bringer{"crosstab*", "tablefunc"},
    Bringer{"connectby", "tablefunc"},
    Bringer{"ll_to_earth", "earthdistance"},
    Bringer{"earth_distance", "earthdistance"},
    Bringer{"earth_box", "earthdistance"},
    Bringer{"hstore", "hstore"},
    Bringer{"hstore_to_*", "hstore"},
    Bringer{"nlevel", "ltree"},
    Bringer{"subpath", "ltree"},
    Bringer{"text2ltree", "ltree"},
    Bringer{"cube_*", "cube"},
    Bringer{"dblink*", "dblink"},
    Bringer{"st_*", "postgis"},
    Bringer{"addgeometrycolumn", "postgis"},
    Bringer{"postgis_*", "postgis"},
    Bringer{"create_hypertable", "timescaledb"},
    Bringer{"add_retention_policy", "timescaledb"},
    Bringer{"cosine_distance", "vector"},
    Bringer{"l2_distance", "vector"},
};

constexpr std::array operator_classes{
    Bringer{"gin_trgm_ops", "pg_trgm"},       Bringer{"gist_trgm_ops", "pg_trgm"},
    Bringer{"gin_hstore_ops", "hstore"},      Bringer{"gist_hstore_ops", "hstore"},
    Bringer{"gist_ltree_ops", "ltree"},       Bringer{"gist__ltree_ops", "ltree"},
    Bringer{"gist__int_ops", "intarray"},     Bringer{"gist__intbig_ops", "intarray"},
    Bringer{"gin__int_ops", "intarray"},      Bringer{"citext_ops", "citext"},
    Bringer{"gist_cube_ops", "cube"},         Bringer{"gist_geometry_*", "postgis"},
    Bringer{"gist_geography_*", "postgis"},   Bringer{"spgist_geometry_*", "postgis"},
    Bringer{"brin_geometry_*", "postgis"},    Bringer{"vector_*", "vector"},
    Bringer{"halfvec_*", "vector"},           Bringer{"sparsevec_*", "vector"},
    Bringer{"bit_hamming_ops", "vector"},     Bringer{"bit_jaccard_ops", "vector"},
    Bringer{"gist_int*", "btree_gist"},       Bringer{"gist_text_ops", "btree_gist"},
    Bringer{"gist_uuid_ops", "btree_gist"},   Bringer{"gist_date_ops", "btree_gist"},
    Bringer{"gist_timestamp*", "btree_gist"}, Bringer{"gist_bpchar_ops", "btree_gist"},
};

/// Access methods, foreign-data wrappers, parts of text search.
constexpr std::array others{
    Bringer{"hnsw", "vector"},
    Bringer{"ivfflat", "vector"},
    Bringer{"bloom", "bloom"},
    Bringer{"rum", "rum"},
    Bringer{"postgres_fdw", "postgres_fdw"},
    Bringer{"file_fdw", "file_fdw"},
    Bringer{"dblink_fdw", "dblink"},
    Bringer{"unaccent", "unaccent"},
};

/// Types of the server's own for which btree_gist and btree_gin have operator classes.
constexpr std::array plain_types{"smallint"sv,
                                 "integer"sv,
                                 "bigint"sv,
                                 "real"sv,
                                 "double precision"sv,
                                 "numeric"sv,
                                 "timestamp without time zone"sv,
                                 "timestamp with time zone"sv,
                                 "time without time zone"sv,
                                 "time with time zone"sv,
                                 "date"sv,
                                 "interval"sv,
                                 "oid"sv,
                                 "money"sv,
                                 "text"sv,
                                 "character varying"sv,
                                 "character"sv,
                                 "bytea"sv,
                                 "bit"sv,
                                 "bit varying"sv,
                                 "macaddr"sv,
                                 "macaddr8"sv,
                                 "inet"sv,
                                 "cidr"sv,
                                 "uuid"sv,
                                 "boolean"sv};

bool is_named(std::string_view pattern, std::string_view name) {
  if (pattern.ends_with('*')) return name.starts_with(pattern.substr(0, pattern.size() - 1));
  return pattern == name;
}

std::string bringer_of(std::span<const Bringer> bringers, std::string_view name) {
  const auto found = std::ranges::find_if(
      bringers, [&](const Bringer& bringer) { return is_named(bringer.name, name); });
  return found == bringers.end() ? std::string() : std::string(found->extension);
}

/// Without its schema, and what makes an array or gives a length: public.geometry(Point,4326)[].
std::string bare(std::string_view name) {
  name = name.substr(0, name.find_first_of("(["));
  if (const auto dot = name.rfind('.'); dot != std::string_view::npos) name.remove_prefix(dot + 1);
  return lower(name);
}

std::optional<MissingExtension> brought(std::span<const Bringer> bringers, const std::string& kind,
                                        const std::string& name) {
  if (name.empty()) return std::nullopt;
  const std::string extension = bringer_of(bringers, bare(name));
  if (extension.empty()) return std::nullopt;
  return MissingExtension{extension, kind + " " + name};
}

/// EXCLUDE USING gist (room WITH =), and an index USING gin over a plain column.
std::optional<MissingExtension> without_operator_class(const std::string& message) {
  const std::string type = between(message, "data type ", " has no default operator class");
  const std::string method = between(message, "access method \"", "\"");
  if (std::ranges::find(plain_types, type) == plain_types.end()) return std::nullopt;
  if (method != "gist" && method != "gin") return std::nullopt;
  return MissingExtension{"btree_" + method, "an operator class of " + method + " for " + type};
}

std::optional<MissingExtension> undefined_object(const std::string& message) {
  if (auto found = brought(types, "the type", between(message, "type \"", "\" does not exist")))
    return found;
  if (auto found = brought(operator_classes, "the operator class",
                           between(message, "operator class \"", "\" does not exist")))
    return found;
  for (const std::string kind : {"access method", "foreign-data wrapper", "text search dictionary",
                                 "text search configuration"}) {
    const std::string name = between(message, kind + " \"", "\" does not exist");
    if (auto found = brought(others, "the " + kind, name)) return found;
  }
  return without_operator_class(message);
}

/// Before Postgres 16 the server says only that it cannot open a file.
std::optional<MissingExtension> not_installed(const ServerError& error) {
  std::string name = between(error.message, "extension \"", "\" is not available");
  if (name.empty()) name = between(error.message, "/extension/", ".control\": No such file");
  if (name.empty()) return std::nullopt;
  const std::string version = between(error.detail + error.message, "/postgresql/", "/");
  return MissingExtension{name, "its files", false, version};
}

/// In which package the extension comes; %V is the server's major version.
constexpr std::array packages{
    Bringer{"vector", "postgresql-%V-pgvector"},
    Bringer{"postgis*", "postgresql-%V-postgis-3"},
    Bringer{"ip4r", "postgresql-%V-ip4r"},
    Bringer{"semver", "postgresql-%V-semver"},
    Bringer{"hll", "postgresql-%V-hll"},
    Bringer{"rum", "postgresql-%V-rum"},
    Bringer{"h3*", "postgresql-%V-h3"},
    Bringer{"pg_cron", "postgresql-%V-cron"},
    Bringer{"pg_partman", "postgresql-%V-partman"},
    Bringer{"pg_repack", "postgresql-%V-repack"},
    Bringer{"pgaudit", "postgresql-%V-pgaudit"},
    Bringer{"pgrouting", "postgresql-%V-pgrouting"},
    Bringer{"orafce", "postgresql-%V-orafce"},
    Bringer{"timescaledb", "timescaledb-2-postgresql-%V"},
    Bringer{"roaringbitmap", "postgresql-%V-roaringbitmap"},
    Bringer{"plpython3u", "postgresql-plpython3-%V"},
    Bringer{"plperl*", "postgresql-plperl-%V"},
    Bringer{"pltcl*", "postgresql-pltcl-%V"},
};

/// Those that come with Postgres's own sources, in one package beside it.
constexpr std::array contrib{"citext"sv,
                             "hstore"sv,
                             "ltree"sv,
                             "cube"sv,
                             "seg"sv,
                             "isn"sv,
                             "intarray"sv,
                             "earthdistance"sv,
                             "pg_trgm"sv,
                             "uuid-ossp"sv,
                             "pgcrypto"sv,
                             "unaccent"sv,
                             "fuzzystrmatch"sv,
                             "tablefunc"sv,
                             "dblink"sv,
                             "bloom"sv,
                             "postgres_fdw"sv,
                             "file_fdw"sv,
                             "lo"sv,
                             "btree_gist"sv,
                             "btree_gin"sv,
                             "pg_stat_statements"sv};

std::string package_of(const MissingExtension& missing) {
  if (std::ranges::find(contrib, missing.name) != contrib.end())
    return "the package with Postgres's contrib modules (postgresql-contrib)";
  const std::string known = bringer_of(packages, missing.name);
  if (known.empty()) return "the package that has it";
  const bool is_known = !missing.version.empty();
  return "its package (on Debian and Ubuntu " +
         replace_all(known, "%V", is_known ? missing.version : "VERSION") +
         (is_known ? "" : ", with the server's version") + ")";
}

std::string quoted_if_needed(const std::string& name) {
  return name.find('-') == std::string::npos ? name : "\"" + name + "\"";
}

}  // namespace

std::optional<MissingExtension> missing_extension(const ServerError& error) {
  if (error.sqlstate == "42704") return undefined_object(error.message);
  if (error.sqlstate == "42883") {
    std::string name = between(error.message, "function ", "(");
    if (auto found = brought(functions, "the function", name)) return found;
    if (error.message.starts_with("operator does not exist: text % "))
      return MissingExtension{"pg_trgm", "the operator %"};
    return std::nullopt;
  }
  if (error.sqlstate == "0A000" || error.sqlstate == "58P01") return not_installed(error);
  return std::nullopt;
}

std::string advice_on(const MissingExtension& missing, bool in_python) {
  if (!missing.is_installed) {
    return "The server that pgstair started has no extension " + missing.name + ": install " +
           package_of(missing) +
           ", or name a server that has it (`server` or `pg-bin` in pgstair.toml).";
  }
  const std::string create = "CREATE EXTENSION IF NOT EXISTS " + quoted_if_needed(missing.name);
  const std::string line =
      in_python ? "op.execute(" +
                      std::string(create.find('"') == std::string::npos ? "\"" + create + "\""
                                                                        : "'" + create + "'") +
                      ")"
                : create + ";";
  return "The extension " + missing.name + " brings " + missing.missed +
         ". Create it in this revision or one before it: `" + line +
         "`. If it is made outside the chain, put CREATE EXTENSION IF NOT EXISTS " +
         quoted_if_needed(missing.name) +
         "; into an SQL file, and name that in pgstair.toml: init = [\"init.sql\"]. If "
         "it is there, its schema is not on the search path.";
}

}  // namespace pgstair::postgres
