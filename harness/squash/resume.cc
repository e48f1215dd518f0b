// SPDX-License-Identifier: MIT
#include "squash/resume.h"

#include <algorithm>
#include <span>
#include <utility>

#include "chain/noted.h"
#include "preflight/applied_revisions.h"
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

/// Empty if there is none.
std::string greatest_of(std::span<const std::string> versions) {
  const auto found = std::ranges::max_element(versions, is_before);
  return found == versions.end() ? "" : *found;
}

}  // namespace

/// One function a tool.
struct Rules {
  using Versions = std::span<const std::string>;

  static Versions applied_versions(const Tool& tool, std::size_t applied) {
    return Versions(tool.old_versions_).first(applied);
  }

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

  static Resume what_is_not_noted(const Tool& tool, std::size_t applied) {
    const auto noted = applied_versions(tool, applied);
    return apply_all_but(tool,
                         [&](std::size_t i) { return contains(noted, tool.new_versions_[i]); });
  }

  /// Of versions: a repeatable has none.
  static std::string greatest_noted(const Tool& tool, std::size_t applied) {
    std::vector<std::string> versions;
    for (std::size_t i = 0; i < applied; ++i) {
      if (!tool.old_chain_.revisions()[i].is_repeatable) versions.push_back(tool.old_versions_[i]);
    }
    return greatest_of(versions);
  }

  /// Whether a repeatable of the new chain has been applied as it is.
  static bool is_applied_as_it_is(const Tool& tool, std::size_t applied, std::size_t index) {
    for (std::size_t i = 0; i < applied; ++i) {
      if (tool.old_versions_[i] == tool.new_versions_[index]) return !tool.changed_[i];
    }
    return false;
  }

  /// What comes after the greatest that is noted, and nothing before it.
  static Resume what_comes_after(const Tool& tool, std::size_t applied) {
    const std::string greatest = greatest_noted(tool, applied);
    return apply_all_but(tool, [&](std::size_t i) {
      if (tool.new_chain_.revisions()[i].is_repeatable)
        return is_applied_as_it_is(tool, applied, i);
      return !greatest.empty() && !is_before(greatest, tool.new_versions_[i]);
    });
  }

  static Resume golang_migrate(const Tool& tool, std::size_t applied) {
    const auto noted = applied_versions(tool, applied);
    if (!noted.empty() && !contains(tool.new_versions_, noted.back()))
      return refuse(tool, "no migration found for version " + noted.back());
    return what_comes_after(tool, applied);
  }

  static Resume goose(const Tool& tool, std::size_t applied) {
    const auto noted = applied_versions(tool, applied);
    const std::string greatest = greatest_noted(tool, applied);
    for (const auto& version : tool.new_versions_) {
      if (!greatest.empty() && is_before(version, greatest) && !contains(noted, version))
        return refuse(
            tool, "found missing migrations before current version " + greatest + ": " + version);
    }
    return what_comes_after(tool, applied);
  }

  /// The first that is noted and has no file; empty if each has one.
  static std::string without_file(const Tool& tool, std::size_t applied) {
    for (const auto& version : applied_versions(tool, applied)) {
      if (!contains(tool.new_versions_, version)) return version;
    }
    return {};
  }

  /// The first that is noted with the checksum of another file, and not applied again for it; empty
  /// if none is.
  static std::string with_other_file(const Tool& tool, std::size_t applied) {
    for (std::size_t i = 0; i < applied; ++i) {
      if (tool.changed_[i] && !tool.old_chain_.revisions()[i].is_repeatable)
        return tool.old_versions_[i];
    }
    return {};
  }

  static Resume sqlx(const Tool& tool, std::size_t applied) {
    if (const auto version = without_file(tool, applied); !version.empty())
      return refuse(tool, "migration " + version +
                              " was previously applied but is missing in the resolved migrations");
    if (const auto version = with_other_file(tool, applied); !version.empty())
      return refuse(tool, "migration " + version + " was previously applied but has been modified");
    return what_is_not_noted(tool, applied);
  }

  static Resume flyway(const Tool& tool, std::size_t applied) {
    if (const auto version = without_file(tool, applied); !version.empty())
      return refuse(tool, "Detected applied migration not resolved locally: " + version);
    if (const auto version = with_other_file(tool, applied); !version.empty())
      return refuse(tool, "Migration checksum mismatch for migration version " + version);
    return what_comes_after(tool, applied);
  }

  /// The ids that alembic_version holds: applied revisions on which no applied one builds.
  static std::vector<std::string> noted_heads(const chain::Chain& chain, std::size_t applied) {
    std::vector<std::string> heads;
    for (std::size_t i = 0; i < applied; ++i) {
      const bool is_built_on = std::ranges::any_of(
          chain.children(i), [&](std::size_t child) { return child < applied; });
      if (!is_built_on) heads.push_back(chain.revisions()[i].id);
    }
    return heads;
  }

  static Resume alembic(const Tool& tool, std::size_t applied) {
    std::vector<bool> taken(tool.new_chain_.size(), false);
    for (const auto& id : noted_heads(tool.old_chain_, applied)) {
      if (!tool.new_chain_.contains(id))
        return refuse(tool, "Can't locate revision identified by '" + id + "'");
      taken[tool.new_chain_.index_of(id)] = true;
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
  Resume (*rule)(const Tool&, std::size_t applied);
};

constexpr ToolOfFormat tools[] = {
    {"native", "dbmate", Rules::what_is_not_noted},
    {"golang-migrate", "golang-migrate", Rules::golang_migrate},
    {"goose", "goose", Rules::goose},
    {"diesel", "diesel", Rules::what_is_not_noted},
    {"sqlx", "sqlx", Rules::sqlx},
    {"flyway", "Flyway", Rules::flyway},
    {"alembic", "Alembic", Rules::alembic},
};
/// Which tool deploys plain files is not known; most apply what they have not noted.
constexpr ToolOfFormat unknown{"", "the chain's tool", Rules::what_is_not_noted};

const ToolOfFormat& tool_of(const std::string& format) {
  const auto* found = std::ranges::find(tools, format, &ToolOfFormat::format);
  return found == std::end(tools) ? unknown : *found;
}

std::vector<std::string> versions_of(const std::string& format, const chain::Chain& chain) {
  std::vector<std::string> versions;
  for (const auto& revision : chain.revisions())
    versions.push_back(preflight::comparable_version(format, revision));
  return versions;
}

}  // namespace

Tool::Tool(const std::string& format, const chain::Chain& old_chain, const chain::Chain& new_chain)
    : old_chain_(old_chain),
      new_chain_(new_chain),
      old_versions_(versions_of(format, old_chain)),
      new_versions_(versions_of(format, new_chain)),
      changed_(old_chain.size(), false),
      name_(tool_of(format).name),
      rule_(tool_of(format).rule) {
  if (!chain::checksummed_text(format, "")) return;
  for (std::size_t i = 0; i < old_versions_.size(); ++i) {
    const auto same = std::ranges::find(new_versions_, old_versions_[i]);
    if (same == new_versions_.end()) continue;
    const auto position = static_cast<std::size_t>(same - new_versions_.begin());
    const auto noted = [&](const chain::Revision& revision) {
      return chain::checksummed_text(format, read_file(chain::upgrade_file(revision)));
    };
    changed_[i] = noted(old_chain.revisions()[i]) != noted(new_chain.revisions()[position]);
  }
}

Resume Tool::resume(std::size_t applied) const { return rule_(*this, applied); }

}  // namespace pgstair::squash
