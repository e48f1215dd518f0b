// SPDX-License-Identifier: MIT
#include "catalog/sql/row_queries.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

constexpr std::string_view rows_start = "--{ rows ";
constexpr std::string_view parts_start = "--{ parts ";

[[noreturn]] void refuse(std::string_view header) {
  throw std::logic_error("catalog rows: cannot read " + std::string(header));
}

/// Takes what follows ` word ` off the end of `text`; nothing if the word is not there.
std::optional<std::string> take_clause(std::string_view& text, std::string_view word) {
  const std::string marker = " " + std::string(word) + " ";
  const std::size_t at = text.find(marker);
  if (at == std::string_view::npos) return std::nullopt;
  std::string clause(trim(text.substr(at + marker.size())));
  text = text.substr(0, at);
  return clause;
}

struct Block {
  bool of_parts = false;
  std::string header;
  std::string body;
};

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  bool within = false;
  for (const std::string_view line : lines(text)) {
    if (line.starts_with(rows_start)) {
      blocks.push_back({false, std::string(line.substr(rows_start.size())), ""});
      within = true;
    } else if (line.starts_with(parts_start)) {
      blocks.push_back({true, std::string(line.substr(parts_start.size())), ""});
      within = true;
    } else if (line.starts_with("--}")) {
      within = false;
    } else if (within) {
      blocks.back().body += std::string(line) + "\n";
    }
  }
  return blocks;
}

/// The SELECTs of a block, without the word.
std::vector<std::string> branches_of(const std::string& body) {
  constexpr std::string_view select = "SELECT ";
  std::vector<std::string> branches;
  for (const std::string_view line : lines(body)) {
    if (line.starts_with(select)) {
      branches.emplace_back(line.substr(select.size()));
    } else if (!branches.empty() && trim(line) != "UNION ALL") {
      branches.back() += "\n" + std::string(line);
    }
  }
  return branches;
}

/// The source that a block describes; nothing if `version` does not have it.
std::optional<RowSource> parse(const Block& block, const Fragments& fragments, int version) {
  std::string_view header = block.header;
  const auto since = take_clause(header, "since");
  if (since && std::stoi(*since) > version) return std::nullopt;
  RowSource source;
  source.of_parts = block.of_parts;
  source.leads = take_clause(header, "leads if").value_or("true");
  source.where = take_clause(header, "where").value_or("true");
  const auto key = take_clause(header, "by");
  source.relation = take_clause(header, "part of").value_or("");
  const auto from = take_clause(header, "of");
  if (!from) refuse(block.header);
  source.from = *from;
  source.catalog = split(source.from, ' ').front();
  for (const std::string_view word : split(source.from, ' ')) {
    if (word.starts_with("pg_")) source.catalogs.emplace_back(word);
  }
  source.alias = trim(header);
  source.place = expand_fragments("@place(" + source.alias + ")", fragments);
  source.key = key ? "(" + *key + ")::bigint"
                   : expand_fragments("@version(" + source.alias + ")", fragments);
  source.keeps_key = key.has_value() && source.catalogs.size() == 1;
  source.branches = branches_of(expand_fragments(block.body, fragments));
  if (source.branches.empty()) refuse(block.header);
  return source;
}

/// The two ways to find rows of a source: all that matter, or those at the places in a parameter,
/// which are known to matter. Nothing but the places is said of those, so that they are gone to
/// directly (a TID scan), whatever the planner believes about the sizes of things.
std::string all_of(const RowSource& source) {
  return source.from + " WHERE (" + source.where + ")";
}

std::string at_places(const RowSource& source, std::size_t parameter) {
  return source.from + " WHERE " + source.alias + ".ctid = ANY ($" + std::to_string(parameter) +
         "::tid[])";
}

/// A row of the source in FROM, so that a branch can ask for what is no column of it.
std::string as_table(const RowSource& source, const std::string& rows) {
  return "(SELECT " + source.alias + ".*, " + source.alias + ".ctid, " + source.alias +
         ".xmin FROM " + rows + ") AS " + source.alias;
}

/// Whether a branch has a line for each row: it joins nothing that might be missing, and asks for
/// nothing.
bool is_of_every_row(std::string_view branch) {
  constexpr std::string_view rows = "FROM @rows";
  std::string rest(trim(branch.substr(branch.find(rows) + rows.size())));
  rest = replace_all(rest, "LEFT JOIN", "");
  return rest.find("JOIN") == std::string::npos && rest.find("WHERE") == std::string::npos;
}

/// A SELECT for each branch, and one for each row that `rows` finds if no branch has them all.
void add_selects(const RowSource& source, std::size_t index, const std::string& rows,
                 std::vector<std::string>& selects) {
  const std::string row =
      "SELECT " + std::to_string(index) + ", " + source.key + ", " + source.place + ", ";
  if (std::ranges::none_of(source.branches, is_of_every_row)) {
    selects.push_back(row + "0::oid, 0::oid, '', 0::bigint FROM " + rows);
  }
  for (const std::string& branch : source.branches) {
    selects.push_back(row + replace_all(branch, "@rows", as_table(source, rows)));
  }
}

