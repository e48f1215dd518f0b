// SPDX-License-Identifier: MIT
#include "squash/resume.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "chain/noted.h"
#include "preflight/version_rows.h"
#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::squash {

namespace {

/// Versions as tools order them: number by number, 1.10 after 1.9.
bool is_before(const std::string& one, const std::string& other) {
  const auto key = [](const std::string& version) {
    std::vector<std::pair<std::size_t, std::string>> parts;  // longer numbers are greater
    for (const auto part : split(version, '.')) parts.emplace_back(part.size(), part);
    return parts;
  };
  return key(one) < key(other);
}

}  // namespace

std::optional<std::size_t> taken_prefix(const Resume& resume) {
  const auto end = std::ranges::find(resume.taken, false);
  if (std::find(end, resume.taken.end(), true) != resume.taken.end()) return std::nullopt;
  return static_cast<std::size_t>(end - resume.taken.begin());
}

/// One function a tool.
struct Rules {
  using Rows = std::vector<Noted>;

  static Resume refuse(const Tool& tool, std::string why) {
    return {std::move(why), std::vector<bool>(tool.new_versions_.size(), false), {}};
  }

  /// All that `is_taken` does not name is applied, in the order of the files.
  template <class IsTaken>
  static Resume apply_all_but(const Tool& tool, const IsTaken& is_taken) {
    Resume result;
    for (std::size_t i = 0; i < tool.new_versions_.size(); ++i) {
      result.taken.push_back(is_taken(i));
      if (!result.taken.back()) result.pending.push_back(i);
    }
    return result;
  }

  static bool is_noted(const Rows& noted, const std::string& version) {
    return std::ranges::find(noted, version, &Noted::version) != noted.end();
  }

  static Resume what_is_not_noted(const Tool& tool, const Rows& noted) {
    return apply_all_but(tool,
                         [&](std::size_t i) { return is_noted(noted, tool.new_versions_[i]); });
  }

  /// Of versions: a repeatable has none. Empty if there is none.
  static std::string greatest_of(const Rows& noted) {
    std::string greatest;
    for (const auto& row : noted) {
      if (!row.is_repeatable && (greatest.empty() || is_before(greatest, row.version)))
        greatest = row.version;
    }
    return greatest;
  }

  /// Whether a repeatable of the new chain has been applied as it is.
  static bool is_applied_as_it_is(const Tool& tool, const Rows& noted, std::size_t index) {
    const auto found = std::ranges::find(noted, tool.new_versions_[index], &Noted::version);
    return found != noted.end() && !found->has_other_file;
  }

  /// What comes after the greatest that is noted, and nothing before it.
  static Resume what_comes_after(const Tool& tool, const Rows& noted) {
    const std::string greatest = greatest_of(noted);
    return apply_all_but(tool, [&](std::size_t i) {
      if (tool.new_chain_.revisions()[i].is_repeatable) return is_applied_as_it_is(tool, noted, i);
      return !greatest.empty() && !is_before(greatest, tool.new_versions_[i]);
    });
  }

  static Resume golang_migrate(const Tool& tool, const Rows& noted) {
    if (!noted.empty() && !contains(tool.new_versions_, noted.back().version))
      return refuse(tool, "no migration found for version " + noted.back().version);
    return what_comes_after(tool, noted);
  }

  /// It asks for no file: the number alone says where to go on, if there are so many.
  static Resume tern(const Tool& tool, const Rows& noted) {
    const std::string greatest = greatest_of(noted);
    const bool has_files = !tool.new_versions_.empty();
    if (!greatest.empty() && (!has_files || is_before(tool.new_versions_.back(), greatest)))
      return refuse(tool, "current version " + greatest + " is outside the valid versions");
    return what_comes_after(tool, noted);
  }

  static Resume goose(const Tool& tool, const Rows& noted) {
    const std::string greatest = greatest_of(noted);
    for (const auto& version : tool.new_versions_) {
      if (!greatest.empty() && is_before(version, greatest) && !is_noted(noted, version))
        return refuse(
            tool, "found missing migrations before current version " + greatest + ": " + version);
    }
    return what_comes_after(tool, noted);
  }

  /// The first that is noted and has no file; empty if each has one.
  static std::string without_file(const Tool& tool, const Rows& noted) {
    for (const auto& row : noted) {
      if (!row.is_baseline && !contains(tool.new_versions_, row.version)) return row.version;
    }
    return {};
  }