std::string union_all(const std::vector<std::string>& selects) {
  return join(selects, "\nUNION ALL\n");
}

/// The lines of add_selects(); the first SELECT, which finds none, says of which types they are.
std::string row_lines(std::vector<std::string> selects) {
  selects.insert(selects.begin(),
                 "SELECT 0, 0::bigint, 0, 0::oid, 0::oid, '', 0::bigint WHERE false");
  return union_all(selects);
}

std::string writes_of(const std::vector<RowSource>& sources, const Fragments& fragments) {
  std::vector<std::string> lines;
  const auto add = [&](int line, const std::string& value) {
    lines.push_back("(" + std::to_string(line) + ", " + expand_fragments(value, fragments) +
                    ", NULL)");
  };
  // First whether a session is there whose writes are not counted: one that takes leave while this
  // is answered counts its own before it goes.
  add(RowQueries::is_complete, "@counts_are_complete($2)::int");
  for (std::size_t index = 0; index < sources.size(); ++index) {
    std::vector<std::string> put;
    std::vector<std::string> deleted;
    for (const std::string& catalog : sources[index].catalogs) {
      put.push_back(expand_fragments("@rows_put('" + catalog + "'::regclass)", fragments));
      deleted.push_back(expand_fragments("@rows_deleted('" + catalog + "'::regclass)", fragments));
    }
    lines.push_back("(" + std::to_string(index) + ", " + join(put, " + ") + ", " +
                    join(deleted, " + ") + ")");
  }
  add(RowQueries::outside_names, "(SELECT sum(hash) FROM (@outside_names()) AS name (hash))");
  add(RowQueries::oldest_unseen, "pg_snapshot_xmin(pg_current_snapshot())::xid::text::bigint");
  add(RowQueries::transaction, "coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)");
  // What was seen inside a transaction was undone unless that has committed or is still open.
  add(RowQueries::was_undone,
      "($1::bigint NOT IN (0, coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0))"
      " AND pg_xact_status($1::text::xid8) IS DISTINCT FROM 'committed')::int");
  std::vector<std::string> files;
  for (const RowSource& source : sources) {
    files.push_back("pg_relation_filenode('" + source.catalog + "')::bigint");
  }
  add(RowQueries::files, join(files, " + "));
  add(RowQueries::all_seen,
      "(pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot()))::int");
  return "VALUES " + join(lines, ",\n");
}

/// Whether a branch says of a root only that something about it changed.
bool names_no_kind(std::string_view branch) {
  return branch.find(", '*',") != std::string_view::npos;
}

std::vector<std::string> leading_selects(const RowSource& source) {
  const std::string leading = all_of(source) + " AND (" + source.leads + ")";
  std::vector<std::string> selects;
  for (const std::string& branch : source.branches) {
    if (names_no_kind(branch)) continue;
    selects.push_back("SELECT " + replace_all(branch, "@rows", as_table(source, leading)));
  }
  return selects;
}

/// First the roots that rows of pg_class lead to, which are most. The others take longer to plan
/// than to find, and are shared out evenly.
std::vector<std::string> roots_of(const std::vector<RowSource>& sources) {
  constexpr std::size_t parts_of_others = 3;
  std::vector<std::vector<std::string>> parts(1 + parts_of_others);
  std::size_t others = 0;
  for (const RowSource& source : sources) {
    if (source.of_parts) continue;
    for (auto& select : leading_selects(source)) {
      const bool of_pg_class = source.catalog == "pg_class";
      parts[of_pg_class ? 0 : 1 + others++ % parts_of_others].push_back(std::move(select));
    }
  }
  std::vector<std::string> queries;
  for (const auto& selects : parts) {
    queries.push_back("SELECT DISTINCT catalog::oid, root::oid, kinds FROM (" + union_all(selects) +
                      ") AS branch (catalog, root, kinds, version)");
  }
  return queries;
}

std::string stamp_of(const std::vector<RowSource>& sources, const Fragments& fragments) {
  std::vector<std::string> versions;
  for (const RowSource& source : sources) {
    versions.push_back("SELECT " + expand_fragments("@version(" + source.alias + ")", fragments) +
                       " FROM " + all_of(source));
  }
  versions.push_back(expand_fragments("@outside_names()", fragments));
  return "SELECT count(*) || ' ' || sum(version) FROM (" + union_all(versions) +
         ") AS catalog_row (version)";
}

/// The age of a transaction is the only order among transactions that SQL has. That of the oldest
/// is asked for once, not for each row.
std::string may_be_new(const RowSource& source, std::size_t oldest_unseen) {
  return "age(" + source.alias + ".xmin) <= (SELECT age($" + std::to_string(oldest_unseen) +
         "::xid))";
}