  /// The first that is noted with the checksum of another file, and not applied again for it; empty
  /// if none is.
  static std::string with_other_file(const Rows& noted) {
    for (const auto& row : noted) {
      if (row.has_other_file && !row.is_repeatable) return row.version;
    }
    return {};
  }

  static Resume sql_migrate(const Tool& tool, const Rows& noted) {
    if (const auto version = without_file(tool, noted); !version.empty())
      return refuse(tool, "unknown migration in database: " + version);
    return what_is_not_noted(tool, noted);
  }

  /// What is noted must be the first files, in their order.
  static Resume node_pg_migrate(const Tool& tool, const Rows& noted) {
    for (std::size_t i = 0; i < std::min(noted.size(), tool.new_versions_.size()); ++i) {
      if (noted[i].version != tool.new_versions_[i])
        return refuse(tool, "Not run migration " + tool.new_versions_[i] +
                                " is preceding already run migration " + noted[i].version);
    }
    return what_is_not_noted(tool, noted);
  }

  /// An edited changeset is refused; one without a file is none of its business.
  static Resume liquibase(const Tool& tool, const Rows& noted) {
    if (const auto version = with_other_file(noted); !version.empty())
      return refuse(tool, "Validation Failed: the checksum of " + version + " is another now");
    return what_is_not_noted(tool, noted);
  }

  static Resume sqlx(const Tool& tool, const Rows& noted) {
    if (const auto version = without_file(tool, noted); !version.empty())
      return refuse(tool, "migration " + version +
                              " was previously applied but is missing in the resolved migrations");
    if (const auto version = with_other_file(noted); !version.empty())
      return refuse(tool, "migration " + version + " was previously applied but has been modified");
    return what_is_not_noted(tool, noted);
  }

  /// A baseline is nothing to a database that has applied something: the files that it stands for
  /// count there, if they are as they were.
  static bool goes_on_behind_baseline(const Tool& tool, const Rows& noted) {
    const bool begins_at_baseline = std::ranges::any_of(noted, &Noted::is_baseline);
    if (noted.empty() || begins_at_baseline || !contains(tool.kept_, true)) return false;
    for (std::size_t i = 0; i < tool.old_versions_.size(); ++i) {
      const bool has_file = contains(tool.new_versions_, tool.old_versions_[i]);
      if (!tool.kept_[i] && (!has_file || tool.changed_[i])) return false;
    }
    return true;
  }

  static Resume flyway(const Tool& tool, const Rows& noted) {
    if (goes_on_behind_baseline(tool, noted))
      return {"", std::vector<bool>(tool.new_versions_.size(), true), {}, true};
    if (const auto version = without_file(tool, noted); !version.empty())
      return refuse(tool, "Detected applied migration not resolved locally: " + version);
    if (const auto version = with_other_file(noted); !version.empty())
      return refuse(tool, "Migration checksum mismatch for migration version " + version);
    return what_comes_after(tool, noted);
  }