/// The place where the last pages of a source's catalog begin; a parameter says how many.
std::string last_pages_of(const RowSource& source, const std::string& pages) {
  return "(SELECT format('(%s,0)', greatest(0, pg_relation_size('" + source.catalog +
         "') / current_setting('block_size')::int - " + pages + "))::tid)";
}

std::string text_of(RowQueries::Counting counting) {
  return std::to_string(static_cast<int>(counting));
}

/// A line of RowQueries::census(). `counting`: the parameter that says how the source is counted.
/// Whether a row is new is asked first: hardly any is.
std::string count_of(const RowSource& source, std::size_t index, const std::string& counting) {
  const std::string is_new = may_be_new(source, 1);
  return "SELECT " + std::to_string(index) + ", count(*), coalesce(sum(" + source.place +
         "), 0), array_agg(" + source.alias + ".ctid) FILTER (WHERE " + is_new + ") FROM " +
         source.from + " WHERE " + counting + " <> " + text_of(RowQueries::Counting::none) +
         " AND (" + counting + " = " + text_of(RowQueries::Counting::all) + " OR " + is_new +
         ") AND (" + source.where + ")";
}

}  // namespace

RowQueries::RowQueries(std::string_view text, const Fragments& fragments, int version,
                       const std::set<std::string>& closed) {
  for (const Block& block : blocks_of(text)) {
    auto source = parse(block, fragments, version);
    if (source && !closed.contains(source->catalog)) sources_.push_back(std::move(*source));
  }
  writes_ = writes_of(sources_, fragments);
  roots_ = roots_of(sources_);
  stamp_ = stamp_of(sources_, fragments);
}

std::set<std::string> RowQueries::catalogs() const {
  std::set<std::string> names;
  for (const RowSource& source : sources_) names.insert(source.catalog);
  return names;
}

std::string RowQueries::census(const SourceSet& sources) const {
  std::vector<std::string> counts;
  std::size_t parameter = 1;
  for (const std::size_t index : sources) {
    const std::string counting = "$" + std::to_string(++parameter) + "::int";
    counts.push_back(count_of(sources_[index], index, counting));
  }
  return union_all(counts);
}

std::string RowQueries::latest(const SourceSet& sources) const {
  std::vector<std::string> selects;
  std::size_t parameter = 1;
  for (const std::size_t index : sources) {
    const RowSource& source = sources_[index];
    const std::string place = source.alias + ".ctid";
    const std::string pages = "$" + std::to_string(++parameter) + "::int";
    selects.push_back("SELECT " + std::to_string(index) + ", count(*), array_agg(" + place +
                      "), array_agg(" + place + ") FILTER (WHERE " + source.where + ") FROM " +
                      source.from + " WHERE " + pages + " > 0 AND " + place +
                      " >= " + last_pages_of(source, pages) + " AND " + may_be_new(source, 1));
  }
  return union_all(selects);
}

std::string RowQueries::still_at(const SourceSet& sources) const {
  std::vector<std::string> selects;
  std::size_t parameter = 0;
  for (const std::size_t index : sources) {
    selects.push_back("SELECT " + std::to_string(index) + ", count(*) FROM " +
                      at_places(sources_[index], ++parameter));
  }
  return union_all(selects);
}

std::string RowQueries::present() const {
  std::vector<std::string> questions;
  for (std::size_t index = 0; index < sources_.size(); ++index) {
    questions.push_back("SELECT " + std::to_string(index) + " WHERE EXISTS (SELECT FROM " +
                        all_of(sources_[index]) + ")");
  }
  return union_all(questions);
}

std::string RowQueries::all_rows(const SourceSet& sources) const {
  std::vector<std::string> selects;
  for (const std::size_t index : sources) {
    add_selects(sources_[index], index, all_of(sources_[index]), selects);
  }
  return row_lines(std::move(selects));
}

std::string RowQueries::rows_at(const SourceSet& sources) const {
  std::vector<std::string> selects;
  std::size_t parameter = 0;
  for (const std::size_t index : sources) {
    add_selects(sources_[index], index, at_places(sources_[index], ++parameter), selects);
  }
  return row_lines(std::move(selects));
}

std::string RowQueries::new_parts(const SourceSet& sources) const {
  std::vector<std::string> selects;
  for (const std::size_t index : sources) {
    const RowSource& source = sources_[index];
    add_selects(source, index,
                all_of(source) + " AND " + source.relation + " = ANY ($1::oid[]) AND " +
                    may_be_new(source, 2),
                selects);
  }
  return row_lines(std::move(selects));
}

std::string RowQueries::roll_call(const SourceSet& sources) const {
  std::vector<std::string> selects;
  std::size_t parameter = 0;
  for (const std::size_t index : sources) {
    const RowSource& source = sources_[index];
    selects.push_back("SELECT " + std::to_string(index) + ", " + source.key + ", " + source.place +
                      ", " + source.alias + ".ctid FROM " + all_of(source) + " AND $" +
                      std::to_string(++parameter) + "::boolean");
  }
  return union_all(selects);
}

}  // namespace pgstair::catalog