  /// The revision that Alembic takes a noted id for: another one, of more than three characters,
  /// if it alone begins with it. Source: RevisionMap._revision_for_ident.
  static std::optional<std::size_t> resolved(const chain::Chain& chain, const std::string& id) {
    if (chain.contains(id)) return chain.index_of(id);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      const std::string& other = chain.revisions()[i].id;
      if (other.size() <= 3 || !other.starts_with(id)) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  static Resume alembic(const Tool& tool, const Rows& noted) {
    std::vector<bool> taken(tool.new_chain_.size(), false);
    for (const auto& head : noted) {
      const auto index = resolved(tool.new_chain_, head.version);
      if (!index) return refuse(tool, "Can't locate revision identified by '" + head.version + "'");
      taken[*index] = true;
    }
    for (std::size_t i = taken.size(); i-- > 0;) {
      if (!taken[i]) continue;
      for (const std::size_t parent : tool.new_chain_.parents(i)) taken[parent] = true;
    }
    return apply_all_but(tool, [&](std::size_t i) { return taken[i]; });
  }
};

namespace {

struct ToolOfFormat {
  std::string_view format;
  std::string_view name;
  Resume (*rule)(const Tool&, const std::vector<Noted>&);
  bool notes_heads = false;
};

constexpr ToolOfFormat tools[] = {
    {"native", "dbmate", Rules::what_is_not_noted},
    {"golang-migrate", "golang-migrate", Rules::golang_migrate},
    {"goose", "goose", Rules::goose},
    {"diesel", "diesel", Rules::what_is_not_noted},
    {"sqlx", "sqlx", Rules::sqlx},
    {"flyway", "Flyway", Rules::flyway},
    {"prisma", "Prisma", Rules::what_is_not_noted},
    {"sql-migrate", "sql-migrate", Rules::sql_migrate},
    {"tern", "tern", Rules::tern},
    {"liquibase", "Liquibase", Rules::liquibase},
    {"drizzle", "Drizzle", Rules::what_comes_after},
    {"node-pg-migrate", "node-pg-migrate", Rules::node_pg_migrate},
    {"alembic", "Alembic", Rules::alembic, /*notes_heads=*/true},
};
/// Which tool deploys plain files is not known; most apply what they have not noted.
constexpr ToolOfFormat unknown{"", "the chain's tool", Rules::what_is_not_noted};

const ToolOfFormat& tool_of(const std::string& format) {
  const auto* found = std::ranges::find(tools, format, &ToolOfFormat::format);
  return found == std::end(tools) ? unknown : *found;
}

/// What Liquibase makes a changeset's checksum of: its statements.
std::optional<std::string> statements_of(const chain::Revision& revision) {
  const auto* script = chain::sql_of(revision.up);
  if (script == nullptr) return std::nullopt;
  std::string text;
  for (const auto& statement : script->statements) text += statement.text + ";\n";
  return text;
}

std::vector<std::string> versions_of(const std::string& format, const chain::Chain& chain) {
  std::vector<std::string> versions;
  for (const auto& revision : chain.revisions())
    versions.push_back(preflight::comparable_version(format, revision));
  return versions;
}

}  // namespace

bool knows_tool_of(const std::string& format) {
  return &tool_of(format) != &unknown || format == "plain" || chain::find_format(format) == nullptr;
}

Tool::Tool(const std::string& format, const chain::Chain& old_chain, const chain::Chain& new_chain,
           const Deployment& deployment)
    : old_chain_(old_chain),
      new_chain_(new_chain),
      old_versions_(versions_of(format, old_chain)),
      new_versions_(versions_of(format, new_chain)),
      changed_(old_chain.size(), false),
      notes_heads_(tool_of(format).notes_heads),
      kept_(old_chain.size(), false),
      noted_as_one_(deployment.noted_as_one),
      name_(tool_of(format).name),
      rule_(tool_of(format).rule) {
  const bool is_liquibase = format == "liquibase";
  if (!is_liquibase && !chain::checksummed_text(format, "")) return;
  const auto noted = [&](const chain::Revision& revision) {
    return is_liquibase ? statements_of(revision)
                        : chain::checksummed_text(format, read_file(chain::upgrade_file(revision)));
  };
  for (std::size_t i = 0; i < old_versions_.size(); ++i) {
    const chain::Revision& revision = old_chain.revisions()[i];
    kept_[i] = std::ranges::any_of(deployment.before_baseline, [&](const auto& kept) {
      return kept.id == revision.id && noted(kept) == noted(revision);
    });
    const auto same = std::ranges::find(new_versions_, old_versions_[i]);
    if (same == new_versions_.end()) continue;
    const auto position = static_cast<std::size_t>(same - new_versions_.begin());
    changed_[i] = noted(old_chain.revisions()[i]) != noted(new_chain.revisions()[position]);
  }
}

std::vector<Noted> Tool::noted_after(std::size_t applied) const {
  std::vector<Noted> noted;
  const bool has_them_all = noted_as_one_ > 0 && applied >= noted_as_one_;
  if (has_them_all) noted.push_back({.version = old_versions_[noted_as_one_ - 1]});
  for (std::size_t i = has_them_all ? noted_as_one_ : 0; i < applied; ++i) {
    const bool is_built_on = std::ranges::any_of(
        old_chain_.children(i), [&](std::size_t child) { return child < applied; });
    if (notes_heads_ && is_built_on) continue;
    noted.push_back({.version = old_versions_[i],
                     .is_repeatable = old_chain_.revisions()[i].is_repeatable,
                     .has_other_file = changed_[i]});
  }
  return noted;
}

Resume Tool::resume(std::size_t applied) const { return resume(noted_after(applied)); }

Resume Tool::resume(const std::vector<Noted>& noted) const { return rule_(*this, noted); }

}  // namespace pgstair::squash
